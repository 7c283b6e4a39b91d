"""Loading the whole demo, or nothing of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from danvan.demo.courses import begin_courses
from danvan.demo.extensions import begin_extensions
from danvan.demo.figures import begin_figures
from danvan.demo.letters import begin_letters
from danvan.demo.people import People, load_people
from danvan.demo.plans import DemoPlan, load_plans
from danvan.demo.reports import begin_reports
from danvan.demo.requests import load_requests
from danvan.demo.submissions import begin_submissions
from danvan.demo.timeline import Timeline
from danvan.demo.units import load_units

BEGINNING = datetime(2024, 1, 8, 8, tzinfo=timezone.get_default_timezone())


@transaction.atomic
def load(*, now: datetime) -> None:
    """Play the demo up to `now`. One transaction: a load that is broken off leaves nothing behind."""
    timeline = Timeline(now)
    people = People()

    def set_up() -> None:
        load_units(timeline)
        load_people()
        load_plans(timeline, people, then=_go_on)
        load_requests(timeline, people)

    timeline.at(min(BEGINNING, now - timedelta(days=30)), set_up)
    timeline.play()


def _go_on(demo: DemoPlan) -> None:
    begin_figures(demo)
    begin_courses(demo)
    begin_extensions(demo)
    begin_submissions(demo)
    begin_reports(demo)
    begin_letters(demo)
