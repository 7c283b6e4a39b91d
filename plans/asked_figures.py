"""What figures a period asks of one unit, what it has given, and what it gave the time before (biểu số liệu)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from orgs.models import User
from orgs.text import fold
from plans.models import Indicator, IndicatorKind, IndicatorValue, Initiative, Submission
from plans.numbers import question_about, write_number


@dataclass(frozen=True)
class AskedFigure:
    """One line of the form: `registered` is what the register of initiatives holds, where the line asks for that.

    `is_hidden`: somebody of the unit is typing here, and the reader learns it only when it is sent (DESIGN §5).
    """

    indicator: Indicator
    value: IndicatorValue | None = None
    last: IndicatorValue | None = None
    registered: int | None = None
    is_hidden: bool = False

    @property
    def number(self) -> Decimal | None:
        if self.registered is not None:
            return Decimal(self.registered)
        return self.value.number if self.value else None

    @property
    def is_blank(self) -> bool:
        """Whether the unit still has to answer: nothing given, or what was typed is no number."""
        return self.registered is None and not (self.value and self.value.is_answer)

    @property
    def question(self) -> str:
        """What to ask about a number that is hard to believe; it may be sent all the same."""
        if not self.indicator.is_number or self.number is None:
            return ""
        is_percent = self.indicator.kind == IndicatorKind.PERCENT
        return question_about(self.number, is_percent=is_percent, last=self.last.number if self.last else None)

    @property
    def last_words(self) -> str:
        """What the unit gave the time before: "12 mô hình", "đạt"."""
        if self.last is None:
            return ""
        return said(self.last.number, self.last.is_met, self.indicator.called_measure) or self.last.note

    def to_record(self) -> dict[str, Any]:
        """The line as a sending keeps it, with numbers as text; `said` is the answer in words."""
        value, line = self.value, self.indicator
        is_met = value.is_met if value else None
        return {
            "indicator": line.pk, "name": line.name, "measure": line.called_measure, "kind": line.kind,
            "target": line.target_id, "number": None if self.number is None else str(self.number),
            "is_met": is_met, "note": value.note if value else "", "said": said(self.number, is_met, ""),
        }  # fmt: skip


def asked_figures(submission: Submission) -> list[AskedFigure]:
    """The lines that the report's unit answers, in the order of the list. Five queries at most, however many lines."""
    indicators = list(Indicator.objects.filter(period=submission.period_id).asked_of(submission.unit_id))
    if not indicators:
        return []
    values = _values_of(submission)
    mine = {value.indicator_id: value for value in values if value.indicator.period_id == submission.period_id}
    before = _last_time([value for value in values if value.indicator_id not in mine])
    registered = _registered(submission, indicators)
    return [
        AskedFigure(
            indicator, mine.get(indicator.pk), next((before[key] for key in _keys(indicator) if key in before), None),
            registered if indicator.kind == IndicatorKind.INITIATIVES else None,
        )
        for indicator in indicators
    ]  # fmt: skip


def without_drafts(asked: list[AskedFigure], submission: Submission, reader: User) -> list[AskedFigure]:
    """The same lines for the office that enters them: what others typed and have not sent is hidden."""
    last = submission.rounds.order_by("number").last()
    sent = {one["indicator"]: one for one in last.figures} if last else {}
    return [
        replace(one, value=None, is_hidden=True)
        if one.value and one.value.by_id != reader.pk and sent.get(one.indicator.pk) != one.to_record()
        else one
        for one in asked
    ]


def said(number: Decimal | None, is_met: bool | None, measure: str) -> str:
    """An answer in words: "12 mô hình", "95,2 %", "đạt"; "" where there is none."""
    if number is not None:
        return f"{write_number(number)} {measure}".strip()
    return "" if is_met is None else "đạt" if is_met else "không đạt"


def _values_of(submission: Submission) -> list[IndicatorValue]:
    """What the unit gave in this period, and in those of the plan that ended before, the latest last."""
    period = submission.period
    values = IndicatorValue.objects.filter(
        unit=submission.unit_id, indicator__period__plan=period.plan_id, indicator__period__ends_on__lte=period.ends_on
    )
    return list(values.select_related("indicator", "by").order_by("indicator__period__ends_on", "indicator__period"))


def _last_time(values: list[IndicatorValue]) -> dict[Any, IndicatorValue]:
    return {key: value for value in values if value.is_answer for key in _keys(value.indicator)}


def _keys(indicator: Indicator) -> list[Any]:
    """What makes lines of two periods the same line: their target; or name, measure and kind."""
    named = (fold(indicator.name), fold(indicator.measure), indicator.kind)
    return [indicator.target_id, named] if indicator.target_id else [named]


def _registered(submission: Submission, indicators: list[Indicator]) -> int:
    if not any(indicator.kind == IndicatorKind.INITIATIVES for indicator in indicators):
        return 0
    return Initiative.objects.of_period(submission.period).filter(unit=submission.unit_id).count()
