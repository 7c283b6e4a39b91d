"""The demo's letters that urge: sent about what was overdue on their day; some units answer after them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from danvan.demo.plans import DemoPlan
from reports.letters import overdue_rows
from reports.services import create_letters, send_letter


def begin_letters(demo: DemoPlan) -> None:
    """Let the letters about this plan be written and sent on their days."""
    for told in demo.told.get("letters", []):
        demo.timeline.at(demo.timeline.moment(told["at"]), partial(_write, demo, told))


def _write(demo: DemoPlan, told: dict[str, Any]) -> None:
    today = timezone.localdate()
    made = create_letters(
        issuer=demo.issuer, by=demo.officer, key=uuid5(NAMESPACE_URL, f"{demo.name} {told['number']}"),
        rows=list(overdue_rows(demo.issuer, today).filter(plan=demo.plan)), reports=[], is_joint=True,
        receiver=told["receiver"], wanted_on=today + timedelta(days=7), on=today,
    )  # fmt: skip
    for letter in made:
        send_letter(letter=letter, by=demo.officer, version=0, number=told["number"], issued_on=today, on=today)
