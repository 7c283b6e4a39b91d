"""Figures in the demo: what the office asks for, what units give with their reports, and the register of models."""

from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from django.utils import timezone

from danvan.demo.plans import DemoPlan
from danvan.demo.timeline import moment
from orgs.models import Unit, User
from plans.asked_figures import asked_figures
from plans.models import IndicatorKind, InitiativeState, Plan, Submission, Target
from plans.services.indicators import Figure, Line, kind_for, save_figures, set_indicators
from plans.services.initiatives import recognize_initiative, register_initiative

USUAL = (1, 6)


def begin_figures(demo: DemoPlan) -> None:
    """Once a plan is handed out: its periods ask for figures, and units register models on their days."""
    if "indicators" in demo.told:
        for period in demo.plan.periods.all():
            version = Plan.objects.get(pk=demo.plan.pk).version
            set_indicators(period=period, by=demo.officer, version=version, lines=_lines(demo))
    for told in demo.told.get("initiatives", []):
        demo.timeline.at(demo.timeline.moment(told["at"]), partial(_register, demo, told))


def fill_figures(demo: DemoPlan, report: Submission, by: User) -> None:
    """What the report's unit gives for every line that is still blank, before the report is sent."""
    chance = Random(f"figures {demo.name} {report.period.label} {report.unit.name}")  # noqa: S311 -- the same everywhere
    ranges = {line["name"]: line.get("range") for line in demo.told.get("indicators", [])}
    figures = {
        asked.indicator.pk: _figure(chance, asked.indicator.kind, ranges.get(asked.indicator.name))
        for asked in asked_figures(report)
        if asked.is_blank
    }
    if figures:
        save_figures(submission=report, by=by, on=timezone.localdate(), figures=figures)


def _lines(demo: DemoPlan) -> list[Line]:
    """The plan's targets, then the lines that the office adds."""
    targets = Target.objects.filter(item__plan=demo.plan).order_by("item__position", "pk")
    asked = [Line(target.text, target.measure, kind_for(target), target) for target in targets]
    return asked + [Line(line["name"], line["measure"], line["kind"]) for line in demo.told["indicators"]]


def _figure(chance: Random, kind: str, between: list[int] | None) -> Figure:
    low, high = between or USUAL
    if kind == IndicatorKind.YES_NO:
        return Figure(is_met=chance.random() < 0.9)
    return Figure(number=Decimal(chance.randint(low, high)))


def _register(demo: DemoPlan, told: dict[str, Any]) -> None:
    unit = Unit.objects.under(demo.issuer).get(name=told["unit"])
    made = register_initiative(
        unit=unit, by=demo.people.reporter_of(unit), plan=demo.plan, name=told["name"], field=told["field"],
        is_collective=told.get("is_collective", True), is_new=told.get("is_new", True), lead=told["lead"],
        year=timezone.localdate().year, place=told["place"], content=told["content"], results=told.get("results", ""),
        resources=told.get("resources", ""), state=told.get("state", InitiativeState.RUNNING),
    )  # fmt: skip
    if level := told.get("recognition"):
        day = timezone.localdate() + timedelta(days=2)
        demo.timeline.at(moment(day, time(9)), partial(_recognize, demo, made.pk, level, told["decision"]))


def _recognize(demo: DemoPlan, pk: int, level: str, decision: str) -> None:
    made = demo.plan.initiatives.get(pk=pk)
    today = timezone.localdate()
    recognize_initiative(
        initiative=made, by=demo.officer, version=made.version, on=today, recognition=level, recognized_on=today,
        recognized_by=decision,
    )  # fmt: skip
