"""A report asked for in between in the demo (báo cáo đột xuất): a letter, its đề cương, the units it goes to."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from django.utils import timezone

from danvan.demo import FIXTURES
from danvan.demo.people import People
from danvan.demo.timeline import Timeline
from orgs.models import Unit
from plans.importing.questions import read_request
from plans.importing.read import source_from_text
from plans.services.requesting import Asked, open_request


def load_requests(timeline: Timeline, people: People) -> None:
    """Let each letter of fixtures/requests.json be opened on its day."""
    for told in json.loads((FIXTURES / "requests.json").read_text()):
        timeline.at(timeline.moment(told["at"]), partial(_open, timeline, people, told))


def _open(timeline: Timeline, people: People, told: dict[str, Any]) -> None:
    issuer, text = Unit.objects.get(name=told["issuer"]), "\n".join(told["text"])
    questions = read_request(source_from_text(text)).questions
    chosen = {place for place, question in enumerate(questions) if not question.is_heading}
    units = [Unit.objects.under(issuer).get(name=name) for name in told["units"]]
    on = timezone.localdate()
    open_request(
        issuer=issuer, by=people.officers_of(issuer)[0], on=on, letter=told["letter"] | {"issued_on": on},
        asked=Asked(questions, chosen, units, text),
        **{name: timeline.day(told[name]) for name in ("starts_on", "ends_on", "due_on")},
    )  # fmt: skip
