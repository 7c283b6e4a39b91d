"""One answer for an item of several units of one reporter."""

from uuid import uuid4

import pytest
from django.urls import reverse

from orgs.models import Role
from plans.models import (
    Progress,
    ProgressUpdate,
)
from plans.services.progress import record_progress
from tests.factories.orgs import MembershipFactory
from tests.factories.plans import OccurrenceFactory
from tests.plans.reports import DONE, blanks_of, days, owed_now

pytestmark = pytest.mark.django_db


class TestSeveralUnits:
    @pytest.fixture
    def both(self, report, reporter):
        """Two units of one reporter with the same item."""
        row = blanks_of(report)[0]
        other = owed_now(rows=0, period=report.period)
        MembershipFactory(user=reporter, unit=other.unit, role=Role.REPORTER)
        item = row.assignment.item
        return row, OccurrenceFactory(periodic=True, period=report.period, item=item, unit=other.unit)

    def words(self, rows, **more):
        versions = {f"version-{row.pk}": row.version for row in rows}
        said = {"said": Progress.FINISHED, "outcome": "Cùng dự hội nghị ngày 28/5.", "units": [row.pk for row in rows]}
        return {"key": str(uuid4()), **versions, **said, **more}

    def test_an_item_of_several_units_offers_it(self, page, report, both):
        assert reverse("plans:answer_many", args=[both[0].pk]) in page.get(report.get_absolute_url()).content.decode()

    def test_a_look_first_then_each_unit_has_its_own_answer(self, page, both):
        address, data = reverse("plans:answer_many", args=[both[0].pk]), self.words(both)

        assert "Ghi cho 2 đơn vị" in page.post(address, {**data, "look": "1"}).content.decode()
        assert not ProgressUpdate.objects.exists()
        for _ in range(2):
            assert page.post(address, {**data, "record": "1"}).status_code == 302

        assert [row.updates.get().outcome for row in both] == ["Cùng dự hội nghị ngày 28/5."] * 2

    def test_written_meanwhile_nobody_gets_it(self, page, both, reporter):
        data = self.words(both)
        record_progress(occurrence=both[1], by=reporter, version=0, key=uuid4(), on=days(0), **DONE)

        answer = page.post(reverse("plans:answer_many", args=[both[0].pk]), {**data, "record": "1"})

        assert "nên chưa ghi cho đơn vị nào" in answer.content.decode()
        assert ProgressUpdate.objects.count() == 1

    @pytest.mark.parametrize("wrong", [{"units": []}, {"units": ["x"]}, {"said": ""}, {"outcome": ""}, {"key": ""}])
    def test_what_is_missing_is_told(self, page, both, wrong):
        data = self.words(both, record="1", **wrong)

        assert page.post(reverse("plans:answer_many", args=[both[0].pk]), data).status_code == 200
        assert not ProgressUpdate.objects.exists()

    def test_rows_of_units_that_are_not_mine_are_not_offered(self, page, both):
        foreign = OccurrenceFactory(periodic=True, period=both[0].period, item=both[0].assignment.item)
        data = self.words([both[0], foreign], record="1")

        assert page.post(reverse("plans:answer_many", args=[both[0].pk]), data).status_code == 200
        assert page.get(reverse("plans:answer_many", args=[foreign.pk])).status_code in (403, 404)
        assert not ProgressUpdate.objects.exists()
