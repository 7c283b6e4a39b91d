"""What a person must look at in a draft: everything the document leaves out, says twice or says unclearly. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from plans.deadlines import DeadlineKind
from plans.importing.drafts import DraftAssignment, DraftItem, DraftPlan, Finding, Role
from plans.importing.labels import NUMBERED, Label, Rank, read_label
from plans.importing.names import is_undetermined

_MISSING = (
    ("number", "no_number", "Không tìm thấy số, ký hiệu của kế hoạch. Mời nhập số do văn thư cấp."),
    ("issued_on", "no_date", "Không tìm thấy ngày ban hành. Mời nhập ngày ghi trên văn bản."),
    ("title", "no_title", "Không tìm thấy trích yếu của kế hoạch. Mời nhập."),
    ("issuer", "no_issuer", "Không rõ cơ quan ban hành. Mời chọn."),
    ("period", "no_period", "Trích yếu không nêu thời gian thực hiện. Mời nhập ngày bắt đầu và ngày kết thúc."),
    ("signatory", "no_signatory", "Không tìm thấy người ký. Mời nhập quyền hạn, chức vụ, họ tên người ký."),
    ("recipients", "no_recipients", "Không tìm thấy phần Nơi nhận."),
    ("outline", "no_outline", "Không nhận ra các mục của kế hoạch. Hãy xem đã đủ văn bản chưa, hoặc nhập các mục."),
)  # fmt: skip
_SHOWN = 60


def check_plan(draft: DraftPlan) -> tuple[Finding, ...]:
    """Return the findings of a draft: first what the whole lacks, then item by item in source order.

    Works on an edited draft as well, so that a correction takes its finding away.
    """
    whole = [Finding(code, message) for name, code, message in _MISSING if not getattr(draft, name)]
    inside = [*_check_labels(draft.outline), *_check_assignments(draft), *_check_targets(draft)]
    return (*whole, *sorted(inside, key=lambda finding: finding.line or 0))


def _check_labels(siblings: Sequence[DraftItem]) -> Iterator[Finding]:
    """Yield numbers printed twice or left out, level by level; printed numbers are never changed."""
    series: dict[tuple[Rank, str], list[tuple[DraftItem, Label]]] = {}
    for item in siblings:
        yield from _check_labels(item.children)
        label = read_label(f"{item.label_text}{item.text}") if item.label else None
        if label and label.text == item.label and label.rank in NUMBERED:
            series.setdefault((label.rank, label.text.rpartition(".")[0]), []).append((item, label))
    for numbered in series.values():
        yield from _check_series(numbered)


def _check_series(numbered: Iterable[tuple[DraftItem, Label]]) -> Iterator[Finding]:
    seen: set[str] = set()
    expected = 1
    for item, label in numbered:
        if label.text in seen:
            yield Finding(
                "duplicate_label", f"Có hai mục cùng đánh số {label.text}; giữ như văn bản in.", item.lines[0]
            )
        elif label.number > expected:
            message = f"Trước mục {label.text} thiếu một hoặc nhiều số; kiểm tra xem có đoạn nào bị sót không."
            yield Finding("missing_label", message, item.lines[0])
            expected = label.number
        seen.add(label.text)
        expected += 1 if label.number else 0


def _check_assignments(draft: DraftPlan) -> Iterator[Finding]:
    for assignment in draft.assignments:
        shown = _shorten(assignment.text)
        for person in assignment.persons:
            message = f"“{_shorten(person)}” là người, không phải đơn vị. Mời chọn đơn vị của người ấy."
            yield Finding("person_named", message, assignment.line)
        named = assignment.units or assignment.groups or assignment.persons
        if not named and Role.COORDINATE not in assignment.roles:
            yield Finding("no_unit", f"Chưa rõ đơn vị nào thực hiện: “{shown}”. Mời chọn đơn vị.", assignment.line)
        for name in assignment.groups:
            if is_undetermined(name):
                message = f"“{name}” không nêu rõ gồm những đơn vị nào. Mời chọn đơn vị, hoặc để nguyên."
                yield Finding("unit_undetermined", message, assignment.line)
        yield from _check_deadlines(assignment)


def _check_deadlines(assignment: DraftAssignment) -> Iterator[Finding]:
    for deadline in assignment.deadlines:
        wording = _shorten(deadline.wording)
        if deadline.kind is DeadlineKind.UNREADABLE:
            message = f"Không hiểu hết thời hạn “{wording}”. Mời nhập lại thời hạn."
            yield Finding("deadline_unreadable", message, assignment.line)
        elif deadline.fuzzy:
            yield Finding("deadline_fuzzy", f"Thời hạn “{wording}” chưa rõ ngày. Mời kiểm tra.", assignment.line)
        elif deadline.kind is DeadlineKind.UNDATED:
            message = f"“{wording}” không nêu ngày; sẽ theo dõi theo các kỳ báo cáo của kế hoạch."
            yield Finding("deadline_undated", message, assignment.line)
        elif deadline.kind is DeadlineKind.RECURRING and not deadline.dates:
            message = f"“{wording}” lặp lại nhưng kế hoạch không nêu thời gian thực hiện nên chưa tính được ngày."
            yield Finding("deadline_without_period", message, assignment.line)


def _check_targets(draft: DraftPlan) -> Iterator[Finding]:
    """Yield targets whose item names nobody."""
    named = {assignment.path for assignment in draft.assignments}
    for target in draft.targets:
        if target.path not in named:
            message = f"Chỉ tiêu chưa nêu đơn vị: “{_shorten(target.text)}”. Mời chọn đơn vị."
            yield Finding("target_without_unit", message, target.line)


def _shorten(text: str) -> str:
    first = text.split("\n", 1)[0]
    return first if len(first) <= _SHOWN else f"{first[:_SHOWN].rstrip()}…"
