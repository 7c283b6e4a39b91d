"""An archive of many files with a manifest of each: written a piece at a time, and checked. Pure: no Django.

Names are Vietnamese and safe on Windows: no sign that it forbids, no name of a device, no path longer than it takes, no
two that differ only in case.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "manifest.json.sha256"
LONGEST_NAME, LONGEST_PATH = 90, 200
_CHUNK = 1 << 20
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_PACKED_ALREADY = {".pdf", ".docx", ".xlsx", ".odt", ".jpg", ".jpeg", ".png", ".webp", ".heic", ".zip"}


class DamagedPackage(ValueError):
    """The archive is not what its manifest says; the message names the first difference, in Vietnamese."""


def safe_name(text: str, extension: str = "") -> str:
    """A file's or folder's name that every system takes, as near to `text` as that allows."""
    plain = unicodedata.normalize("NFC", _FORBIDDEN.sub("-", text))
    words = " ".join("".join(char for char in plain if char.isprintable()).split())
    kept = words[: LONGEST_NAME - len(extension)].strip(" .") or "tệp"
    return f"_{kept}{extension}" if _DEVICES.match(kept) else kept + extension


@dataclass
class Packer:
    """Writes one archive. `facts` stand in the manifest beside the list of files, and what some files are `called`."""

    archive: zipfile.ZipFile
    made_at: datetime
    facts: dict[str, Any]
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def add(self, folder: str, name: str, content: bytes | Path, *, called: str = "") -> None:
        """Add bytes, or a file of the disk; one that is not there is told in the manifest as missing.

        `folder` is made of safe names; two files of one name get a number. `called`: what the manifest says it is.
        """
        path = self._free(str(PurePosixPath(folder, safe_name(PurePosixPath(name).stem, PurePosixPath(name).suffix))))
        if called:
            self.called[path] = called
        if isinstance(content, bytes):
            self._write(path, iter([content]))
        elif content.is_file():
            with content.open("rb") as source:
                self._write(path, iter(lambda: source.read(_CHUNK), b""))
        else:
            self.missing.append(path)

    def add_json(self, folder: str, name: str, value: Any) -> None:
        self.add(folder, name, json.dumps(value, ensure_ascii=False, indent=1).encode())

    def finish(self) -> str:
        """Write the manifest last, and beside it its own SHA-256, which is returned."""
        listed = {"format": FORMAT, **self.facts, "made_at": self.made_at.isoformat(timespec="seconds")}
        content = {**listed, "files": self.files, "called": self.called, "missing": self.missing}
        manifest = json.dumps(content, ensure_ascii=False, indent=1).encode()
        seal = hashlib.sha256(manifest).hexdigest()
        self.archive.writestr(self._info(MANIFEST), manifest)
        self.archive.writestr(self._info(SEAL), f"{seal}  {MANIFEST}\n")
        return seal

    def _write(self, path: str, chunks: Iterator[bytes]) -> None:
        size, digest = 0, hashlib.sha256()
        with self.archive.open(self._info(path), "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.files[path] = {"bytes": size, "sha256": digest.hexdigest()}

    def _info(self, path: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, self.made_at.timetuple()[:6])
        is_packed = PurePosixPath(path).suffix.lower() in _PACKED_ALREADY
        info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        return info

    def _free(self, path: str) -> str:
        """The path, shortened, and numbered where another differs from it in case only."""
        wanted = PurePosixPath(path)
        stem, taken = wanted.stem, {one.casefold() for one in [*self.files, *self.missing, MANIFEST, SEAL]}
        room = LONGEST_PATH - len(str(wanted.parent)) - len(wanted.suffix) - len(" (999)")
        for number in range(1, 1_000_000):
            again = f" ({number})" if number > 1 else ""
            free = str(wanted.with_name(f"{stem[:room].rstrip(' .')}{again}{wanted.suffix}"))
            if free.casefold() not in taken:
                return free
        raise ValueError(f"no name left for {path!r}")


def check(path: Path) -> dict[str, Any]:
    """Read every byte and return the manifest. Raises DamagedPackage."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = archive.read(MANIFEST)
            if hashlib.sha256(manifest).hexdigest() != archive.read(SEAL).decode().split()[0]:
                raise DamagedPackage("Bảng kê đã bị sửa.")
            listed: dict[str, Any] = json.loads(manifest)
            if sorted(archive.namelist()) != sorted([*listed["files"], MANIFEST, SEAL]):
                raise DamagedPackage("Hồ sơ thiếu hoặc thừa tệp so với bảng kê.")
            for name, told in listed["files"].items():
                if _measured(archive, name) != told:
                    raise DamagedPackage(f"Tệp {name!r} không khớp bảng kê.")
    except (zipfile.BadZipFile, zlib.error, KeyError, TypeError, IndexError, EOFError, UnicodeError) as error:
        raise DamagedPackage("Hồ sơ hỏng, không đọc được.") from error
    return listed


def _measured(archive: zipfile.ZipFile, name: str) -> dict[str, Any]:
    size, digest = 0, hashlib.sha256()
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK):
            size += len(chunk)
            digest.update(chunk)
    return {"bytes": size, "sha256": digest.hexdigest()}
