"""Where uploaded files wait until they have been looked into: in memory, for an hour or two, never in the store.

What bears a secrecy mark is erased here and reaches neither disk nor database (TRUST.md P19).
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

LONGEST_WAIT = timedelta(hours=2)


def spool(name: str, content: bytes) -> None:
    """Let a file wait under `name`, which the caller made: nobody but the program may read it."""
    with os.fdopen(os.open(spooled(name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def spooled(name: str) -> Path:
    """Where the file of that name waits, or would."""
    return _folder() / name


def clean_spool(*, now: datetime) -> int:
    """Erase what has lain in the spool folder longer than LONGEST_WAIT, and what killed workers left; return how much.

    A folder that a worker of this machine still works in is locked by it.
    """
    oldest = (now - LONGEST_WAIT).timestamp()
    stale = [path for path in _folder().iterdir() if path.is_file() and path.stat().st_mtime < oldest]
    for path in stale:
        path.unlink(missing_ok=True)
    left = [path for path in _folder().glob("work-*") if not _is_locked(path)]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(stale) + len(left)


@contextmanager
def work_folder() -> Iterator[Path]:
    """A folder in the spool for one reading, locked while it lasts, erased whatever happens."""
    unlocked = Path(mkdtemp(dir=_folder(), prefix="."))  # `clean_spool` must never see it without its lock
    handle = os.open(unlocked, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    folder = unlocked.rename(unlocked.with_name(unlocked.name.replace(".", "work-", 1)))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def _folder() -> Path:
    folder = Path(settings.SPOOL_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _is_locked(folder: Path) -> bool:
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
