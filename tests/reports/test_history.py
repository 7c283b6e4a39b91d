"""Everything that the history of a report tells, it tells in Vietnamese."""

import ast
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from orgs.models import JournalEntry
from reports import history, services
from reports.annex_kinds import AnnexKind
from reports.models import Purpose, Report
from reports.services.copies import receive_copy, search_copy
from tests.reports.signed import at_signature, draft_of, sign

pytestmark = pytest.mark.django_db
A_CODE = re.compile(r"[A-Z]{2,}(_[A-Z]+)*|E-[A-Z]+|[a-z]+_[a-z_]+|True|False|None")
FORMATS = {"pdf", "docx"}
ABOUT_OTHERS = {"letters.py", "layouts.py", "outlines.py", "packages.py"}  # services whose entries are about no report


def told_of(report):
    return [change for line in history.lines(JournalEntry.objects.about(report)) for change in line.changes]


def assert_in_words(changes):
    for label, before, after in changes:
        assert not label.isascii(), label
        for value in (one for said in (before, after) for one in said.split("; ")):
            assert value in FORMATS or not A_CODE.fullmatch(value), (label, value)


def test_an_edited_section_says_what_became_of_it(item, officer):
    report = draft_of(item, officer)
    section = report.sections.filter(purpose=Purpose.TEXT, label="I").first()

    services.edit_section(
        section=section, by=officer, version=0, heading="KẾT QUẢ", level=2, purpose=Purpose.ITEM, item=item,
        shows_figures=False,
    )  # fmt: skip

    changes = {label: (before, after) for label, before, after in told_of(report)}
    assert changes["mục dùng cho"] == ("lời văn", "kết quả một mục của kế hoạch")
    assert changes["in câu số liệu"] == ("có", "không")
    assert changes["mục của kế hoạch"] == ("", str(item))
    assert_in_words(told_of(report))


def test_annexes_are_told_by_their_headings(item, officer):
    report = draft_of(item, officer)

    services.choose_annexes(report=report, by=officer, kinds=[AnnexKind.RANKING])

    told = next(change for change in told_of(report) if change.label == "phụ lục")
    assert told.after == "Xếp thứ tự đơn vị theo tỷ lệ hoàn thành đúng hạn"
    assert_in_words(told_of(report))


def test_a_refused_copy_says_why(item, officer, settings, tmp_path):
    settings.SPOOL_DIR = tmp_path
    report = sign(at_signature(item, officer), officer)
    file = ContentFile(b"%PDF-1.7 hong", name="ky.pdf")
    incoming = receive_copy(report=report, by=officer, key=uuid4(), file=file)

    search_copy(incoming=incoming)

    changes = {change.label: change.after for change in told_of(report)}
    assert "không mở được tệp" in changes["lý do"]
    assert changes["xác nhận"] == "người nhập xác nhận tài liệu không chứa bí mật nhà nước"
    assert_in_words(told_of(report))


def test_every_name_written_where_the_journal_is_told_has_a_word():
    fields = {field.name for field in Report._meta.get_fields()}

    assert written_names() - fields - set(history.WORDS) == set()


def written_names():
    """The names in what services tell of a report, as it stands in their code."""
    folder = Path(services.__path__[0])
    trees = [ast.parse(path.read_text()) for path in folder.glob("*.py") if path.name not in ABOUT_OTHERS]
    calls = [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"journal.record", "_tell"}
    ]
    told = [node.value for tree in trees for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "told"]  # fmt: skip
    displays = [node for one in [*calls, *told] for node in ast.walk(one) if isinstance(node, ast.Dict)]
    assert len(calls) > 20
    return {key.value for display in displays for key in display.keys if isinstance(key, ast.Constant)}
