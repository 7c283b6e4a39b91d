"""How far the targets of a plan are, from what units sent for the periods that ask about them (chỉ tiêu).

Counts add up over periods, no day twice; rates, grades and numbers of models are those of the latest period.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from orgs.models import Unit, User
from orgs.text import fold
from plans.asked_figures import said
from plans.attainment import Aim, Attainment, Given, Reach, attain, cumulate
from plans.importing.drafts import Comparison
from plans.importing.drafts import TargetScope as Scope
from plans.initiative_figures import registered_in
from plans.models import (
    Assignment,
    AssignmentRole,
    Indicator,
    IndicatorKind,
    Plan,
    PlanItem,
    ReportingPeriod,
    Submission,
    Target,
    TargetKind,
    TargetScope,
)
from plans.models.submissions import SubmissionQuerySet
from plans.numbers import write_number
from plans.tallies import Sent, sent_figures, with_last_figures

_HOW: dict[str, str] = {
    IndicatorKind.NUMBER: "Cộng dồn các kỳ, không tính ngày nào hai lần",
    IndicatorKind.INITIATIVES: "Theo sổ mô hình ở kỳ gần nhất; đơn vị chưa nộp thì đếm trong sổ hôm nay",
}


@dataclass(frozen=True)
class UnitResult:
    """What one unit gave for a target; `report` is the one that says it, or that is to say it."""

    unit: Unit
    report: Submission
    number: Decimal | None = None
    is_met: bool | None = None
    note: str = ""
    periods: tuple[str, ...] = ()


@dataclass
class TargetResult:
    """One target and how far it is; `kind` is None where no period asks about it."""

    target: Target
    attainment: Attainment
    kind: str | None = None
    lines: list[UnitResult] = field(default_factory=list)
    is_part: bool = False  # only what this person may read

    @property
    def is_asked(self) -> bool:
        return self.kind is not None

    @property
    def is_judged(self) -> bool:
        """Whether units are judged one by one."""
        return bool(self.attainment.met or self.attainment.unmet)

    @property
    def measure(self) -> str:
        return "%" if self.kind == IndicatorKind.PERCENT else self.target.measure

    @property
    def figure(self) -> str:
        """The result in short: "12/20 mô hình", "9/10 đơn vị", "90 % đơn vị"."""
        result = self.attainment
        if self.target.scope == TargetScope.TOTAL and result.total is not None:
            aimed = f"/{write_number(self.target.value)}" if self.target.value is not None else ""
            return f"{write_number(result.total)}{aimed} {self.measure}".strip()
        if self.target.scope == TargetScope.SHARE_OF_UNITS and result.share is not None:
            return f"{write_number(round(result.share, 1))} % đơn vị"
        return f"{len(result.met)}/{result.asked} đơn vị"

    @property
    def verdict(self) -> str:
        if self.attainment.reach is Reach.OPEN:
            return "còn thiếu số liệu" if self.attainment.unanswered or not self.lines else "chưa kết luận được"
        return self.attainment.reach.value

    @property
    def badge(self) -> str:
        """The colour that goes with the verdict (static/css/components.css)."""
        return {Reach.MET: "on-time", Reach.NOT_YET: "soon", Reach.OPEN: "none"}[self.attainment.reach]

    @property
    def how(self) -> str:
        """How the figure came about, in words."""
        if self.kind is None:
            return "Chưa kỳ báo cáo nào hỏi chỉ tiêu này"
        over = _HOW.get(self.kind, "Theo kỳ gần nhất mỗi đơn vị đã trả lời")
        if self.kind == IndicatorKind.PERCENT and self.target.scope == TargetScope.TOTAL:
            over += "; tỷ lệ không cộng được nên xét từng đơn vị"
        return over

    @property
    def unmet_lines(self) -> list[UnitResult]:
        return self.in_state("unmet")

    @property
    def unanswered_lines(self) -> list[UnitResult]:
        return self.in_state("unanswered")

    @property
    def unmet_names(self) -> str:
        return "; ".join(line.unit.name for line in self.unmet_lines)

    @property
    def unanswered_names(self) -> str:
        return "; ".join(line.unit.name for line in self.unanswered_lines)

    def in_state(self, state: str) -> list[UnitResult]:
        """The lines of one figure: given, unanswered, met, unmet; all of them for anything else."""
        units = getattr(self.attainment, state) if state in {"given", "unanswered", "met", "unmet"} else None
        return [line for line in self.lines if units is None or line.unit.pk in units]

    def words_of(self, line: UnitResult) -> str:
        return said(line.number, line.is_met, self.measure)


def results_of(plan: Plan, user: User) -> list[TargetResult]:
    """Every target of the plan's outline as it stands, in its order. Five queries at most."""
    return _results(_targets_of([plan]), Submission.objects.visible_to(user))


def results_until(plans: Iterable[Plan], last: date) -> list[TargetResult]:
    """The same from all reports of plans, as a report of their committee tells it: periods that end by `last`.

    As many queries for many plans as for one.
    """
    return _results(_targets_of(plans), Submission.objects.all(), last)


def result_of(target: Target, user: User) -> TargetResult:
    return _results([target], Submission.objects.visible_to(user))[0]


def aim_of(target: Target, kind: str | None) -> Aim:
    """What a target asks, as answers of that kind are judged."""
    is_rate = kind == IndicatorKind.PERCENT or (kind is None and target.kind == TargetKind.PERCENT)
    return Aim(Comparison(target.comparison), target.value, Scope(target.scope), is_rate)


def _targets_of(plans: Iterable[Plan]) -> list[Target]:
    targets = Target.objects.filter(item__plan__in=plans, item__dropped_in__isnull=True)
    return list(targets.select_related("item").order_by("item__plan_id", "item__position", "pk"))


