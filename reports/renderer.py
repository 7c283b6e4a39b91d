"""What PDFs are drawn with: as long as it is the same, the same paper gives the same bytes (TRUST.md P4).

Programs, libraries and fonts are told by version or content, our own templates and style sheet by content.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import shutil
import subprocess
import zlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from reports.pdf import FONT_FAMILY, FONT_STYLES

PACKAGES = (
    "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "Pyphen", "fonttools", "pikepdf", "Django",
)  # fmt: skip
_LIBRARIES = {"pango-1.0": "pango_version_string", "harfbuzz": "hb_version_string"}
_SHEETS = ("templates/reports/print/*.html", "static/css/document.css")
# Our modules from a frozen paper to its PDF, as imports lead: tests/reports/test_renderer.py walks them.
CODE = (
    "apart", "blocks", "charts", "drawing", "frozen_papers", "joining", "layout_values", "layouts", "paper", "pdf",
    "pieces", "press", "print_sheets", "printable",
)  # fmt: skip
CODE_BELOW = ("plans.cells",)


@cache
def fingerprint() -> str:
    """The SHA-256 of everything that the bytes of a PDF depend on besides the paper, as hexadecimal text."""
    digest = hashlib.sha256()
    for line in [*_versions(), *(f"{path.name} {_digest(path)}" for path in [*_fonts(), *our_files()])]:
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def _versions() -> list[str]:
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    return [*packages, *(f"{name} {_library(name)}" for name in _LIBRARIES), f"zlib {zlib.ZLIB_RUNTIME_VERSION}"]


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


def our_files() -> list[Path]:
    """Templates, style sheets and modules of ours that a PDF is drawn with."""
    modules = [*(f"reports.{name}" for name in CODE), *CODE_BELOW]
    patterns = [*_SHEETS, *(f"{module.replace('.', '/')}.py" for module in modules)]
    return sorted(path for pattern in patterns for path in Path(settings.BASE_DIR).glob(pattern))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
