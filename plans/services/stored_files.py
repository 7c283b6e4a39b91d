"""Files that people hand in, on disk for good before a row speaks of them (TRUST.md P7)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from django.conf import settings


def store_file(chunks: Iterable[bytes], *, folder: str, extension: str) -> str:
    """Write a file under a name of our own, so that it survives a power cut once its row does.

    Aside, to the disk, then to its name: no half file ever bears it. Returns the name under MEDIA_ROOT.
    """
    root = Path(settings.MEDIA_ROOT)
    home = root / folder
    home.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
    name = f"{uuid4().hex}{extension}"
    unfinished = home / f".{name}"
    with unfinished.open("wb") as target:
        for chunk in chunks:
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    unfinished.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    unfinished.rename(home / name)
    for written in [home, *home.parents[: len(home.relative_to(root).parts)]]:
        _sync_folder(written)
    return f"{folder}/{name}"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
