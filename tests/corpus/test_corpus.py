"""The corpus of plans in every shape and format, held to the bounds of the promise (rules: tests/corpus/scoring.py).

Documents from 51 on were written without a look at the reader; what they showed was mended afterwards.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.corpus.building import build, has_office, needs_office
from tests.corpus.form import Document, load, read_form
from tests.corpus.scoring import BOUNDED, BOUNDS, Score, score

HAS_TESSERACT = shutil.which("tesseract") is not None
DOCUMENTS = load(Path(__file__).parent / "documents")


def _of_class(klass: str) -> list[Document]:
    return [document for document in DOCUMENTS if document.klass == klass]


def _assert_bounds(documents: Iterable[Document], klass: str) -> None:
    total = Score()
    for document in documents:
        total.add(score(document))
    short = [
        f"{measure}: {total.precision(measure):.3f} / {total.recall(measure):.3f}"
        for measure in BOUNDED
        if min(total.precision(measure), total.recall(measure)) < BOUNDS[klass]
    ]
    assert not short
    assert not total.wrong_dates


@pytest.mark.parametrize("klass", ["clean", "tables", "noisy"])
def test_plans_are_read_within_the_bounds(klass):
    _assert_bounds([document for document in _of_class(klass) if not needs_office(document)], klass)


@pytest.mark.skipif(not has_office(), reason="LibreOffice is not installed")
def test_an_old_word_file_is_read_within_the_bounds():
    _assert_bounds([next(document for document in _of_class("tables") if document.format == "doc")], "tables")


@pytest.mark.slow
@pytest.mark.skipif(not has_office(), reason="LibreOffice is not installed")
@pytest.mark.parametrize("klass", ["clean", "tables"])
def test_files_made_by_libreoffice_are_read_within_the_bounds(klass):
    _assert_bounds(filter(needs_office, _of_class(klass)), klass)


@pytest.mark.skipif(not HAS_TESSERACT, reason="Tesseract is not installed")
def test_one_scanned_page_is_read_within_the_bounds():
    _assert_bounds([next(document for document in _of_class("scans") if document.format == "scan-png")], "scans")


@pytest.mark.slow
@pytest.mark.skipif(not HAS_TESSERACT, reason="Tesseract is not installed")
def test_all_scanned_pages_are_read_within_the_bounds():
    _assert_bounds(_of_class("scans"), "scans")


def test_the_corpus_holds_what_was_promised():
    formats = {document.format for document in DOCUMENTS}

    assert len(DOCUMENTS) >= 132
    assert len(_of_class("tables")) >= 20
    assert len(_of_class("noisy")) >= 10
    assert len(_of_class("scans")) >= 10
    assert formats >= {"docx", "doc", "odt", "rtf", "pdf", "scan-pdf", "scan-jpg", "scan-png"}
    assert formats >= {"txt", "utf-16", "cp1258", "md"}


FORM = """\
format: txt
class: clean
cites: 05-CTr/TU 2026-01-12
===
KẾ HOẠCH
Thực hiện Chương trình số 05-CTr/TU ngày 12/01/2026, Ban Thường vụ Đảng ủy xây dựng kế hoạch như sau:

I. TỔ CHỨC THỰC HIỆN
@1 heading I
1. Ủy ban nhân dân xã báo cáo trước ngày 30/6/2026.
@2 task 1
@> perform: Ủy ban nhân dân xã
@! 2026-06-30
"""


@pytest.mark.parametrize(
    ("right", "wrong", "measure"),
    [
        ("@2 task 1", "@2 task 2", "items"),
        ("@2 task 1", "@1 task 1", "items"),
        ("@2 task 1", "@2 content 1", "items"),
        ("perform: Ủy ban", "lead: Ủy ban", "assignments"),
        ("perform: Ủy ban nhân dân xã", "perform: Ủy ban nhân dân tỉnh", "assignments"),
        ("@! 2026-06-30", "@! 2026-07-30", "deadlines"),
        ("2026-01-12", "2026-01-13", "citations"),
    ],
)
def test_a_difference_counts_as_missed_and_as_extra(right, wrong, measure):
    expected = read_form(FORM.replace(right, wrong, 1), "made")

    result = score(expected)

    assert (result.missed[measure], result.extra[measure]) == (1, 1)
    assert result.wrong_dates or measure not in {"deadlines", "citations"}


def test_what_was_read_as_expected_counts_nothing():
    result = score(read_form(FORM, "made"))

    assert not result.notes
    assert (result.found["items"], result.found["assignments"], result.found["deadlines"]) == (2, 1, 1)


def test_windows_1258_keeps_tones_apart_from_their_vowels():
    content, name = build(read_form(FORM.replace("format: txt", "format: cp1258"), "made"))

    assert name == "made.txt"
    assert "KÊ\u0301 HOA\u0323CH" in content.decode("cp1258")
