"""More time asked for in the demo: one request waits for an answer, one was granted."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils import timezone

from danvan.demo.plans import DemoPlan, items_by_path
from plans.models import Occurrence
from plans.services.extending import ask_extension, grant_extension


def begin_extensions(demo: DemoPlan) -> None:
    """Let the requests about this plan be made on their days, and those that are granted be answered on theirs."""
    for told in demo.told.get("extensions", []):
        demo.timeline.at(demo.timeline.moment(told["at"]), partial(_ask, demo, told))
        if granted := told.get("granted"):
            demo.timeline.at(demo.timeline.moment(granted["at"]), partial(_grant, demo, told))


def _ask(demo: DemoPlan, told: dict[str, Any]) -> None:
    row = _row(demo, told)
    ask_extension(
        occurrence=row, by=demo.people.reporter_of(row.unit), on=timezone.localdate(), reason=told["reason"],
        wanted_on=demo.timeline.day(told["wanted_on"]),
    )  # fmt: skip


def _grant(demo: DemoPlan, told: dict[str, Any]) -> None:
    said = {name: told["granted"][name] for name in ("decided_by", "answer")}
    request = _row(demo, told).extensions.waiting().get()
    grant_extension(extension=request, by=demo.officer, granted_on=request.wanted_on, **said)


def _row(demo: DemoPlan, told: dict[str, Any]) -> Occurrence:
    item = items_by_path(demo.plan)[told["path"]]
    return demo.plan.occurrences.select_related("unit").get(assignment__item=item, unit__name=told["unit"])
