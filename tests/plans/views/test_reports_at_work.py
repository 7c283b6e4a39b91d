"""What stands of whole reports on the page of a unit's work."""

import pytest
from django.urls import reverse

from plans.models import Occurrence, Progress
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory, ProgressUpdateFactory
from tests.plans.reports import add_row, blanks_of, days, owed

pytestmark = pytest.mark.django_db


def row_of(unit, **kwargs):
    kwargs.setdefault("due_on", days(30))
    return OccurrenceFactory(unit=unit, **kwargs)


class TestReportsOfThePeriod:
    """What stands of whole reports on the page of a unit's work."""

    def shown(self, client, report):
        client.force_login(UserFactory(unit=report.unit))
        return client.get(reverse("plans:work_list")).content.decode()

    def test_a_report_that_is_owed_stands_above_its_items_with_how_far_it_is(self, client):
        report = owed(rows=3, period__label="6 tháng", period__due_on=days(5))
        ProgressUpdateFactory(occurrence=blanks_of(report)[0])

        shown = self.shown(client, report)

        assert "Báo cáo 6 tháng" in shown
        assert "còn 5 ngày · đã trả lời 1/3 mục" in shown
        assert shown.index(f'id="report-{report.pk}"') < shown.index("work-group", shown.index("report-card"))
        assert report.get_absolute_url() in shown

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"period__locks_on": -1}, "đã khóa sau ngày"),
            ({"excused_reason": "Mới thành lập", "period__due_on": 3}, "không phải nộp báo cáo kỳ này"),
        ],
    )
    def test_a_unit_sees_why_it_cannot_write(self, client, change, words):
        report = owed(**{name: days(value) if isinstance(value, int) else value for name, value in change.items()})

        assert words in self.shown(client, report)

    def test_what_is_taken_in_excused_long_ago_or_of_a_closed_plan_is_gone(self, client):
        for change in (
            {"state": "ACCEPTED", "first_sent_on": days(-3)},
            {"excused_reason": "Mới thành lập", "period__due_on": days(-1)},
            {"period__plan__closed": True},
        ):
            assert "report-card" not in self.shown(client, owed(**change))

    def test_what_came_back_stands_first(self, client):
        soon = owed(period__due_on=days(1))
        back = owed(unit=soon.unit, state="ASKED_FOR_MORE", first_sent_on=days(-2), period__due_on=days(30))

        shown = self.shown(client, soon)

        assert shown.index(f'id="report-{back.pk}"') < shown.index(f'id="report-{soon.pk}"')
        assert "Bổ sung báo cáo" in shown

    def test_a_report_that_was_sent_stands_above_the_rows_that_were(self, client):
        sent = owed(state="AWAITING", first_sent_on=days(-1), period__due_on=days(5))
        row_of(sent.unit, progress=Progress.AWAITING)
        row_of(sent.unit)
        client.force_login(UserFactory(unit=sent.unit))

        groups = client.get(reverse("plans:work_list")).context["groups"]

        last, rows = groups[-2:]
        assert [card.report for card in last.reports] == [sent]
        assert [card.row.progress for card in rows.cards] == [Progress.AWAITING]

    def test_queries_do_not_grow_with_reports(self, client, django_assert_max_num_queries):
        unit = owed(rows=1).unit
        for _ in range(5):
            owed(rows=2, unit=unit)
        client.force_login(UserFactory(unit=unit))

        with django_assert_max_num_queries(10):
            client.get(reverse("plans:work_list"))

    def test_a_report_with_time_left_stands_above_its_own_items(self, client):
        report = owed(rows=1, period__label="6 tháng", period__due_on=days(40))
        user = UserFactory(unit=report.unit)
        row_of(report.unit, due_on=days(-4))
        client.force_login(user)

        groups = client.get(reverse("plans:work_list")).context["groups"]

        assert [(group.heading, len(group.reports)) for group in groups] == [
            ("Quá hạn", 0),
            ("Kỳ 6 tháng · còn 40 ngày", 1),
        ]

    def test_a_report_of_dated_items_alone_stands_below_the_rows_that_press(self, client):
        report = owed(rows=0, period__due_on=days(68), period__ends_on=days(60))
        add_row(report, due_on=days(40))
        row_of(report.unit, due_on=days(-4))
        client.force_login(UserFactory(unit=report.unit))

        groups = client.get(reverse("plans:work_list")).context["groups"]

        assert [group.heading for group in groups] == ["Quá hạn", "Báo cáo phải nộp", "Trong hạn"]

    def test_a_report_with_every_item_answered_still_waits_to_be_sent_on_top(self, client):
        report = owed(rows=1, period__due_on=days(40))
        row = blanks_of(report)[0]
        ProgressUpdateFactory(occurrence=row)
        Occurrence.objects.filter(pk=row.pk).update(progress=Progress.AWAITING)

        client.force_login(UserFactory(unit=report.unit))
        groups = client.get(reverse("plans:work_list")).context["groups"]

        assert [group.heading for group in groups] == ["Báo cáo phải nộp", "Chờ tiếp nhận"]
