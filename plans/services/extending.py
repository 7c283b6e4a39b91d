"""A unit asks for more time before its due day (xin gia hạn); the office or a leader of the issuer answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from orgs import journal
from orgs.models import User
from orgs.moments import moment_in_words
from plans.models import Extension, ExtensionVerdict, Occurrence, Progress

LONGEST_WORDS = 5_000


def why_not_ask(row: Occurrence, on: date) -> str:
    """Why nobody can ask for more time about this row now, as a sentence; "" where one can (DOMAIN.md §7.3)."""
    if row.due_on is None:
        return "Việc này trả lời theo kỳ, không có hạn riêng nên không cần xin gia hạn."
    if row.plan.closed_on is not None:
        return f"Kế hoạch đã kết thúc ngày {row.plan.closed_on:%d/%m/%Y}, không xin gia hạn được nữa."
    if row.progress == Progress.STOPPED:
        return "Việc này đã được đồng ý thôi thực hiện."
    if row.progress in (Progress.AWAITING, Progress.FINISHED):
        return "Việc này đã gửi kết quả nên không cần xin gia hạn."
    if not row.is_counted:
        return "Việc này chỉ lưu, không tính hạn nên không cần xin gia hạn."
    if row.due_on <= on:
        return (
            f"Xin gia hạn phải gửi trước ngày đến hạn ({row.due_on:%d/%m/%Y}). "
            "Hãy ghi khó khăn vào câu trả lời và trao đổi với văn phòng."
        )
    return ""


def waiting_words(waiting: Extension) -> str:
    """What is said to who asks while a request waits."""
    at = moment_in_words(waiting.asked_at)
    return f"Đã xin gia hạn đến {waiting.wanted_on:%d/%m/%Y} lúc {at}, đang chờ trả lời."


@transaction.atomic
def ask_extension(*, occurrence: Occurrence, by: User, on: date, reason: str, wanted_on: date) -> Extension:
    """Ask that a row be due on `wanted_on`. The same sent twice is one request.

    Raises ValidationError (too late, answered, closed; a request waits already; no reason; the day is no later one, or
    another row of the same duty is due on it).
    """
    row = _locked(occurrence)
    reason = reason.strip()
    if waiting := row.extensions.waiting().first():
        if (waiting.asked_by_id, waiting.reason, waiting.wanted_on) == (by.pk, reason, wanted_on):
            return waiting
        raise ValidationError(waiting_words(waiting))
    if sentence := why_not_ask(row, on):
        raise ValidationError(sentence)
    _check_words("reason", reason, "Hãy ghi lý do xin gia hạn.")
    _check_day(row, wanted_on, "wanted_on")
    asked: dict[str, Any] = {"due_before": row.due_on, "reason": reason, "wanted_on": wanted_on}
    request = Extension.objects.create(occurrence=row, asked_by=by, asked_at=timezone.now(), **asked)
    journal.record(
        "xin gia hạn", row, by=by, unit=row.unit, plan_id=row.plan_id, before={"due_on": row.due_on},
        after={"wanted_on": wanted_on, "reason": reason},
    )  # fmt: skip
    return request


@transaction.atomic
def grant_extension(
    *, extension: Extension, by: User, decided_by: str, granted_on: date, answer: str = ""
) -> Extension:
    """Give a row until `granted_on` (đồng ý gia hạn), as `decided_by` decided; its original day stays beside it.

    Also where the unit answered meanwhile: it asked in time. The row's version stays: what is being typed about it
    is not overwritten by a later day. Raises ValidationError (answered already, closed, given up, as for asking).
    """
    row, request = _to_decide(extension)
    given = _given(ExtensionVerdict.GRANTED, decided_by, answer, granted_on=granted_on)
    if _was_given(request, by, given):
        return request
    _check_words("answer", given["answer"], "")
    _check_day(row, granted_on, "granted_on")
    _write(request, by, given)
    Occurrence.objects.filter(pk=row.pk).update(
        due_on=granted_on, original_due_on=Coalesce("original_due_on", "due_on")
    )
    journal.record(
        "đồng ý gia hạn", row, by=by, unit=row.unit, plan_id=row.plan_id, before={"due_on": row.due_on},
        after={"due_on": granted_on, "decided_by": request.decided_by, **_said(request)},
    )  # fmt: skip
    return request


@transaction.atomic
def refuse_extension(*, extension: Extension, by: User, decided_by: str, answer: str) -> Extension:
    """Leave a row due when it is (không đồng ý gia hạn), with the reason. Raises ValidationError (answered already)."""
    row, request = _to_decide(extension)
    given = _given(ExtensionVerdict.REFUSED, decided_by, answer, granted_on=None)
    if _was_given(request, by, given):
        return request
    _check_words("answer", given["answer"], "Hãy ghi lý do không đồng ý để đơn vị biết.")
    _write(request, by, given)
    journal.record(
        "không đồng ý gia hạn", row, by=by, unit=row.unit, plan_id=row.plan_id,
        before={"wanted_on": request.wanted_on}, after={"decided_by": request.decided_by, **_said(request)},
    )  # fmt: skip
    return request


def _locked(occurrence: Occurrence) -> Occurrence:
    """The row as it stands; all rows of its duty are held, so that no two are given the same day at once."""
    rows = Occurrence.objects.select_for_update(of=("self",)).filter(assignment=occurrence.assignment_id).order_by("pk")
    return {row.pk: row for row in rows.select_related("plan", "unit", "assignment__item")}[occurrence.pk]


def _to_decide(extension: Extension) -> tuple[Occurrence, Extension]:
    row = _locked(extension.occurrence)
    if row.plan.closed_on is not None:
        raise ValidationError(f"Kế hoạch đã kết thúc ngày {row.plan.closed_on:%d/%m/%Y}, không cần trả lời nữa.")
    if row.progress == Progress.STOPPED:
        raise ValidationError("Việc này đã thôi thực hiện, không cần trả lời nữa.")
    return row, Extension.objects.select_related("recorded_by").get(pk=extension.pk)


def _given(verdict: str, decided_by: str, answer: str, *, granted_on: date | None) -> dict[str, Any]:
    return {
        "verdict": verdict, "decided_by": decided_by.strip(), "answer": answer.strip(), "granted_on": granted_on,
    }  # fmt: skip


def _was_given(request: Extension, by: User, given: dict[str, Any]) -> bool:
    """Whether this very answer was recorded before. Raises ValidationError if somebody gave another one."""
    if not request.verdict:
        return False
    if request.recorded_by == by and all(getattr(request, name) == value for name, value in given.items()):
        return True
    told = request.get_verdict_display()
    until = f" đến {request.granted_on:%d/%m/%Y}" if request.granted_on else ""
    raise ValidationError(f"{request.recorded_by} vừa trả lời: {told}{until}. Lần này chưa ghi gì.")


def _check_words(name: str, words: str, missing: str) -> None:
    if missing and not words:
        raise ValidationError({name: missing})
    if len(words) > LONGEST_WORDS:
        raise ValidationError({name: f"Dài quá {LONGEST_WORDS:,} ký tự.".replace(",", ".")})


def _check_day(row: Occurrence, day: date, name: str) -> None:
    if row.due_on is None or day <= row.due_on:
        raise ValidationError({name: f"Hạn mới phải sau hạn hiện nay ({row.due_on:%d/%m/%Y})."})
    if Occurrence.objects.filter(assignment=row.assignment_id, due_on=day).exclude(pk=row.pk).exists():
        raise ValidationError(
            {name: f"Ngày {day:%d/%m/%Y} đã là hạn của lần sau của chính việc này. Hãy chọn ngày khác."}
        )


def _write(request: Extension, by: User, given: dict[str, Any]) -> None:
    if not given["decided_by"]:
        raise ValidationError({"decided_by": "Hãy ghi người quyết định."})
    for name, value in given.items():
        setattr(request, name, value)
    request.recorded_by, request.recorded_at = by, timezone.now()
    request.full_clean(exclude=["occurrence", "asked_by", "recorded_by"])
    request.save()


def _said(request: Extension) -> dict[str, str]:
    return {"answer": request.answer} if request.answer else {}
