"""Lists as .xlsx files: the same rows in the same order as the page they are asked from (DESIGN §4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from orgs.filters import UnitFilter
from orgs.http import Request
from orgs.models import Unit
from orgs.moments import moment_in_words
from plans.filters.plans import PlanFilter
from plans.filters.work import WorkFilter
from plans.models import Occurrence, Plan, Submission
from plans.numbers import write_number
from plans.places import place_of, wording_of
from reports import completeness, duties, figures
from reports.completeness import FIGURES, HEADS, Completeness
from reports.file_names import named
from reports.row_lists import TIMELINESS
from reports.views.completeness import completeness_filter, in_order, name_of, owed_filter
from reports.views.overview import counts_of, duty_filter, lines_of, overview_filter
from reports.xlsx import SHEET_NAME, Cell, Sheet, write_sheets

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
CELL_HEADS = ["Có hạn", "Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Chưa xong, trong hạn", "Chưa xong, quá hạn",
              "Không hạn, đã trả lời", "Không hạn, chưa trả lời"]  # fmt: skip


@require_GET
def work_xlsx(request: Request) -> HttpResponse:
    """The work table, whatever its filter asks for."""
    today = timezone.localdate()
    rows = Occurrence.objects.visible_to(request.user).in_force(today)
    chosen = WorkFilter(request.GET, queryset=rows, request=request, on=today)
    wanted = chosen.qs.most_urgent_first(today).with_timeliness(today).for_list().select_related("assignment__person")
    if (found := found_in(wanted)) is None:
        return too_long(request, "plans:work_table")
    heads = ["Kế hoạch", "Mục", "Nội dung", "Đơn vị", "Người phụ trách", "Thời hạn theo kế hoạch", "Hạn", "Hạn gốc",
             "Kỳ báo cáo", "Tiến độ", "Thời hạn", "Ngày hoàn thành"]  # fmt: skip
    return workbook(request, "Danh sách việc", chosen.words(), heads, [_work_row(row) for row in found])


@require_GET
def plans_xlsx(request: Request) -> HttpResponse:
    plans = Plan.objects.visible_to(request.user).for_list()
    chosen = PlanFilter(request.GET, queryset=plans, request=request)
    if (found := found_in(chosen.qs)) is None:
        return too_long(request, "plans:plan_list")
    heads = ["Số, ký hiệu", "Trích yếu", "Cơ quan ban hành", "Ngày ban hành", "Thực hiện từ", "đến", "Trạng thái"]
    rows = [
        [plan.document.number, plan.document.abstract, plan.issuer.name, plan.document.issued_on, plan.starts_on,
         plan.ends_on, _state_of(plan)]
        for plan in found
    ]  # fmt: skip
    return workbook(request, "Danh sách kế hoạch", chosen.words(), heads, rows)


@require_GET
def units_xlsx(request: Request) -> HttpResponse:
    units = Unit.objects.visible_to(request.user).for_list().select_related("successor")
    chosen = UnitFilter(request.GET, queryset=units, request=request)
    if (found := found_in(chosen.qs)) is None:
        return too_long(request, "orgs:unit_list")
    heads = ["Đơn vị", "Tên gọi khác", "Loại", "Cấp", "Điện thoại", "Hoạt động từ", "đến", "Đơn vị kế thừa"]
    rows = [
        [unit.name, "; ".join(unit.other_names), unit.get_kind_display(), unit.get_level_display(), unit.phone,
         unit.valid_from, unit.valid_to, unit.successor.name if unit.successor else None]
        for unit in found
    ]  # fmt: skip
    return workbook(request, "Danh sách đơn vị", chosen.words(), heads, rows)


@require_GET
def overview_xlsx(request: Request) -> HttpResponse:
    """The table of Tình hình thực hiện: by unit, by plan or by month."""
    chosen = overview_filter(request)
    lines = lines_of(chosen, counts_of(chosen, timezone.localdate()))
    head = {"plan": "Kế hoạch", "month": "Tháng"}.get(chosen.table, "Đơn vị")
    rows: list[list[Cell]] = [[line.name, *line.cells.columns] for line in lines]
    totals: list[Cell] = ["Cộng", *figures.sum_lines(lines).columns]
    title = f"Tình hình thực hiện theo {head.lower()}"
    return workbook(request, title, chosen.words(), [head, *CELL_HEADS], rows, totals)


@require_GET
def duties_xlsx(request: Request) -> HttpResponse:
    today = timezone.localdate()
    chosen = duty_filter(request)
    year = chosen.year_or(today)
    if (items := found_in(duties.recurring_items(chosen.qs))) is None:
        return too_long(request, "reports:overview_duties")
    lines = duties.duties_by_month(chosen.qs, items, year, today)
    heads = ["Việc định kỳ", "Kế hoạch"]
    heads += [f"{month.short}, {said}" for month in figures.months_of(year) for said in ("đã xong", "đến hạn")]
    rows = [
        [line.item.text, line.item.plan.short_name]
        + [number for cells in line.cells for number in ((cells.finished, cells.all) if cells else (None, None))]
        for line in lines
    ]
    return workbook(request, f"Việc định kỳ theo tháng, năm {year}", chosen.words(), heads, rows)


@require_GET
def completeness_xlsx(request: Request, by: str) -> HttpResponse:
    """Reports sent, by period or by unit."""
    if by not in {"period", "unit"}:
        raise Http404
    chosen = completeness_filter(request)
    periods, units = completeness.by_period_and_unit(chosen.qs)
    lines = periods if by == "period" else units
    named = [name_of(line.subject) if by == "period" else line.subject.name for line in lines]
    rows = [[name, *_owed(line.figures)] for name, line in zip(named, lines, strict=True)]
    head = "Kỳ báo cáo" if by == "period" else "Đơn vị"
    heads, totals = [head, *HEADS.values(), "Tỷ lệ nộp (%)"], ["Cộng", *_owed(completeness.sum_lines(lines))]
    return workbook(request, f"Nộp báo cáo theo {head.lower()}", chosen.words(), heads, rows, totals)


@require_GET
def owed_xlsx(request: Request) -> HttpResponse:
    """The list of reports owed, whatever its filter asks for."""
    chosen = owed_filter(request)
    if (found := found_in(in_order(chosen.qs))) is None:
        return too_long(request, "reports:overview_reports")
    heads = ["Đơn vị", "Kế hoạch", "Kỳ báo cáo", "Hạn nộp", "Ngày nộp lần đầu", "Tình trạng", "Nơi nhận", "Miễn nộp vì"]
    return workbook(request, "Báo cáo phải nộp", chosen.words(), heads, [_report_row(r) for r in found])


def workbook(
    request: Request, title: str, words: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]],
    totals: Sequence[Cell] | None = None,
) -> HttpResponse:  # fmt: skip
    """A download of one list that says whose it is, as of when, and what was chosen."""
    return workbook_of(request, title, words, lambda said: [Sheet(SHEET_NAME, title, said, heads, rows, totals)])


def workbook_of(request: Request, title: str, words: str, sheets: Callable[[str], Iterable[Sheet]]) -> HttpResponse:
    """A download of what `sheets` makes, given the line under their titles: whose it is, as of when, and `words`.

    The file is called by its `title` and the day.
    """
    home, now = request.user.home_unit(), timezone.localtime()
    whose = home.committee.name if home and home.committee else ""
    said = [whose, f"tính đến {moment_in_words(now)}", words]
    content = write_sheets(sheets("; ".join(part for part in said if part)))
    headers = {
        "Content-Disposition": f'attachment; filename="{named(f"{title} {now:%Y%m%d}", "xlsx")}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type=XLSX, headers=headers)


def found_in(rows: Any) -> list[Any] | None:
    """All that a queryset gives; None where they are more than a workbook made while somebody waits may hold."""
    found = list(rows[: MOST_ROWS + 1])
    return found if len(found) <= MOST_ROWS else None


def too_long(request: Request, page: str, *args: Any, advice: str = "Hãy lọc bớt rồi xuất lại.") -> HttpResponse:
    messages.error(request, f"Danh sách dài hơn {write_number(MOST_ROWS)} dòng. {advice}")
    back = redirect(page, *args)
    back["Location"] += f"?{request.GET.urlencode()}" if request.GET else ""
    return back


def _work_row(row: Occurrence) -> list[Cell]:
    item = row.assignment.item
    person = row.assignment.person
    timeliness = TIMELINESS[row.timeliness]  # type: ignore[attr-defined]  # from with_timeliness()
    return [
        row.plan.short_name, place_of(item), item.text, row.unit.name, str(person) if person else None,
        wording_of(row), row.due_on, row.original_due_on, row.period.label if row.period else None,
        row.get_progress_display(), timeliness, row.finished_on,
    ]  # fmt: skip


def _report_row(report: Submission) -> list[Cell]:
    period = report.period
    state = "Miễn nộp" if report.excused_reason else report.get_state_display()
    return [report.unit.name, period.plan.short_name, period.label, period.due_on, report.first_sent_on, state,
            report.collector.name, report.excused_reason]  # fmt: skip


def _owed(counts: Completeness) -> list[Cell]:
    share = counts.sent_share
    return [*(getattr(counts, figure) for figure in FIGURES), round(share, 1) if share is not None else None]


def _state_of(plan: Plan) -> str:
    if plan.issued_at is None:
        return "Đang nhập"
    return f"Đã kết thúc ngày {plan.closed_on:%d/%m/%Y}" if plan.closed_on else "Đang thực hiện"
