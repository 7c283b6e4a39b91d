"""The office's home page, and its judgment of what units sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from orgs.paging import page_of
from orgs.unsent import data_in, keeps_unsent
from plans.forms.review import ChosenRowsForm, ReviewForm
from plans.models import Extension, Occurrence, Plan, PlanImport, ProgressUpdate, Review, Submission, Verdict
from plans.permissions import can_keep_desk, can_review, can_take_in
from plans.services import review
from plans.views.cards import card_of, desk_card_of, reminded

A_PAGE = 50
MOST_REPORTS = 30
TOLD = {
    Verdict.ACCEPTED: "Đã tiếp nhận: {}.",
    Verdict.ASKED_FOR_MORE: "Đã gửi lại để bổ sung: {}.",
    Verdict.RELEASED: "Đã ghi thôi thực hiện: {}.",
    Verdict.KEPT: "Đã trả lời giữ nguyên phân công: {}.",
}


@require_GET
def desk(request: Request) -> HttpResponse:
    """Cần xử lý: what needs a decision, what came in, who is late, and plans not handed out yet."""
    if not can_keep_desk(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    rows = Occurrence.objects.of_office(request.user)
    reports = Submission.objects.of_office(request.user)
    told = reminded(request.user, today)
    waiting = rows.for_desk().for_list().with_timeliness(today).with_notes().annotate(reminded=told)
    page = page_of(waiting, request.GET.get("page"), per_page=A_PAGE)
    cards = [desk_card_of(row) for row in page]
    to_take_in = list(reports.waiting().for_list().with_last_sending().annotate(reminded=told)[:MOST_REPORTS])
    extensions = list(Extension.objects.to_decide(request.user).annotate(reminded=told)[:20])
    context = {
        "page": page,
        "asking": [card for card in cards if card.asks],
        "cards": [card for card in cards if not card.asks],
        "reports": to_take_in,
        "reminded": next((one.reminded or 0 for one in [*page, *to_take_in, *extensions]), 0),
        "owed_upwards": Submission.objects.owed_upwards(request.user, today).for_list()[:20],
        "overdue": rows.overdue_by_plan(today)[:20],
        "overdue_reports": reports.overdue_by_period(today)[:20],
        "extensions": extensions,
        "imports": PlanImport.objects.visible_to(request.user).waiting().select_related("issuer")[:20],
        "unfinished_plans": Plan.objects.editable_by(request.user).being_entered().with_findings().for_list()[:20],
    }
    return render(request, "plans/desk.html", context)


@require_http_methods(["GET", "POST"])
@keeps_unsent
def review_create(request: Request, pk: int) -> HttpResponse:
    """Judge answer `pk`. On the desk the row opens in its place; alone the page shows the whole answer."""
    update = _update(request, pk)
    if not can_take_in(request.user, update.occurrence):
        raise PermissionDenied
    may_review = can_review(request.user, update)
    form = ReviewForm(data_in(request), update=update)
    if request.method == "POST" and not may_review:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid() and _judge(request, update, form):
        words = TOLD[Verdict(form.cleaned_data["verdict"])].format(update.occurrence.unit)
        if request.htmx:
            return render(request, "plans/_desk_done.html", {"words": words, "row": update.occurrence})
        messages.success(request, words)
        return redirect("plans:desk")
    row = get_object_or_404(_rows(request), pk=update.occurrence_id)
    context = {"card": card_of(row), "update": update, "form": form, "may_review": may_review}
    return render(request, "plans/_desk_row.html" if request.htmx else "plans/review_create.html", context)


@require_http_methods(["GET", "POST"])
def review_accept_many(request: Request) -> HttpResponse:
    """First a look at what was ticked (GET), then taking it in (POST)."""
    if not can_keep_desk(request.user):
        raise PermissionDenied
    form = ChosenRowsForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("plans:desk")
    versions = form.cleaned_data["chosen"]
    chosen = [(update, versions[update.pk]) for update in _judgeable(request, list(versions))]
    if request.method == "POST":
        _tell(request, review.accept_many(chosen=chosen, by=request.user))
        return redirect("plans:desk")
    left = len(versions) - len(chosen)
    return render(request, "plans/review_accept_many.html", {"chosen": chosen, "left": left})


def _update(request: Request, pk: int) -> ProgressUpdate:
    return get_object_or_404(ProgressUpdate.objects.visible_to(request.user).to_judge(), pk=pk)


def _rows(request: Request) -> Any:
    rows = Occurrence.objects.visible_to(request.user)
    return rows.for_list().with_timeliness(timezone.localdate()).with_answers()


def _judgeable(request: Request, pks: list[int]) -> list[ProgressUpdate]:
    """Those of the ticked answers that this person may take in, oldest first."""
    rows = Occurrence.objects.of_office(request.user).values("pk")
    updates = ProgressUpdate.objects.filter(pk__in=pks, occurrence__in=rows).to_judge()
    return [update for update in updates.order_by("pk") if can_review(request.user, update)]


def _judge(request: Request, update: ProgressUpdate, form: ReviewForm) -> bool:
    words = dict(form.cleaned_data)
    verdict = Verdict(words.pop("verdict"))
    if verdict == Verdict.RELEASED:
        words["on"] = timezone.localdate()
    else:
        words.pop("decided_by", None)
    services: dict[str, Callable[..., Review]] = {
        Verdict.ACCEPTED: review.accept,
        Verdict.ASKED_FOR_MORE: review.ask_for_more,
        Verdict.RELEASED: review.release,
        Verdict.KEPT: review.keep,
    }
    try:
        services[verdict](update=update, by=request.user, **words)
    except StaleVersion:
        form.add_error(None, "Việc này vừa có thay đổi: người khác đã xử lý, hoặc đơn vị gửi bản mới. Chưa ghi gì.")
        return False
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _tell(request: Request, result: review.TakenIn) -> None:
    if result.accepted:
        messages.success(request, f"Đã tiếp nhận {len(result.accepted)} việc.")
    for update, reason in result.left:
        messages.warning(request, f"Chưa tiếp nhận {update.occurrence.unit}: {reason}")