def _results(targets: list[Target], readable: SubmissionQuerySet, last: date = date.max) -> list[TargetResult]:
    if not targets:
        return []
    heirs = {target.pk: target.pk for target in targets} | _heirs(targets)
    asked: dict[int, list[Indicator]] = defaultdict(list)
    asking = Indicator.objects.filter(target__in=heirs, period__ends_on__lte=last)
    for indicator in asking.select_related("period"):
        asked[heirs[indicator.target_id or 0]].append(indicator)
    if not asked:
        return [TargetResult(target, attain(aim_of(target, None), [])) for target in targets]
    known = _Known.of(targets, asked, readable)
    return [_result(target, asked[target.pk], known) for target in targets]


def _heirs(targets: list[Target]) -> dict[int, int]:
    """Targets of paragraphs that amendments replaced, each with the one that says the same in the newest text."""
    if all(target.item.replaces_id is None for target in targets):
        return {}
    plans = {target.item.plan_id for target in targets}
    replaces = dict(PlanItem.objects.filter(plan__in=plans, replaces__isnull=False).values_list("pk", "replaces"))
    newest: dict[int, int] = {}
    for target in targets:
        older = replaces.get(target.item_id)
        while older is not None and older not in newest:
            newest[older] = target.item_id
            older = replaces.get(older)
    standing = {(target.item_id, fold(target.text)): target.pk for target in targets}
    old = Target.objects.filter(item__in=newest).values_list("pk", "item", "text")
    found = ((pk, standing.get((newest[item], fold(text)))) for pk, item, text in old)
    return {pk: heir for pk, heir in found if heir is not None}


@dataclass(frozen=True)
class _Answer:
    """What one report says of a target."""

    period: ReportingPeriod
    report: Submission
    sent: Sent


@dataclass
class _Known:
    """What was fetched for all targets at once."""

    reports: dict[int, list[tuple[Submission, dict[int, Sent]]]]  # by period, with what each sent last
    doers: dict[int, set[int]]  # by item, the units that do it
    registered: dict[tuple[int, int], int]  # by period and unit, the models in the register
    is_part: bool

    @classmethod
    def of(cls, targets: list[Target], asked: dict[int, list[Indicator]], readable: SubmissionQuerySet) -> _Known:
        indicators = [indicator for some in asked.values() for indicator in some]
        periods = {indicator.period_id: indicator.period for indicator in indicators}
        owed = Submission.objects.owed().filter(period__in=periods)
        seen = set(readable.filter(period__in=periods).values_list("pk", flat=True))
        reports: dict[int, list[tuple[Submission, dict[int, Sent]]]] = defaultdict(list)
        is_part = False
        for report in with_last_figures(owed).select_related("unit").order_by("unit__path"):
            if report.pk in seen:
                reports[report.period_id].append((report, sent_figures(report)))
            is_part = is_part or report.pk not in seen
        counting = {one.period_id: one.period for one in indicators if one.kind == IndicatorKind.INITIATIVES}
        return cls(reports, _doers(targets), registered_in(counting.values()), is_part)

    def sent_for(self, indicator: Indicator, report: Submission, sent: dict[int, Sent]) -> Sent:
        """What a report says; of models, where it is not sent yet, what the register says today."""
        if indicator.kind == IndicatorKind.INITIATIVES and indicator.pk not in sent:
            return Sent(Decimal(self.registered.get((indicator.period_id, report.unit_id), 0)))
        return sent.get(indicator.pk, Sent())


def _doers(targets: list[Target]) -> dict[int, set[int]]:
    rows = Assignment.objects.filter(item__in={target.item_id for target in targets})
    doers: dict[int, set[int]] = defaultdict(set)
    for item, unit in rows.exclude(role=AssignmentRole.COORDINATE).order_by().values_list("item", "unit"):
        doers[item].add(unit)
    return doers


def _result(target: Target, indicators: list[Indicator], known: _Known) -> TargetResult:
    if not indicators:
        return TargetResult(target, attain(aim_of(target, None), []))
    indicators.sort(key=lambda one: (one.period.ends_on, one.period.starts_on))
    kind, doers = indicators[-1].kind, known.doers.get(target.item_id)
    by_unit: dict[int, list[_Answer]] = defaultdict(list)
    for indicator in indicators:
        for report, sent in known.reports[indicator.period_id]:
            if doers is None or report.unit_id in doers:
                by_unit[report.unit_id].append(
                    _Answer(indicator.period, report, known.sent_for(indicator, report, sent))
                )
    lines = sorted((_line(kind, answers) for answers in by_unit.values()), key=lambda line: line.unit.path)
    given = [Given(line.unit.pk, line.number, line.is_met) for line in lines]
    return TargetResult(target, attain(aim_of(target, kind), given), kind, lines, known.is_part)


def _line(kind: str, answers: list[_Answer]) -> UnitResult:
    """One unit over all periods that asked it, the latest last."""
    given = [one for one in answers if one.sent.number is not None or one.sent.is_met is not None]
    latest = (given or answers)[-1]
    number, used = latest.sent.number, given[-1:]
    if kind == IndicatorKind.NUMBER and number is not None:
        used = [one for one in given if one.sent.number is not None]
        spans = [(one.period.starts_on, one.period.ends_on, one.sent.number) for one in used]
        number = cumulate((start, end, part) for start, end, part in spans if part is not None)
    labels = tuple(one.period.label for one in used)
    return UnitResult(latest.report.unit, latest.report, number, latest.sent.is_met, latest.sent.note, labels)
