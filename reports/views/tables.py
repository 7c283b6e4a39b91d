"""Figures, targets and the register of initiatives as .xlsx: the same rows as the pages they are asked from."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from orgs.http import Request
from plans import tallies, target_results
from plans.filters.initiatives import InitiativeFilter
from plans.initiative_figures import COLUMNS, UNIT_COLUMNS, CountLine, annex_of
from plans.models import IndicatorKind, Initiative, Plan, ReportingPeriod
from plans.tallies import Sent, Tally
from plans.target_results import TargetResult
from reports.views.exports import found_in, too_long, workbook
from reports.xlsx import Cell


@require_GET
def indicators_xlsx(request: Request, pk: int) -> HttpResponse:
    """What units sent for period `pk`: numbers as numbers, sums where they may be summed."""
    seen = ReportingPeriod.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    period = get_object_or_404(seen.select_related("plan__document"), pk=pk)
    table = tallies.table_of(period, request.user)
    heads = ["Đơn vị", "Tình trạng", *(tally.head for tally in table.tallies)]
    rows = [
        [report.unit.name, report.get_state_display(), *(_answer(sent) for _, sent in cells)]
        for report, cells in table.rows
    ]
    totals = ["Cộng", None, *(_sum(tally) for tally in table.tallies)]
    words = f"{period.plan.short_name}; {table.sent_count} trong {len(table.lines)} đơn vị đã nộp"
    return workbook(request, f"Số liệu {period.label}", words, heads, rows, totals)


@require_GET
def targets_xlsx(request: Request, pk: int) -> HttpResponse:
    """The targets of plan `pk`."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("document"), pk=pk)
    heads = ["Chỉ tiêu", "Loại", "Tính cho", "So sánh", "Giá trị", "Đơn vị tính", "Tổng", "Đơn vị được hỏi",
             "Đã trả lời", "Đạt", "Chưa đạt", "Kết luận", "Cách tính", "Đơn vị chưa đạt",
             "Đơn vị chưa có số liệu"]  # fmt: skip
    rows = [_target_row(result) for result in target_results.results_of(plan, request.user)]
    return workbook(request, "Chỉ tiêu của kế hoạch", plan.short_name, heads, rows)


@require_GET
def initiatives_xlsx(request: Request) -> HttpResponse:
    """The register, whatever its filter asks for."""
    chosen = _chosen(request)
    if (found := found_in(chosen.qs)) is None:
        return too_long(request, "plans:initiative_list")
    heads = ["Mô hình, điển hình", "Đơn vị", "Tập thể, cá nhân", "Lĩnh vực", "Năm", "Mới, duy trì", "Chủ trì",
             "Địa bàn, đối tượng", "Nội dung, cách làm", "Kinh phí, nguồn lực", "Kết quả", "Tình trạng", "Công nhận",
             "Ngày công nhận", "Quyết định công nhận", "Theo kế hoạch"]  # fmt: skip
    rows = [_initiative_row(one) for one in found]
    return workbook(request, "Mô hình “Dân vận khéo”", chosen.words(), heads, rows)


@require_GET
def initiative_annex_xlsx(request: Request) -> HttpResponse:
    """The annex: by unit, and where the address says so, by field."""
    chosen = _chosen(request)
    annex = annex_of(chosen.qs)
    is_by_field = request.GET.get("by") == "field"
    columns, lines = (COLUMNS, annex.by_field) if is_by_field else (UNIT_COLUMNS, annex.by_unit)

    def cells(line: CountLine) -> list[Cell]:
        return [line.name, *(getattr(line.counts, column.name) for column in columns)]

    heads = ["Lĩnh vực" if is_by_field else "Đơn vị", *(column.head for column in columns)]
    title = "Biểu tổng hợp mô hình “Dân vận khéo”"
    rows = [cells(line) for line in lines]
    return workbook(request, title, chosen.words(), heads, rows, cells(annex.total_line))


def _chosen(request: Request) -> InitiativeFilter:
    seen = Initiative.objects.visible_to(request.user).for_list()
    return InitiativeFilter(request.GET, queryset=seen, request=request)


def _answer(sent: Sent) -> Cell:
    return sent.number if sent.number is not None else sent.words


def _sum(tally: Tally) -> Cell:
    return tally.words if tally.indicator.kind == IndicatorKind.YES_NO else tally.total


def _target_row(result: TargetResult) -> list[Cell]:
    target, judged = result.target, result.attainment
    reached: list[Cell] = [len(judged.met), len(judged.unmet)] if result.is_judged else [None, None]
    return [
        target.text, target.get_kind_display(), target.get_scope_display(), target.get_comparison_display(),
        target.value, result.measure, judged.total, judged.asked, len(judged.given), *reached,
        result.verdict if result.is_asked else "chưa hỏi",
        result.how, result.unmet_names, result.unanswered_names,
    ]  # fmt: skip


def _initiative_row(one: Initiative) -> list[Cell]:
    return [
        one.name, one.unit.name, "Tập thể" if one.is_collective else "Cá nhân", one.get_field_display(), one.year,
        "Mới" if one.is_new else "Duy trì", one.lead, one.place, one.content, one.resources, one.results,
        one.get_state_display(), one.get_recognition_display(), one.recognized_on, one.recognized_by,
        one.plan.short_name if one.plan else None,
    ]  # fmt: skip
