"""Every value that an entry about a plan tells: a Vietnamese name, choices in words, days as people write them."""

import ast
from pathlib import Path

import pytest

from orgs.models import JournalEntry
from plans import history, services

# What entries about each kind of object tell, with a stored value; a name that the program writes must stand here.
TOLD = {
    "document": {
        "abstract": "Dân vận", "chosen": "43-KL/TW", "implements": ["25-NQ/TW"], "issued_on": "2026-06-03",
        "issuer_text": "Tỉnh ủy", "number": "43-KL/TW", "others": ["65-KH/TU → 43-KL/TW"], "term": "XIII",
        "type_name": "Kế hoạch", "variants": ["43-KL/TW", "43/KL-TW"], "verified_on": "2026-05-06",
    },
    "initiative": {
        "content": "Đèn", "field": "kinh tế", "is_collective": True, "is_new": True, "lead": "Chi ủy", "name": "Hẻm",
        "place": "Khu phố 1", "plan": "76-KH/ĐU", "recognition": "cấp tỉnh", "recognized_by": "QĐ 5",
        "recognized_on": "2026-11-21", "resources": "Góp", "results": "26 đèn", "state": "đăng ký", "year": 2026,
    },
    "occurrence": {
        "answer": "RESULT", "decided_by": "Bí thư", "decided_on": "2026-11-21", "difficulties": "Ít người",
        "due_on": "2026-05-31", "files": ["a.pdf"], "finished_on": "2026-05-01",
        "form": "MEETING", "is_own_words": True, "outcome": "Xong", "percent": 40, "person": "Trần Thị Bình",
        "progress": "AWAITING", "proposals": "Thêm kinh phí", "reason": "Chờ", "reference": "họp", "source": "PAPER",
        "text": "Làm ngay", "unit": "Chi bộ 1", "wanted_on": "2026-06-15", "words": "Kính gửi",
    },
    "plan": {
        "abstract": "Dân vận", "added": ["2"], "amendment": 1, "assignments": 3, "authority": "TM", "changed": ["1"],
        "closed_on": "2026-12-20", "corrections": 1, "document_number": "20-KH/ĐU", "documents": ["02-NQ/ĐU"],
        "dropped": ["3. Ba"], "due_on": "2026-11-28", "ends_on": "2026-12-31", "issued_on": "2026-01-15",
        "issuer_text": "Đảng ủy", "items": 12, "monitor": "Văn phòng", "number": "76-KH/ĐU", "place": "Bình An",
        "periods": [{"label": "Quý I", "starts_on": "2026-01-01", "ends_on": "2026-03-31", "due_on": None}],
        "reason": "Bổ sung", "recipients": ["Các chi bộ"], "report_to": "Đảng ủy", "report_via": "Khối", "rows": 10,
        "sha256": "11", "signatory_name": "Trần Văn Mẫu", "signatory_title": "BÍ THƯ", "starts_on": "2026-01-01",
        "state": "đã giao", "ticks": 4, "type_name": "Kế hoạch",
    },
    "planimport": {"declaration": "đã cam kết", "name": "ke-hoach.pdf", "reason": "Hỏng", "sha256": "11"},
    "planitem": {
        "amendment": 1, "assignees": ["chủ trì · Chi bộ 1"], "comparison": "ít nhất", "deadlines": ["năm"], "depth": 1,
        "kind": "nhiệm vụ", "label_text": "1.", "measure": "mô hình", "paragraphs": 2, "position": 3, "reason": "CV 12",
        "rows": 1, "scope": "mỗi đơn vị", "target": "Có 02 mô hình", "targets": ["Có 02 mô hình"], "text": "Việc",
        "value": "2.00",
    },
    "reportingperiod": {
        "due_on": "2026-07-05", "ends_on": "2026-06-30", "indicators": ["Số buổi"], "label": "Quý I",
        "locks_on": "2026-07-20", "opens_on": "2026-06-01", "starts_on": "2026-01-01", "units": 3,
    },
    "reportingrule": {"calendar": "QUARTERS", "due_after": 5, "locks_after": 10},
    "submission": {
        "added_on": "2026-07-01", "answers": 12, "excused": True, "excused_reason": "Mới lập", "figures": ["Số hộ: 2"],
        "file": "bc.pdf", "is_own_words": True, "reason": "Mất điện", "remarks": 1, "reopened_until": "2026-07-03",
        "round": 2, "source": "PAPER", "state": "AWAITING", "unit": "Chi bộ 1",
    },
    "user": {"assignments": 1, "drafts": 2, "from": "Trần Thị Bình", "to": "Lê Văn Đồng"},
}  # fmt: skip
ENTRIES = [(about, name, value) for about, values in TOLD.items() for name, value in values.items()]


def told(about, after, before=None):
    entry = JournalEntry(object_type=about, before=before, after=after)
    [line] = history.lines([entry])
    return line.changes


@pytest.mark.parametrize(("about", "name", "value"), ENTRIES, ids=[f"{about}-{name}" for about, name, _ in ENTRIES])
def test_a_value_is_told_under_a_vietnamese_name_and_in_words(about, name, value):
    [change] = told(about, {name: value})

    assert change.label != name
    assert "_" not in change.label
    assert change.after not in {"RESULT", "MEETING", "AWAITING", "PAPER", "QUARTERS", "True"}
    assert "2026-" not in change.after


@pytest.mark.parametrize(
    "about", sorted(TOLD.keys() - {"planitem"})
)  # one entry tells of a target, or of all of an item
def test_no_two_values_of_one_entry_share_a_name(about):
    labels = [change.label for change in told(about, TOLD[about])]
    assert sorted(labels) == sorted(set(labels))


def test_choices_and_names_are_those_of_what_the_entry_is_about():
    states = told("submission", {"state": "ACCEPTED"}, {"state": "NOT_SENT"})
    assert [tuple(change) for change in states] == [("trạng thái", "Chưa nộp", "Đã tiếp nhận")]
    assert told("planimport", {"name": "ke-hoach.pdf"})[0].label == "tên tệp"


def test_an_overwritten_figure_is_told_under_the_name_of_its_line():
    assert tuple(told("submission", {"Số buổi": "5"}, {"Số buổi": "3 (Trần Thị Bình)"})[0]) == (
        "Số buổi", "3 (Trần Thị Bình)", "5",
    )  # fmt: skip


def test_every_name_written_where_the_journal_is_told_stands_in_the_table():
    known = {name for values in TOLD.values() for name in values}
    assert written_names() - known == set()


def written_names():
    """The names in what services give the journal as it stands in their code."""
    calls = [
        node
        for path in Path(services.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"journal.record", "journal.Told"}
    ]
    displays = [node for call in calls for node in ast.walk(call) if isinstance(node, ast.Dict)]
    assert len(calls) > 40
    return {key.value for display in displays for key in display.keys if isinstance(key, ast.Constant)}
