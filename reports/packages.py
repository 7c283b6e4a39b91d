"""What the whole file of a plan holds (hồ sơ kế hoạch): plan, answers, reports, history.

Everything in it the office and the leaders of the plan's issuer may read (DESIGN §5): of the units what was submitted,
never what is being typed; of reports those that the issuer signed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

from django.db.models import Model, Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from orgs.journal import plain
from orgs.models import JournalEntry
from orgs.moments import moment_in_words
from plans import history as plan_history
from plans.models import Occurrence, Plan, PlanItem, ProgressUpdate, Submission, SubmissionRound
from plans.places import place_of
from reports import history
from reports.models import Report, ReportFile
from reports.models.reports import record_among
from reports.packing import Packer, safe_name
from reports.xlsx import write_table

PLAN, ANSWERS, REPORTS, HISTORY = "1. Kế hoạch", "2. Trả lời của đơn vị", "3. Báo cáo", "4. Lịch sử"
_ANSWER_HEADS = ["Mục", "Nội dung", "Đơn vị", "Hạn", "Kỳ", "Tiến độ", "Ngày gửi", "Người ghi", "Trả lời", "Kết quả",
                 "Khó khăn, vướng mắc", "Đề xuất, kiến nghị", "Ý kiến tiếp nhận"]  # fmt: skip


def facts_of(plan: Plan) -> dict[str, Any]:
    """What the manifest says the archive is of."""
    document = plan.document
    told = {"number": document.number, "abstract": document.abstract, "issued_on": document.issued_on}
    return plain({"plan": told | {"id": plan.pk}, "issuer": plan.issuer.name}) or {}


def pack(plan: Plan, packer: Packer) -> None:
    """Add everything of a plan to an archive."""
    _pack_plan(plan, packer)
    _pack_answers(plan, packer)
    _pack_rounds(plan, packer)
    reports = Report.objects.filter(plans=plan, issuer=plan.issuer_id).signed().order_by("signed_on", "pk")
    for report in reports:
        _pack_report(report, packer)
    _pack_history(plan, [report.pk for report in reports], packer)


def _pack_plan(plan: Plan, packer: Packer) -> None:
    for version in plan.versions.all():
        name = f"Bản {version.number} - {version.source_name or 'văn bản gốc.txt'}"
        if version.source_file:
            packer.add(PLAN, name, _path(version.source_file))
        packer.add(PLAN, f"{PurePath(name).stem} (chữ đọc được).txt", version.source_text.encode())
    items = plan.items.prefetch_related("deadlines", "targets", "assignees", "assignments__unit")
    document = {"kế hoạch": _values(plan), "văn bản": _values(plan.document, without={"search_key", "settled"})}
    packer.add_json(PLAN, "Đề cương.json", {**document, "mục": [_item(item) for item in items]})


def _item(item: PlanItem) -> dict[str, Any]:
    related: dict[str, Any] = {
        "thời hạn": item.deadlines, "chỉ tiêu": item.targets, "tên trong văn bản": item.assignees,
    }  # fmt: skip
    told = {name: [_values(row) for row in rows.all()] for name, rows in related.items()}
    units = [{**_values(row), "đơn vị": row.unit.name} for row in item.assignments.all()]
    return {**_values(item, without={"search_key"}), **told, "phân công": units}


def _pack_answers(plan: Plan, packer: Packer) -> None:
    updates = ProgressUpdate.objects.filter(occurrence__plan=plan).select_related(
        "by", "review__by", "occurrence__unit", "occurrence__period", "occurrence__assignment__item"
    )
    updates = updates.prefetch_related("attachments").order_by("occurrence__assignment__item__position", "pk")
    rows = Occurrence.objects.filter(plan=plan).select_related("unit").order_by("pk")
    told = {"việc": [{**_values(row), "đơn vị": row.unit.name} for row in rows], "trả lời": list(map(_update, updates))}
    packer.add_json(ANSWERS, "Trả lời.json", told)
    subtitle = f"{plan}, tính đến {moment_in_words(packer.made_at)}"
    sheet = write_table("Trả lời của đơn vị", subtitle, _ANSWER_HEADS, [_answer_row(one) for one in updates])
    packer.add(ANSWERS, "Trả lời.xlsx", sheet)
    for update in updates:
        folder = f"{ANSWERS}/Minh chứng/{safe_name(update.occurrence.unit.name)}"
        for attached in update.attachments.all():
            packer.add(folder, f"{update.pk} - {attached.name}", _path(attached.file))


def _update(update: ProgressUpdate) -> dict[str, Any]:
    files = [{"name": one.name, "bytes": one.size, "sha256": one.sha256} for one in update.attachments.all()]
    return {**_values(update, without={"key"}), "người ghi": str(update.by), "tệp": files, **_review(update)}


def _answer_row(update: ProgressUpdate) -> list[Any]:
    row, review = update.occurrence, getattr(update, "review", None)
    item = row.assignment.item
    return [
        place_of(item), item.text, row.unit.name, row.due_on, row.period.label if row.period else "",
        row.get_progress_display(), update.sent_on, str(update.by), update.get_answer_display(), update.outcome,
        update.difficulties, update.proposals,
        f"{review.get_verdict_display()} {review.reason}".strip() if review else "",
    ]  # fmt: skip


def _pack_rounds(plan: Plan, packer: Packer) -> None:
    """A file for each period, and the units' own report files."""
    for period in plan.periods.all():
        submissions = Submission.objects.filter(period=period).select_related("unit").order_by("unit__path")
        all_sent = SubmissionRound.objects.filter(submission__in=submissions).order_by(
            "submission__unit__path", "number"
        )
        rounds = list(all_sent.select_related("by", "review__by", "submission__unit").prefetch_related("answers"))
        sent = [_round(one) for one in rounds]
        told = {"kỳ": _values(period), "nộp": [_submission(one) for one in submissions], "lần nộp": sent}
        packer.add_json(f"{ANSWERS}/Các kỳ", f"{period.label}.json", told)
        for one in rounds:
            if one.file:
                name = f"{one.submission.unit.name}, lần {one.number} - {one.file_name}"
                packer.add(f"{ANSWERS}/Các kỳ/{safe_name(period.label)}", name, _path(one.file))


