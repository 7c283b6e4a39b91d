"""The story of the product in a browser: from a plan on paper to a printed report (issue 2)."""

import logging
import os

import pytest
from django.db import connection

from tests.browser import leader, office, reporter
from tests.browser.stories import OWN, SEED_000, SEED_003

MOST_ACTS_OF_A_CLERK = 60
MOST_TAPS = 4
LOG = logging.getLogger(__name__)
TOLD_BY_A_REAL_PLAN = pytest.mark.skipif(
    connection.vendor == "sqlite" and bool(os.environ.get("DANVAN_SEEDS")),
    reason="told with a real plan here, and with our own on PostgreSQL",
)


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(OWN, id="own", marks=TOLD_BY_A_REAL_PLAN),
        pytest.param(SEED_000, id="000", marks=[pytest.mark.one_database, pytest.mark.slow]),
        pytest.param(SEED_003, id="003", marks=pytest.mark.one_database),
    ],
)
def test_from_a_plan_on_paper_to_a_printed_report(story, at_desk, on_phone, worker):
    file = story.file()
    story.world()

    clerk = at_desk("vanphong")
    clerk.looks_around("desk-empty")
    office.send_in(clerk, story, file)
    office.check_draft(clerk, story)
    office.hand_out(clerk, story)
    LOG.info("%s: %d acts of the clerk from upload to handed out", story.number, clerk.acts)
    assert clerk.acts <= MOST_ACTS_OF_A_CLERK

    unit = on_phone("donvi")
    taps = reporter.answer(unit, story)
    LOG.info("%s: %d taps of the unit", story.number, taps)
    assert taps <= MOST_TAPS
    office.ask_for_more(clerk, story, "Cho biết số người dự.")
    reporter.answer_again(unit, story, "Cho biết số người dự.", "Có 118 người dự, đạt 92 %.")
    office.take_in(clerk, story, "Có 118 người dự")
    office.enter_for_another(clerk, story)

    chief = at_desk("lanhdao")
    leader.follow_a_number(chief, story)
    office.write_report(clerk, story)
    leader.read_and_print(chief, story)
    office.record_signature(clerk)
