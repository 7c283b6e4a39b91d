"""A backup as one zip file: database, files, a manifest of both, and a seal over every byte. Pure: no Django.

The seal is the SHA-256 of all that stands before it, kept where zip files keep their comment: any program
opens the archive, and no changed or missing byte goes unnoticed (TRUST.md P15).
"""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

FORMAT = 2
READABLE = (1, FORMAT)  # the first one had no heads
DATABASE = "database"
FILES = "files/"
MANIFEST = "manifest.json"
SEAL_BYTES = 64
CHUNK = 1 << 20

Figures = dict[str, list]


class DamagedArchive(ValueError):
    """The file is not a whole, unchanged backup; the message says in Vietnamese what is wrong with it."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `tables`: name -> [rows, digest]; `members`: archive name -> [bytes, sha256].

    `heads` are the last entries of the journal's chains, as `orgs.journal.Head` writes them.
    """

    engine: str
    made_at: str
    tables: Figures
    migrations: list[str]
    heads: list[str] = field(default_factory=list)
    members: dict[str, list] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(rows for rows, _ in self.tables.values())

    @property
    def files(self) -> int:
        return len(self.members) - 1


def write(path: Path, manifest: Manifest, *, database: Path, files: Path) -> None:
    """Write the archive beside `path`, check it, and only then give it its name. Raises DamagedArchive, OSError."""
    partial = path.with_name(path.name + ".partial")
    try:
        with os.fdopen(_private(partial), "wb") as target, zipfile.ZipFile(target, "w") as archive:
            archive.comment = b"0" * SEAL_BYTES
            manifest.members[DATABASE] = _add(archive, DATABASE, database)
            for source in _files_below(files):
                name = FILES + source.relative_to(files).as_posix()
                manifest.members[name] = _add(archive, name, source)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        _seal(partial)
        verify(partial)
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)


def verify(path: Path) -> Manifest:
    """Read every byte and return the manifest. Raises DamagedArchive."""
    _check_seal(path)
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _read_manifest(archive)
            names = archive.namelist()
            if sorted(names) != sorted([*manifest.members, MANIFEST]):
                raise DamagedArchive("Bản sao lưu thiếu hoặc thừa tệp so với bảng kê.")
            for name, expected in manifest.members.items():
                with archive.open(name) as source:
                    _compare(name, expected, _measure(source))
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, zlib.error) as error:
        if isinstance(error, DamagedArchive):
            raise
        raise DamagedArchive("Bản sao lưu hỏng bên trong, không đọc được.") from error
    return manifest


def extract(path: Path, manifest: Manifest, folder: Path) -> None:
    """Lay the members out in `folder`, an empty one, comparing each as it is written. Raises DamagedArchive."""
    root = folder.resolve()
    with zipfile.ZipFile(path) as archive:
        for name, expected in manifest.members.items():
            target = (root / name).resolve()
            if not target.is_relative_to(root) or name.startswith("/"):
                raise DamagedArchive(f"Bản sao lưu có đường dẫn lạ: {name!r}.")
            target.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("xb") as copy:
                _compare(name, expected, _measure(source, copy))
                copy.flush()
                os.fsync(copy.fileno())
            target.chmod(0o640)


def _add(archive: zipfile.ZipFile, name: str, source: Path) -> list:
    info = zipfile.ZipInfo.from_file(source, name, strict_timestamps=False)
    info.compress_type = zipfile.ZIP_DEFLATED if name == DATABASE else zipfile.ZIP_STORED
    with source.open("rb") as content, archive.open(info, "w", force_zip64=True) as member:
        return _measure(content, member)


def _files_below(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _measure(source: IO[bytes], copy: IO[bytes] | None = None) -> list:
    """Return [bytes, sha256] of `source`, copying it on the way if asked."""
    size, digest = 0, hashlib.sha256()
    while chunk := source.read(CHUNK):
        size += len(chunk)
        digest.update(chunk)
        if copy is not None:
            copy.write(chunk)
    return [size, digest.hexdigest()]


def _compare(name: str, expected: list, found: list) -> None:
    if list(expected) != found:
        raise DamagedArchive(f"Nội dung của {name!r} không khớp bảng kê.")


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    content = json.loads(archive.read(MANIFEST))
    if not isinstance(content, dict) or content.get("format") not in READABLE:
        raise DamagedArchive("Bản sao lưu do phiên bản khác của chương trình tạo ra.")
    return Manifest(**content)


def _seal(path: Path) -> None:
    with path.open("r+b") as archive:
        size = archive.seek(0, os.SEEK_END)
        seal = _digest_of_first(archive, size - SEAL_BYTES)
        archive.seek(size - SEAL_BYTES)
        archive.write(seal)
        archive.flush()
        os.fsync(archive.fileno())


def _check_seal(path: Path) -> None:
    with path.open("rb") as archive:
        size = archive.seek(0, os.SEEK_END)
        if size <= SEAL_BYTES:
            raise DamagedArchive("Tệp rỗng hoặc bị cắt, không phải bản sao lưu.")
        seal = _digest_of_first(archive, size - SEAL_BYTES)
        if archive.read(SEAL_BYTES) != seal:
            raise DamagedArchive("Bản sao lưu đã bị thay đổi, bị cắt, hoặc không phải bản sao lưu của Dân Vận.")


def _digest_of_first(archive: IO[bytes], length: int) -> bytes:
    """The hexadecimal SHA-256 of the first `length` bytes; leaves the position behind them."""
    archive.seek(0)
    digest = hashlib.sha256()
    while length and (chunk := archive.read(min(CHUNK, length))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.hexdigest().encode()


def _private(path: Path) -> int:
    """A new file that only its owner may read: a backup holds everybody's work."""
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
