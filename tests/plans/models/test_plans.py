"""What one plan says of itself."""

from datetime import UTC, date, datetime

import pytest

from plans.models import Document, Plan

EVENING_IN_UTC = datetime(2026, 5, 5, 18, tzinfo=UTC)  # already the 6th in Vietnam
TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("issued_on", "starts_on", "issued_at", "day"),
    [
        (date(2026, 4, 1), date(2026, 1, 1), EVENING_IN_UTC, date(2026, 4, 1)),
        (None, date(2026, 1, 1), EVENING_IN_UTC, date(2026, 1, 1)),
        (None, date(2026, 7, 1), EVENING_IN_UTC, date(2026, 5, 6)),
        (None, None, EVENING_IN_UTC, date(2026, 5, 6)),
        (None, None, None, TODAY),
        (None, date(2026, 12, 1), None, TODAY),
    ],
)
def test_names_of_a_plan_mean_the_units_of_its_day(issued_on, starts_on, issued_at, day):
    plan = Plan(document=Document(issued_on=issued_on), starts_on=starts_on, issued_at=issued_at)

    assert plan.names_on(TODAY) == day
