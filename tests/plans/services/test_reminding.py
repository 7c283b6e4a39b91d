"""Who is reminded of which rows and reports, and of which nobody is."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from orgs.models import Membership, Role
from plans.models import Extension, Occurrence, Plan, Progress, Reminder, Submission, SubmissionState
from plans.services import reminding
from plans.services.reminding import remind
from tests.factories.orgs import MembershipFactory, UnitFactory, UserFactory
from tests.factories.plans import ExtensionFactory, OccurrenceFactory, ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory
from tests.plans.reports import owed, send

pytestmark = pytest.mark.django_db
DUE = date(2026, 5, 31)


def moment(day):
    return timezone.make_aware(datetime(day.year, day.month, day.day, 9))


def told():
    """Everything told so far to the people named here, as (who, why); who handed the plan out is another officer."""
    named = Reminder.objects.exclude(person__username__startswith="nguoidung")
    return sorted((reminder.person.username, reminder.kind) for reminder in named)


def reporter(unit, name="lan", role=Role.REPORTER):
    return UserFactory(unit=unit, username=name, role=role)


class TestRows:
    def test_every_reporter_of_the_unit_is_told_and_nobody_else(self):
        row = OccurrenceFactory(due_on=DUE)
        reporter(row.unit, "lan")
        reporter(row.unit, "minh")
        reporter(row.unit, "bi.thu", Role.LEADER)
        reporter(row.plan.issuer, "van.phong", Role.OFFICER)

        assert remind(on=DUE) == 2
        assert told() == [("lan", "DUE_TODAY"), ("minh", "DUE_TODAY")]

    def test_the_person_in_charge_is_told_alone_until_it_is_late(self):
        row = OccurrenceFactory(due_on=DUE)
        reporter(row.unit, "lan")
        row.assignment.person = reporter(row.unit, "minh")
        row.assignment.save()

        remind(on=DUE)
        assert told() == [("minh", "DUE_TODAY")]
        remind(on=DUE + timedelta(days=1))
        assert told() == [("lan", "OVERDUE"), ("minh", "DUE_TODAY"), ("minh", "OVERDUE")]

    @pytest.mark.parametrize("gone", ["disabled", "left"])
    def test_a_person_in_charge_who_is_gone_holds_nothing_up(self, gone):
        row = OccurrenceFactory(due_on=DUE)
        reporter(row.unit, "lan")
        row.assignment.person = minh = reporter(row.unit, "minh")
        row.assignment.save()
        if gone == "left":
            minh.memberships.all().delete()
        else:
            type(minh).objects.filter(pk=minh.pk).update(is_active=False)

        remind(on=DUE)

        assert told() == [("lan", "DUE_TODAY")]

    @pytest.mark.parametrize(
        "changes",
        [
            {"is_counted": False},
            {"progress": Progress.STOPPED},
            {"finished": True},
            {"plan__closed": True},
            {"due_on": None, "periodic": True},
        ],
    )
    def test_what_nobody_has_to_answer_is_not_spoken_of(self, changes):
        row = OccurrenceFactory(**{"due_on": DUE, **changes})
        reporter(row.unit)

        assert remind(on=DUE + timedelta(days=1)) == 0

    def test_what_was_sent_waits_for_who_collects_it(self):
        row = OccurrenceFactory(due_on=DUE, progress=Progress.AWAITING, turn_since=moment(DUE))
        reporter(row.unit)
        reporter(row.plan.issuer, "van.phong", Role.OFFICER)
        row.assignment.via = UnitFactory(parent=row.plan.issuer)
        row.assignment.save()

        remind(on=DUE + timedelta(days=3))
        assert told() == [("van.phong", "TO_TAKE_IN")]  # the collector has no officer

        reporter(row.assignment.via, "tuyen.giao", Role.OFFICER)
        remind(on=DUE + timedelta(days=4))
        assert told() == [("tuyen.giao", "TO_TAKE_IN"), ("van.phong", "TO_TAKE_IN")]

    def test_a_locked_period_asks_nothing_of_the_unit_and_still_something_of_the_office(self):
        period = ReportingPeriodFactory(locks_on=DUE)
        rows = [
            OccurrenceFactory(assignment__item__plan=period.plan, due_on=None, period=period, progress=progress,
                              turn_since=moment(DUE - timedelta(days=9)))
            for progress in (Progress.ASKED_FOR_MORE, Progress.AWAITING)
        ]  # fmt: skip
        for row in rows:
            reporter(row.unit, f"don.vi.{row.progress.lower()}")
        reporter(period.plan.issuer, "van.phong", Role.OFFICER)

        remind(on=DUE + timedelta(days=1))

        assert told() == [("van.phong", "TO_TAKE_IN")]

    def test_of_answers_that_a_report_brought_only_the_report_is_spoken_of(self):
        report = owed(rows=2)
        reporter(report.period.plan.issuer, "van.phong", Role.OFFICER)
        send(report)
        Submission.objects.update(turn_since=moment(DUE))
        Occurrence.objects.update(turn_since=moment(DUE))

        remind(on=DUE + timedelta(days=3))

        assert told() == [("van.phong", "TO_TAKE_IN")]
        assert not Reminder.objects.exclude(submission=report)


class TestReports:
    @pytest.fixture
    def report(self):
        report = SubmissionFactory(period__due_on=DUE, period__locks_on=DUE + timedelta(days=20))
        reporter(report.unit)
        reporter(report.collector, "van.phong", Role.OFFICER)
        return report

    def test_one_not_sent_is_reminded_of_by_its_own_due_day(self, report):
        for on in (DUE - timedelta(days=7), DUE, DUE + timedelta(days=1)):
            remind(on=on)

        assert told() == [("lan", "DUE_IN_7"), ("lan", "DUE_TODAY"), ("lan", "OVERDUE")]
        assert {reminder.submission for reminder in Reminder.objects.all()} == {report}

    @pytest.mark.parametrize(
        ("state", "who", "kind"),
        [
            (SubmissionState.AWAITING, "van.phong", "TO_TAKE_IN"),
            (SubmissionState.ASKED_FOR_MORE, "lan", "TO_COMPLETE"),
        ],
    )
    def test_one_that_was_sent_is_the_turn_of_whoever_holds_it(self, report, state, who, kind):
        Submission.objects.update(state=state, first_sent_on=DUE, turn_since=moment(DUE - timedelta(days=1)))

        remind(on=DUE + timedelta(days=2))

        assert told() == [(who, kind)]

    @pytest.mark.parametrize(
        "changes", [{"excused_reason": "Mới thành lập"}, {"state": SubmissionState.ACCEPTED, "first_sent_on": DUE}]
    )
    def test_one_excused_or_taken_in_is_nobodys(self, report, changes):
        Submission.objects.update(**changes)

        assert remind(on=DUE) == 0

    def test_locked_it_is_not_asked_for_until_reopened(self, report):
        on = DUE + timedelta(days=25)
        assert remind(on=on) == 0

        Submission.objects.update(reopened_until=on, reopened_reason="Bí thư chi bộ ốm")

        assert remind(on=on) == 1
        assert told() == [("lan", "OVERDUE")]


class TestRunning:
    def test_twice_a_day_changes_nothing(self):
        reporter(OccurrenceFactory(due_on=DUE).unit)

        assert (remind(on=DUE), remind(on=DUE)) == (1, 0)
        assert Reminder.objects.count() == 1

    def test_who_reports_for_two_units_is_told_of_both(self):
        one, other = OccurrenceFactory(due_on=DUE), OccurrenceFactory(due_on=DUE)
        MembershipFactory(user=reporter(one.unit), unit=other.unit)

        assert remind(on=DUE) == 2

    @pytest.mark.parametrize("count", [1, 30])
    def test_a_batch_asks_as_often_for_thirty_rows(self, count, django_assert_num_queries):
        row = OccurrenceFactory(due_on=DUE)
        reporter(row.unit)
        for number in range(1, count):
            OccurrenceFactory(assignment=row.assignment, due_on=DUE - timedelta(days=number))

        with django_assert_num_queries(6):
            assert remind(on=DUE) == count

    def test_batches_meet_without_gap_or_double(self, monkeypatch):
        monkeypatch.setattr(reminding, "AT_ONCE", 2)
        row = OccurrenceFactory(due_on=DUE)
        reporter(row.unit)
        for number in range(1, 7):
            OccurrenceFactory(assignment=row.assignment, due_on=DUE + timedelta(days=number))

        assert remind(on=DUE) == 7


class TestStanding:
    """What a person still reads of his reminders."""

    def test_what_was_answered_or_left_is_gone(self):
        row = OccurrenceFactory(due_on=DUE)
        lan = reporter(row.unit)
        remind(on=DUE)
        mine = Reminder.objects.visible_to(lan).standing(DUE)
        assert mine.count() == 1

        Occurrence.objects.update(progress=Progress.AWAITING)
        assert not mine.all()

        Occurrence.objects.update(progress=Progress.NOT_STARTED)
        lan.memberships.all().delete()
        lan.forget_memberships()
        assert not Reminder.objects.visible_to(lan)

    def test_each_row_stands_once_with_its_last_reminder(self):
        row = OccurrenceFactory(due_on=DUE)
        lan = reporter(row.unit)
        for on in (DUE - timedelta(days=7), DUE, DUE + timedelta(days=1)):
            remind(on=on)

        (line,) = Reminder.objects.visible_to(lan).standing(DUE).latest_of_each().for_list()

        assert (line.kind, line.words(DUE + timedelta(days=12))) == ("OVERDUE", "quá hạn 12 ngày")

    def test_a_report_locked_since_is_gone(self):
        report = SubmissionFactory(period__due_on=DUE, period__locks_on=DUE)
        lan = reporter(report.unit)
        remind(on=DUE)

        assert Reminder.objects.visible_to(lan).standing(DUE).exists()
        assert not Reminder.objects.visible_to(lan).standing(DUE + timedelta(days=1)).exists()


class TestRequestsForMoreTime:
    """Asked and forgotten is chased: three days after asking, then every week, until somebody answers."""

    @pytest.fixture
    def asked(self):
        asked = ExtensionFactory(occurrence__due_on=DUE, asked_at=moment(date(2026, 5, 10)))
        reporter(asked.occurrence.plan.issuer, "thu", Role.OFFICER)
        return asked

    def days_told(self, first, last):
        for number in range((last - first).days + 1):
            remind(on=first + timedelta(days=number))
        return [
            (one.person.username, one.day)
            for one in Reminder.objects.filter(kind="TO_DECIDE").order_by("day", "person")
        ]

    def test_the_office_is_told_after_three_days_and_every_week(self, asked):
        Membership.objects.exclude(user__username="thu").filter(role=Role.OFFICER).delete()

        assert self.days_told(date(2026, 5, 10), date(2026, 5, 28)) == [
            ("thu", date(2026, 5, 13)), ("thu", date(2026, 5, 20)), ("thu", date(2026, 5, 27)),
        ]  # fmt: skip
        assert Reminder.objects.filter(kind="TO_DECIDE").standing(DUE).count() == 3

    def test_where_there_is_no_office_the_leaders_are_told(self, asked):
        Membership.objects.filter(role=Role.OFFICER).delete()
        reporter(asked.occurrence.plan.issuer, "bi.thu", Role.LEADER)

        assert self.days_told(date(2026, 5, 13), date(2026, 5, 13)) == [("bi.thu", date(2026, 5, 13))]

    @pytest.mark.parametrize("settled", ["answered", "stopped", "closed"])
    def test_what_needs_no_answer_any_more_is_not_chased(self, asked, settled):
        remind(on=date(2026, 5, 13))
        if settled == "answered":
            Extension.objects.update(verdict="REFUSED", answer="Không được")
        elif settled == "stopped":
            Occurrence.objects.update(progress=Progress.STOPPED)
        else:
            Plan.objects.update(closed_on=date(2026, 5, 14))

        assert not Reminder.objects.filter(kind="TO_DECIDE").standing(DUE).exists()
        remind(on=date(2026, 5, 20))
        assert not Reminder.objects.filter(kind="TO_DECIDE", day=date(2026, 5, 20)).exists()
