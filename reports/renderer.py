"""What PDFs are drawn with: as long as it is the same, the same paper gives the same bytes (TRUST.md P4).

Programs, libraries and fonts are told by version or content, our own templates and style sheet by content.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import shutil
import subprocess
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from reports.pdf import FONT_FAMILY, FONT_STYLES

_PACKAGES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "fonttools", "Django")
_LIBRARIES = {"pango-1.0": "pango_version_string", "harfbuzz": "hb_version_string"}
_CODE = ("composing", "drawing", "joining", "layouts", "paper", "pdf", "pieces", "press", "print_sheets")
_OURS = ("templates/reports/print/*.html", "static/css/document.css", *(f"reports/{name}.py" for name in _CODE))


@cache
def fingerprint() -> str:
    """The SHA-256 of everything that the bytes of a PDF depend on besides the paper, as hexadecimal text."""
    digest = hashlib.sha256()
    for line in [*_versions(), *(f"{path.name} {_digest(path)}" for path in [*_fonts(), *_our_files()])]:
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def _versions() -> list[str]:
    return [f"{name} {version(name)}" for name in _PACKAGES] + [f"{name} {_library(name)}" for name in _LIBRARIES]


def _library(name: str) -> str:
    found = ctypes.util.find_library(name)
    if found is None:
        return "?"
    said = getattr(ctypes.CDLL(found), _LIBRARIES[name])
    said.restype = ctypes.c_char_p
    return str(said().decode())


def _fonts() -> list[Path]:
    """The files that fontconfig gives for our paper."""
    if shutil.which("fc-match") is None:
        return []
    asked = [["fc-match", "--format=%{file}", FONT_FAMILY + style] for style in FONT_STYLES]
    answers = [subprocess.run(one, capture_output=True, text=True, check=True).stdout for one in asked]  # noqa: S603
    return [Path(answer) for answer in answers]


def _our_files() -> list[Path]:
    return sorted(path for pattern in _OURS for path in Path(settings.BASE_DIR).glob(pattern))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