def _submission(submission: Submission) -> dict[str, Any]:
    return {**_values(submission), "đơn vị": submission.unit.name}


def _round(sent: SubmissionRound) -> dict[str, Any]:
    said = {"đơn vị": sent.submission.unit.name, "người nộp": str(sent.by)}
    return {
        **_values(sent, without={"key"}),
        **said,
        "answers": [one.pk for one in sent.answers.all()],
        **_review(sent),
    }


def _review(judged: Any) -> dict[str, Any]:
    review = getattr(judged, "review", None)
    return {"ý kiến": {**_values(review), "người nhận": str(review.by)}} if review else {}


def _pack_report(report: Report, packer: Packer) -> None:
    folder = f"{REPORTS}/{safe_name(f'Số {report.number} ngày {report.signed_on:%d-%m-%Y}')}"
    packer.add_json(folder, "Nội dung đã ký.json", _values(report))
    drawn = ReportFile.objects.filter(report=report, report_version=report.version, drawn_at__isnull=False)
    for file in drawn:
        name = f"Bản hệ thống.{str(file.file.name).rsplit('.', 1)[-1]}"
        packer.add(folder, name, _path(file.file), called="bản hệ thống")
    copies = list(report.signed_copies.all())
    record = record_among(copies)
    for copy in copies:
        name = f"Bản đã ký{' (khác bản hệ thống)' if copy.differs else ''} - {copy.name}"
        called = "văn bản chính thức: bản đã ký, khác bản hệ thống" if copy == record else "bản đã ký"
        packer.add(folder, name, _path(copy.file), called=called)


def _pack_history(plan: Plan, reports: list[int], packer: Packer) -> None:
    about = Q(plan_id=plan.pk) | Q(object_type="plan", object_id=plan.pk)
    entries = JournalEntry.objects.filter(about | Q(object_type="report", object_id__in=reports)).order_by("pk")
    packer.add_json(HISTORY, "Lịch sử.json", [_values(entry) for entry in entries.iterator()])
    heads = ["Lúc", "Người", "Việc", "Về", "Từ", "Thành"]
    rows: list[list[Any]] = [
        [timezone.localtime(one.at), one.actor_name, one.action, one.object_label, *_before_and_after(one)]
        for one in entries.iterator()
    ]
    packer.add(HISTORY, "Lịch sử.xlsx", write_table("Lịch sử", str(plan), heads, rows))


def _before_and_after(entry: JournalEntry) -> tuple[str, str]:
    """What an entry says was changed, from what to what, as the history pages say it."""
    told_by = history if entry.object_type == "report" else plan_history
    (line,) = told_by.lines([entry])
    before = [f"{change.label}: {change.before}" for change in line.changes if change.before]
    after = [f"{change.label}: {change.after}" for change in line.changes if change.after]
    return "; ".join(before), "; ".join(after)


def _values(row: Model, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """The columns of a row as JSON keeps them; a file by its name."""
    fields = [field for field in row._meta.concrete_fields if field.name not in without]
    return plain({field.attname: _plain_value(getattr(row, field.attname)) for field in fields}) or {}


def _plain_value(value: Any) -> Any:
    return value.name if isinstance(value, FieldFile) else value


def _path(file: FieldFile) -> Path:
    return Path(file.path)
