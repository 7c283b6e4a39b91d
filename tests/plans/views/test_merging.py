"""The page on which a unit ends tells what went to its successor."""

import pytest
from django.utils import timezone

from orgs.models import Role
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import AssignmentFactory, OccurrenceFactory, PlanFactory, PlanItemFactory

pytestmark = pytest.mark.django_db


def test_an_administrator_ends_a_unit_and_its_open_work_is_the_successors(client):
    item = PlanItemFactory(plan=PlanFactory(handed_out=True))
    old, heir = [UnitFactory(parent=item.plan.issuer, name=name) for name in ("Chi bộ Cũ", "Chi bộ Mới")]
    row = OccurrenceFactory(assignment=AssignmentFactory(item=item, unit=old))
    client.force_login(UserFactory(role=Role.ADMIN, unit=item.plan.issuer))
    today = timezone.localdate()

    sent = {"on": f"{today:%d/%m/%Y}", "successor_name": "Chi bộ Mới"}
    page = client.post(f"/units/{old.pk}/end/", sent, follow=True).content.decode()

    row.refresh_from_db()
    assert row.unit == heir
    assert "Đã chuyển 1 việc chưa xong cho Chi bộ Mới." in page
