"""The demo's plans: documents read by the importer, corrected as a clerk would, and handed out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from danvan.demo import FIXTURES
from danvan.demo.people import People
from danvan.demo.timeline import Timeline
from orgs.candidates import match
from orgs.models import Unit, UnitGroup, User
from plans.forms.imports import header_of, names_in
from plans.importing.drafts import DraftPlan
from plans.models import Plan, PlanImport, PlanItem
from plans.services.citing import proposed_implements, set_implements
from plans.services.confirming import confirm_import, unnamed
from plans.services.importing import read_import, start_import
from plans.services.issuing import PastWork, issue_plan, set_report_outline
from plans.services.periods import set_periods

_DAY = re.compile(r"\{ngày (?P<long>dài )?(?P<offset>[+-]\d+)\}")
UNITS_OF_HEADER = ("monitor", "report_to", "report_via")


@dataclass
class DemoPlan:
    """A document in fixtures/plans/ with what the demo says of it; `plan` once it is handed out."""

    name: str
    told: dict[str, Any]
    timeline: Timeline
    people: People
    plan: Plan = field(init=False)

    @classmethod
    def read(cls, name: str, timeline: Timeline, people: People) -> DemoPlan:
        return cls(name, json.loads((FIXTURES / "plans" / f"{name}.json").read_text()), timeline, people)

    @property
    def issuer(self) -> Unit:
        return Unit.objects.get(name=self.told["issuer"])

    @property
    def officer(self) -> User:
        return self.people.officers_of(self.issuer)[0]

    def text(self) -> str:
        """The document, its days counted from today where it is about the present."""
        return _DAY.sub(self._written_day, (FIXTURES / "plans" / f"{self.name}.txt").read_text())

    def hand_out(self) -> None:
        """Read the document, confirm what was read with the corrections, and give out the work."""
        on = timezone.localdate()
        read = self.read_document()
        if read.draft is None:
            raise ValueError(f"fixtures/plans/{self.name}.txt: {read.error}")
        draft = DraftPlan.from_record(read.draft)
        matches = self.matches(draft)
        plan = confirm_import(plan_import=read, by=self.officer, header=self.header(draft, matches), matches=matches)
        document, pairs = plan.document, proposed_implements(plan)
        set_implements(document=document, by=self.officer, version=document.version, on=on, pairs=pairs)
        ticks = list(self.ticks(plan))
        if ticks:
            set_report_outline(plan=plan, by=self.officer, ticks=ticks)
        if periods := self.told.get("periods"):
            days = [{name: self._day_or_text(name, value) for name, value in period.items()} for period in periods]
            set_periods(plan=plan, by=self.officer, rows=days)
        past = PastWork(self.told["past"])
        self.plan = issue_plan(plan=plan, by=self.officer, on=on, version=plan.version, past=past)

    def read_document(self) -> PlanImport:
        key = UUID(int=Random(self.name).getrandbits(128), version=4)  # noqa: S311 -- the same on every machine
        name, content = f"ke-hoach-{self.name}.txt", self.text().encode()
        return read_import(
            plan_import=start_import(issuer=self.issuer, by=self.officer, key=key, name=name, content=content)
        )

    def header(self, draft: DraftPlan, matches: dict[str, Any]) -> dict[str, Any]:
        """What was read, and what the document lacks: a number, days, a place."""
        header = header_of(draft, matches)
        for name, value in self.told["header"].items():
            header[name] = self._unit(value) if name in UNITS_OF_HEADER else self._day_or_text(name, value)
        return header

    def matches(self, draft: DraftPlan) -> dict[str, Unit | UnitGroup | None]:
        """Whom the written names mean on the day of the plan; what stays open the demo's clerk says."""
        issued_on = self.told["header"].get("issued_on")
        on = self.timeline.day(issued_on) if issued_on else draft.issued_on
        said = {name: self._named(target) for name, target in self.told["matches"].items()}
        silent = {a.path: unnamed(a) for a in draft.assignments if a.path in said}
        said = {silent.get(name, name): target for name, target in said.items()}
        return match(names_in(draft), self.issuer, on or timezone.localdate()) | said

    def ticks(self, plan: Plan) -> Any:
        """The report outline: items of part II with the duties whose units answer them."""
        items = items_by_path(plan)
        duties = {str(duty.unit or duty.group): duty for item in items.values() for duty in item.assignees.all()}
        for path, names in self.told["outline"].items():
            for name in names:
                yield items[path], duties[name]

    def _named(self, name: str) -> Unit | UnitGroup:
        groups = UnitGroup.objects.filter(owner=self.issuer, name=name)
        return groups.first() or self._unit(name)

    def _unit(self, name: str) -> Unit:
        root = Unit.objects.get(path=self.issuer.path[: Unit.steplen])
        return Unit.objects.under(root).get(name=name)

    def _day_or_text(self, name: str, value: str) -> Any:
        return self.timeline.day(value) if name.endswith("_on") else value

    def _written_day(self, found: re.Match[str]) -> str:
        day = self.timeline.day(f"today{found['offset']}")
        return f"ngày {day:%d} tháng {day.month} năm {day.year}" if found["long"] else f"{day:%d/%m/%Y}"


def items_by_path(plan: Plan) -> dict[str, PlanItem]:
    """The outline by positions at each level ("3.4.1"), as the importer counts them."""
    paths: dict[int | None, str] = {None: ""}
    counts: dict[int | None, int] = {}
    found = {}
    for item in plan.items.current().filter(first_line__isnull=False).order_by("position"):
        counts[item.parent_id] = counts.get(item.parent_id, 0) + 1
        paths[item.pk] = f"{paths[item.parent_id]}{counts[item.parent_id]}."
        found[paths[item.pk].rstrip(".")] = item
    return found


def plan_names() -> list[str]:
    return sorted(path.stem for path in (FIXTURES / "plans").glob("*.json"))


def load_plans(timeline: Timeline, people: People, then: Any) -> None:
    """Let each plan be handed out on its day; `then(demo_plan)` tells what happens to it afterwards."""
    for name in plan_names():
        demo = DemoPlan.read(name, timeline, people)

        def act(demo: DemoPlan) -> None:
            demo.hand_out()
            then(demo)

        # A machine whose clock is behind still shows every plan.
        timeline.at(min(timeline.moment(demo.told["entered"]), timeline.now), partial(act, demo))
