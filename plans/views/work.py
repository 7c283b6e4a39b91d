"""Pages of rows: a unit's own work, the rows behind any number, and one row with all that was said."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from orgs.http import Request
from orgs.paging import page_of
from plans.filters.work import WorkFilter
from plans.forms.review import ReviewForm
from plans.forms.work import ProgressForm
from plans.models import Draft, Occurrence, Progress, ProgressUpdate
from plans.permissions import (
    can_ask_extension,
    can_decide_extension,
    can_name_person,
    can_record_decision,
    can_record_progress,
    can_review,
    can_take_in,
)
from plans.places import place_of, wording_of
from plans.reporting import why_shut
from plans.services.extending import why_not_ask
from plans.services.review import latest_to_judge
from plans.views.cards import Card, card_of, grouped, report_cards, shows_units, with_reports, work_counts

CARDS_A_PAGE = 60


@require_GET
def work_list(request: Request) -> HttpResponse:
    """Việc của đơn vị: reports and rows of all units I report for; the row of `?open=` stands open, else the first."""
    today = timezone.localdate()
    rows = Occurrence.objects.of_reporter(request.user).answerable(today).most_urgent_first(today)
    shown = rows.for_list().with_timeliness(today).with_answers()
    page = page_of(shown, request.GET.get("page"), per_page=CARDS_A_PAGE)
    cards = [card_of(row, shows_unit=shows_units(request.user)) for row in page]
    _open_one(cards, request)
    reports = report_cards(request.user, today) if page.number == 1 else []
    groups = with_reports(list(grouped(cards, today)), reports, today)
    context = {"groups": groups, "page": page, **work_counts(request.user, today)}
    return render(request, "plans/work_list.html", context)


@require_GET
def work_table(request: Request) -> HttpResponse:
    """The rows behind a number: whatever the address asks for, among those the person may read."""
    today = timezone.localdate()
    rows = Occurrence.objects.visible_to(request.user).in_force(today)
    chosen = WorkFilter(request.GET, queryset=rows, request=request, on=today)
    ordered = chosen.qs.most_urgent_first(today).with_timeliness(today).for_list().with_notes()
    page = page_of(ordered, request.GET.get("page"))
    lines = [(row, place_of(row.assignment.item), wording_of(row)) for row in page]
    return render(request, "plans/work_table.html", {"filter": chosen, "page": page, "lines": lines})


@require_GET
def occurrence_detail(request: Request, pk: int) -> HttpResponse:
    """One row: the plan's sentence, who, when, every round of answers and judgments, decisions."""
    today = timezone.localdate()
    rows = Occurrence.objects.visible_to(request.user).for_page().with_timeliness(today).with_notes()
    row = get_object_or_404(rows, pk=pk)
    answers = list(ProgressUpdate.objects.filter(occurrence=row).for_page())
    item = row.assignment.item
    waiting = latest_to_judge(row, answers) if row.progress == Progress.AWAITING else None
    context = {
        "row": row,
        "place": place_of(item),
        "wording": wording_of(row),
        "answers": answers,
        "decisions": row.decisions.select_related("recorded_by") if row.decided_by else [],
        "extensions": row.extensions.select_related("asked_by", "recorded_by") if row.asked_until else [],
        "may_ask_extension": can_ask_extension(request.user, row) and not _why_not_ask(row, today),
        "may_decide_extension": can_decide_extension(request.user, row),
        "waiting": waiting,
        "may_answer": can_record_progress(request.user, row),
        "may_take_in": can_take_in(request.user, row),
        "shut": why_shut(row, today),
        "may_review": waiting is not None and can_review(request.user, waiting),
        "review_form": ReviewForm(update=waiting) if waiting else None,
        "may_decide": can_record_decision(request.user, row),
        "may_name_person": can_name_person(request.user, row.assignment),
        "may_object": bool(answers and answers[-1].source) and can_record_progress(request.user, row),
    }
    return render(request, "plans/occurrence_detail.html", context)


def _why_not_ask(row: Occurrence, on: date) -> str:
    is_waiting = row.extension_verdict == ""  # type: ignore[attr-defined]  # from with_notes(); None where nobody asked
    return "Đang chờ trả lời." if is_waiting else why_not_ask(row, on)


def _open_one(cards: list[Card], request: Request) -> None:
    wanted = request.GET.get("open")
    chosen = next((card for card in cards if str(card.row.pk) == wanted), None)
    chosen = chosen or next((card for card in cards if card.is_own_turn), None)
    if chosen is not None:
        draft = Draft.objects.of(request.user, chosen.row).first()
        chosen.form = ProgressForm(occurrence=chosen.row, draft=draft)
