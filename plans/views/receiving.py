"""What the office does with reports that came in: judge one, take in several."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from orgs.unsent import data_in, keeps_unsent
from plans.forms.receiving import RoundReviewForm, remarked_in
from plans.forms.review import ChosenRowsForm
from plans.models import Plan, ReportingPeriod, Submission, SubmissionRound, SubmissionState, Verdict
from plans.permissions import can_judge, can_keep_desk, can_receive
from plans.rounds import RoundItem, items_of, rounds_of
from plans.services import receiving

CHANGED = "Báo cáo này vừa có thay đổi: người khác đã xử lý, hoặc đơn vị gửi bản mới. Chưa ghi gì."


@require_http_methods(["GET", "POST"])
@keeps_unsent
def round_review(request: Request, pk: int) -> HttpResponse:
    """Judge sending `pk`, item by item beside the plan's sentences; earlier sendings stand beside it."""
    sent = _sent(request, pk)
    if not can_receive(request.user, sent.submission):
        raise PermissionDenied
    may_judge = can_judge(request.user, sent)
    if request.method == "POST" and not may_judge:
        raise PermissionDenied
    data = data_in(request)
    form = RoundReviewForm(data, sent=sent, open_answers=remarked_in(data)) if data is not None else None
    if request.method == "POST" and form is not None and form.is_valid() and _judge(request, sent, form):
        report = sent.submission
        said = "Đã tiếp nhận" if form.cleaned_data["verdict"] == Verdict.ACCEPTED else "Đã gửi lại để bổ sung"
        waiting = _next(request, report)
        following = f" Tiếp theo là báo cáo của {waiting.submission.unit}." if waiting else ""
        messages.success(request, f"{said} báo cáo {report.period} của {report.unit}.{following}")
        return redirect("plans:round_review", waiting.pk) if waiting else redirect(report.period)
    rounds = rounds_of(sent.submission)
    items = items_of(rounds)
    form = form or _empty_form(sent, items)
    context = {
        "round": sent,
        "report": sent.submission,
        "period": sent.submission.period,
        "rounds": rounds,
        "items": [(item, _last(item, sent), _remark(form, item, sent)) for item in items],
        "form": form,
        "may_judge": may_judge,
        "is_waiting": _is_waiting(sent, rounds),
    }
    return render(request, "plans/round_review.html", context)


@require_http_methods(["GET", "POST"])
def report_accept_many(request: Request, pk: int) -> HttpResponse:
    """First a look at the reports ticked in the list of period `pk` (GET), then taking them in (POST)."""
    seen = ReportingPeriod.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    period = get_object_or_404(seen.select_related("plan__document"), pk=pk)
    if not can_keep_desk(request.user):
        raise PermissionDenied
    form = ChosenRowsForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect(period)
    versions = form.cleaned_data["chosen"]
    chosen = _judgeable(request, period, list(versions))
    if request.method == "POST":
        _tell(request, receiving.take_in_many(chosen=[(one, versions[one.pk]) for one in chosen], by=request.user))
        return redirect(period)
    prefetch_related_objects(chosen, "answers__occurrence__assignment__item", "answers__by")
    previews = [(one, versions[one.pk], _said(one)) for one in chosen]
    context = {"period": period, "plan": period.plan, "chosen": previews, "left": len(versions) - len(chosen)}
    return render(request, "plans/report_accept_many.html", context)


def _sent(request: Request, pk: int) -> SubmissionRound:
    reports = Submission.objects.visible_to(request.user)
    rounds = SubmissionRound.objects.filter(submission__in=reports.values("pk")).select_related(
        "by", "submission__period__plan__document", "submission__period__plan__issuer", "submission__unit",
        "submission__collector",
    )  # fmt: skip
    return get_object_or_404(rounds, pk=pk)


def _empty_form(sent: SubmissionRound, items: list[RoundItem]) -> RoundReviewForm:
    answers = [answer.pk for item in items if (answer := _last(item, sent)) and item.open_to_remarks(sent.number)]
    return RoundReviewForm(sent=sent, open_answers=answers)


def _last(item: RoundItem, sent: SubmissionRound) -> Any:
    return item.said_in(sent.number)


def _remark(form: RoundReviewForm, item: RoundItem, sent: SubmissionRound) -> Any:
    answer = _last(item, sent)
    return form.remark_of(answer) if answer else None


def _is_waiting(sent: SubmissionRound, rounds: list[SubmissionRound]) -> bool:
    return sent.submission.state == SubmissionState.AWAITING and rounds[-1].pk == sent.pk


def _judge(request: Request, sent: SubmissionRound, form: RoundReviewForm) -> bool:
    said = form.cleaned_data
    try:
        if said["verdict"] == Verdict.ACCEPTED:
            receiving.take_in_report(sent=sent, by=request.user, version=said["version"], reason=said["reason"])
        else:
            receiving.ask_to_complete(
                sent=sent, by=request.user, version=said["version"], reason=said["reason"], remarks=form.remarks()
            )
    except StaleVersion:
        form.add_error(None, CHANGED)
        return False
    except ValidationError as error:
        form.refuse(error)
        return False
    return True


def _next(request: Request, report: Submission) -> SubmissionRound | None:
    """The longest waiting report of the same period, so that a pile is worked off."""
    others = Submission.objects.of_office(request.user).waiting().filter(period=report.period)
    rounds = SubmissionRound.objects.filter(submission__in=others.order_by().values("pk"))
    return rounds.select_related("submission__unit").order_by("submission__turn_since", "submission", "-number").first()


def _judgeable(request: Request, period: ReportingPeriod, pks: list[int]) -> list[SubmissionRound]:
    """Those of the ticked sendings that this person may take in, oldest first."""
    reports = Submission.objects.of_office(request.user).filter(period=period)
    rounds = SubmissionRound.objects.filter(pk__in=pks, submission__in=reports.values("pk")).select_related(
        "by", "submission__unit", "submission__period__plan__document"
    )
    return [one for one in rounds.order_by("at", "pk") if can_judge(request.user, one)]


def _said(sent: SubmissionRound) -> list[Any]:
    return sorted(sent.answers.all(), key=lambda answer: answer.occurrence.assignment.item.position)


def _tell(request: Request, result: receiving.TakenIn) -> None:
    if result.accepted:
        messages.success(request, f"Đã tiếp nhận {len(result.accepted)} báo cáo.")
    for one, reason in result.left:
        messages.warning(request, f"Chưa tiếp nhận {one.submission.unit}: {reason}")
