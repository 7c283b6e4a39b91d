"""A draft of which a plan, or a version of one, was made: nothing of it changes any more."""

import pytest

from plans.models import PlanVersion
from tests.factories.plans import PlanFactory
from tests.plans.drafts import address, key_of

HTMX = {"HX-Request": "true"}


@pytest.fixture(params=["plan", "version"])
def used(draft, request):
    plan = PlanFactory(issuer=draft.issuer, handed_out=True)
    if request.param == "plan":
        draft.plan = plan
    else:
        draft.amends = plan
        draft.made = PlanVersion.objects.create(plan=plan, number=2, confirmed_by=draft.uploaded_by)
    draft.save()
    return draft


def test_a_field_that_comes_in_afterwards_is_no_error(office, used):
    answer = office.post(address(used, "keep"), {"number": "14-KH/ĐU"}, headers=HTMX)

    assert (answer.status_code, answer.content) == (204, b"")
    used.refresh_from_db()
    assert used.typed == {}


@pytest.mark.parametrize("name", ["correct", "undo", "again"])
def test_its_acts_are_gone(office, used, name):
    key = key_of(used, "Cấp phát tài liệu")

    answer = office.post(address(used, name), {"omit": key, "version": "0"})

    used.refresh_from_db()
    assert (answer.status_code, used.corrections, used.asked_again_at) == (404, [], None)
