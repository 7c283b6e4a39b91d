"""Which processes of the program are alive on this machine.

Each holds a locked file in DATA_DIR/run; the kernel lets the lock go when the process ends, however it ends,
so a killed worker is told from a busy one without heartbeats or process numbers, which are used again.
"""

import fcntl
import os
import secrets
import socket
from pathlib import Path

from django.conf import settings

_held: list[int] = []


def host() -> str:
    """This machine's name as it stands in worker ids, which have 64 characters."""
    return socket.gethostname()[:30]


def enter(kind: str) -> str:
    """Take a name that starts with `kind` and this host, and hold its file until the process ends."""
    name = f"{kind}-{host()}-{secrets.token_hex(4)}"
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    unlocked = folder / f".{name}"  # not yet a presence: `alive` must never see it without its lock
    handle = os.open(unlocked, os.O_CREAT | os.O_RDWR, 0o640)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    unlocked.rename(folder / name)
    _held.append(handle)
    return name


def alive(*kinds: str) -> set[str]:
    """The names of living processes of these kinds; the files of dead ones are removed."""
    return {path.name for path in _folder().glob("*") if path.name.split("-")[0] in kinds and _is_held(path)}


def _folder() -> Path:
    return settings.DATA_DIR / "run"


def _is_held(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        path.unlink(missing_ok=True)
        return False
    finally:
        os.close(handle)
