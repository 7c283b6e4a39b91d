"""What a power cut must not take: the bytes are on disk before the file bears its name."""

import os
from pathlib import Path

import pytest

from plans.services.stored_files import store_file


@pytest.fixture
def root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_a_stored_file_holds_every_byte_under_a_name_of_our_own(root):
    name = store_file([b"K", "ế".encode()], folder="plans/2026/11", extension=".txt")

    assert (root / name).read_bytes() == "Kế".encode()
    assert [path.name for path in root.rglob("*") if path.is_file()] == [Path(name).name]


def test_bytes_then_name_then_folders_reach_the_disk(root, monkeypatch):
    reached = []
    monkeypatch.setattr(os, "fsync", lambda handle: reached.append(Path(f"/proc/self/fd/{handle}").readlink()))

    name = store_file([b"x"], folder="plans/2026", extension=".txt")

    home = root / "plans" / "2026"
    assert reached == [home / f".{Path(name).name}", home, root / "plans", root]


def test_a_file_that_breaks_off_never_bears_a_name(root):
    def chunks():
        yield b"half"
        raise OSError

    with pytest.raises(OSError):
        store_file(chunks(), folder="plans", extension=".txt")

    assert [path for path in root.rglob("*") if path.is_file() and not path.name.startswith(".")] == []
