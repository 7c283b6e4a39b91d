"""The figures that a period asks for (biểu số liệu), and what units give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.models import User
from orgs.text import fold
from plans.asked_figures import said
from plans.models import (
    Indicator,
    IndicatorKind,
    IndicatorValue,
    ReportingPeriod,
    Submission,
    SubmissionState,
    Target,
    TargetKind,
    TargetScope,
)
from plans.reporting import why_shut
from plans.services.claims import claim_at_work

MOST_LINES = 200
MODELS = "mo hinh"  # of the register, whatever the plan calls them


@dataclass(frozen=True)
class Line:
    """One line of the list as the office wants it; `pk` is that of a line that stands."""

    name: str
    measure: str = ""
    kind: str = IndicatorKind.NUMBER
    target: Target | None = None
    pk: int | None = None


@dataclass(frozen=True)
class Figure:
    """What is given for one line; `typed` could not be read as a number. `version` is that of the value as read."""

    number: Decimal | None = None
    is_met: bool | None = None
    note: str = ""
    typed: str = ""
    version: int = 0

    def values(self) -> dict[str, Any]:
        return {"number": self.number, "is_met": self.is_met, "note": self.note, "typed": self.typed}


@transaction.atomic
def set_indicators(*, period: ReportingPeriod, by: User, version: int, lines: Iterable[Line]) -> list[Indicator]:
    """Make `lines`, in their order, the figures that a period asks for; a line that stands keeps what was given.

    `version` is that of the plan. Raises StaleVersion, ValidationError (a name is doubled, too many lines, units have
    answered a line that is to go or to be of another kind, the plan is closed).
    """
    claim_at_work(period.plan, version, shut="Kế hoạch đã kết thúc nên không sửa biểu số liệu nữa.")
    standing = {indicator.pk: indicator for indicator in period.indicators.select_related("target")}
    before = [_told(indicator) for indicator in standing.values()]
    wanted = [_indicator(period, place, line, standing) for place, line in enumerate(lines, start=1)]
    _check_names(wanted)
    kept = {indicator.pk for indicator in wanted if indicator.pk}
    _remove([indicator for pk, indicator in standing.items() if pk not in kept])
    for indicator in wanted:
        indicator.clean_fields(exclude=["period", "target"])
    _save(wanted)
    after = [_told(indicator) for indicator in wanted]
    if before != after:
        journal.record(
            "đặt biểu số liệu", period, by=by, unit=period.plan.issuer, plan_id=period.plan_id,
            before={"indicators": before}, after={"indicators": after},
        )  # fmt: skip
    return wanted


@transaction.atomic
def save_figures(
    *, submission: Submission, by: User, on: date, figures: Mapping[int, Figure]
) -> list[IndicatorValue]:  # fmt: skip
    """Keep what is given for the lines of a report (indicator's id → figure), as it is typed; nothing is sent by it.

    Returns the values that another person changed since `version`: of those nothing is written. What a person types
    of his own the journal learns when it is sent; what takes the place of another person's figure, at once. Raises
    ValidationError (the period is shut, the report taken in).
    """
    held = Submission.objects.select_for_update(of=("self",)).select_related("period__plan", "unit")
    submission = held.get(pk=submission.pk)
    if shut := why_shut(submission, on):
        raise ValidationError(shut)
    if submission.state == SubmissionState.ACCEPTED:
        raise ValidationError("Báo cáo đã được tiếp nhận. Cần sửa thì đề nghị văn phòng ghi “Đề nghị bổ sung”.")
    indicators = Indicator.objects.filter(period=submission.period_id, pk__in=figures).asked_of(submission.unit_id)
    standing = {value.indicator_id: value for value in _standing(submission)}
    changed: list[IndicatorValue] = []
    clashes: list[IndicatorValue] = []
    replaced: dict[str, tuple[str, str]] = {}
    for indicator in indicators:
        value = standing.get(indicator.pk) or IndicatorValue(indicator=indicator, unit_id=submission.unit_id)
        figure = figures[indicator.pk]
        if all(getattr(value, name) == new for name, new in figure.values().items()):
            continue
        is_another = value.pk and value.by_id != by.pk and value.version != figure.version
        (clashes if is_another else changed).append(value)
        if not is_another and value.pk and value.by_id != by.pk:
            replaced[indicator.name] = f"{_given(value)} ({value.by})", _given(figure)
    _write(changed, figures, by)
    _tell_replaced(submission, replaced, by)
    return clashes


def kind_for(target: Target) -> IndicatorKind:
    """How units answer a target: numbers where something is counted, else đạt / không đạt (DOMAIN.md §2.3)."""
    is_counted = target.kind in (TargetKind.COUNT, TargetKind.PERCENT) and target.scope != TargetScope.SHARE_OF_UNITS
    if not is_counted:
        return IndicatorKind.YES_NO
    if target.kind == TargetKind.PERCENT:
        return IndicatorKind.PERCENT
    return IndicatorKind.INITIATIVES if MODELS in fold(target.measure) else IndicatorKind.NUMBER


def _indicator(period: ReportingPeriod, place: int, line: Line, standing: dict[int, Indicator]) -> Indicator:
    indicator = standing.get(line.pk or 0) or Indicator(period=period, target=line.target)
    if indicator.pk and indicator.kind != line.kind and indicator.values.exists():
        raise ValidationError(f"Đã có đơn vị điền “{indicator.name}”; không đổi được cách trả lời.")
    indicator.position, indicator.kind = place, line.kind
    indicator.name, indicator.measure = " ".join(line.name.split()), line.measure.strip()
    return indicator


def _check_names(wanted: list[Indicator]) -> None:
    if len(wanted) > MOST_LINES:
        raise ValidationError(f"Biểu số liệu có nhiều nhất {MOST_LINES} dòng; đang có {len(wanted)} dòng.")
    names: set[str] = set()
    for indicator in wanted:
        if fold(indicator.name) in names:
            raise ValidationError(f"“{indicator.name}” có hai lần trong biểu. Hãy bỏ hoặc đổi tên một dòng.")
        names.add(fold(indicator.name))


def _remove(gone: list[Indicator]) -> None:
    given = IndicatorValue.objects.filter(indicator__in=gone).select_related("indicator")
    if answered := given.exclude(number__isnull=True, is_met__isnull=True, note="", typed="").first():
        raise ValidationError(f"Đã có đơn vị điền “{answered.indicator.name}”; không bỏ được dòng này.")
    given.delete()
    Indicator.objects.filter(pk__in=[indicator.pk for indicator in gone]).delete()


def _save(wanted: list[Indicator]) -> None:
    """Names may change places, so those that stand step aside first."""
    old = [indicator for indicator in wanted if indicator.pk]
    names = {indicator.pk: indicator.name for indicator in old}
    for indicator in old:
        indicator.name = f"\x1f{indicator.pk}"
    Indicator.objects.bulk_update(old, ["name"])
    for indicator in old:
        indicator.name = names[indicator.pk]
    Indicator.objects.bulk_update(old, ["name", "measure", "kind", "position"])
    Indicator.objects.bulk_create([indicator for indicator in wanted if not indicator.pk])


def _told(indicator: Indicator) -> str:
    parts = [indicator.name, indicator.measure, indicator.get_kind_display()]
    return " · ".join(part for part in parts if part)


def _given(figure: IndicatorValue | Figure) -> str:
    """What was given, in words; what could not be read as it was typed."""
    return said(figure.number, figure.is_met, "") or figure.typed or figure.note


def _tell_replaced(submission: Submission, replaced: dict[str, tuple[str, str]], by: User) -> None:
    if replaced:
        journal.record(
            "ghi đè số liệu", submission, by=by, unit=submission.unit, plan_id=submission.period.plan_id,
            before={name: was for name, (was, _) in replaced.items()},
            after={name: now for name, (_, now) in replaced.items()},
        )  # fmt: skip


def _standing(submission: Submission) -> Iterable[IndicatorValue]:
    values = IndicatorValue.objects.filter(indicator__period=submission.period_id, unit=submission.unit_id)
    return values.select_related("by", "indicator")


def _write(values: list[IndicatorValue], figures: Mapping[int, Figure], by: User) -> None:
    at = timezone.now()
    for value in values:
        for name, new in figures[value.indicator_id].values().items():
            setattr(value, name, new)
        value.by, value.at, value.version = by, at, value.version + 1
        value.clean_fields(exclude=["indicator", "unit", "by"])
    IndicatorValue.objects.bulk_create([value for value in values if not value.pk])
    old = [value for value in values if value.pk]
    IndicatorValue.objects.bulk_update(old, ["number", "is_met", "note", "typed", "by", "at", "version"])
