"""The fingerprint of the press covers all that a PDF is drawn with."""

import ast
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from django.conf import settings

from reports import renderer

# A frozen paper is read back by the one and drawn by the other.
ROOTS = ("reports.frozen_papers", "reports.drawing")
OF_WORD_FILES = {"reports.docx", "reports.docx_styles", "reports.docx_tables"}
WITHOUT_MARKS = {"cffi", "Pillow"}  # a bridge to libraries that are told apart; pictures, which paper has none of


def file_of(module):
    return Path(settings.BASE_DIR, f"{module.replace('.', '/')}.py")


def imports_of(module):
    for node in ast.walk(ast.parse(file_of(module).read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.fixture(scope="module")
def walked():
    """Every module of ours that drawing a PDF reaches, and every other that these import."""
    ours, others, waiting = set(), set(), list(ROOTS)
    while waiting:
        module = waiting.pop()
        if module in ours | OF_WORD_FILES:
            continue
        if file_of(module).exists():
            ours.add(module)
            waiting += imports_of(module)
        else:
            others.add(module)
    return ours, others


def test_every_module_on_the_way_to_a_pdf_is_told(walked):
    ours, _ = walked

    assert {f"reports.{name}" for name in renderer.CODE} | set(renderer.CODE_BELOW) == ours


def test_every_package_on_the_way_to_a_pdf_is_told(walked):
    _, others = walked
    above = {name.partition(".")[0] for name in others} - set(sys.stdlib_module_names) - {"reports", "plans"}
    known = packages_distributions()
    needed = {line.split()[0].partition("[")[0] for line in requires("weasyprint") if "extra ==" not in line}

    assert {known[name][0] for name in above} | needed - WITHOUT_MARKS == set(renderer.PACKAGES)


def test_our_files_are_all_there():
    named = {path.name for path in renderer.our_files()}

    assert {"document.css", "document.html", "joining.py", "frozen_papers.py", "cells.py"} <= named
