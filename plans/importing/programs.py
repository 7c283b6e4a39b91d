"""Programs of other people (LibreOffice, Tesseract), run within limits and without a network. Pure.

Each is one process beside ours, in a folder that its caller throws away; `TMPDIR` and `HOME` are that folder too.
"""

import functools
import os
import resource
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

CPU_SECONDS = 60
LARGEST_FILE = 64 * 1024 * 1024
_MEGABYTE = 1024 * 1024


def run(command: Sequence[str], *, folder: Path, seconds: int, megabytes: int, sent: bytes = b"") -> bytes | None:
    """Return what `command` prints when `sent` is its input; None where it failed, or took too long or too much."""
    try:
        done = subprocess.run(  # noqa: S603 -- no shell; the command is ours, content comes by `sent` or as a file
            [*_without_network(), *command],
            cwd=folder,
            env=_surroundings(folder),
            input=sent,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            preexec_fn=functools.partial(_limit, megabytes * _MEGABYTE),
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def find_program(name: str) -> str | None:
    """Return where a program is installed, None where it is not."""
    return shutil.which(name)


@functools.cache
def _without_network() -> tuple[str, ...]:
    """The words that take the network away from a command, none where this machine does not let us."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    words = (unshare, "--map-root-user", "--net")
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)  # noqa: S603 -- our own words
    return words if tried.returncode == 0 else ()


def _surroundings(folder: Path) -> dict[str, str]:
    """One thread, Vietnamese letters, and no way out by a proxy."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
    return nowhere | {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
        "SAL_USE_VCLPLUGIN": "svp",
    }


def _limit(memory: int) -> None:
    for kind, wanted in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(kind)
        allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(kind, (allowed, allowed))
