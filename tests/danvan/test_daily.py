"""Two years of daily runs against a list written by hand: across New Year, killed midway, run twice, missed a week."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django_tasks_db.models import DBTaskResult

from danvan.daily import is_planned, next_morning, run_day
from danvan.tasks import daily
from orgs import journal
from orgs.models import Role, Unit
from plans.models import Occurrence, Progress, Reminder, Submission
from plans.services import extending, progress, receiving, reminding, review
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
)
from tests.factories.reporting import SubmissionFactory
from tests.plans.reports import send

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 7, 1), date(2027, 6, 30)
MISSED = {date(2026, 12, 20) + timedelta(days=n) for n in range(7)}
LETTERS = {
    "DUE_IN_7": "7 days", "DUE_IN_3": "3 days", "DUE_TODAY": "today", "OVERDUE": "late", "TO_COMPLETE": "complete",
    "TO_TAKE_IN": "take in",
}  # fmt: skip

# Day, whom, what, why. "a" is due 31/12/2025, sent 20/01, sent back 02/02, sent again 13/02, taken in 14/02; "b", in
# Minh's charge, is due 31/03, sent 05/04, taken in 06/04; "c" is due 10/08, on 05/08 given time until 20/08, given up
# on 09/09; "d", "e", "f" fall due on 28/12, 30/12 and 02/01, around the week in which nothing ran, each answered on its
# day and taken in. "half" is the report due 20/06, locked after 20/07: cell 1 sends it on 19/06, the office takes it in
# on 25/06; cell 2 sends nothing, and may write again from 27/07 until 02/08.
EXPECTED = """
2025-12-24 lan minh a 7 days
2025-12-28 lan minh a 3 days
2025-12-31 lan minh a today
2026-01-01 lan minh a late
2026-01-08 lan minh a late
2026-01-15 lan minh a late
2026-01-23 thu a take in
2026-01-30 thu a take in
2026-02-05 lan minh a complete
2026-02-12 lan minh a complete
2026-03-24 minh b 7 days
2026-03-28 minh b 3 days
2026-03-31 minh b today
2026-04-01 lan minh b late
2026-06-13 hoa lan minh half 7 days
2026-06-17 hoa lan minh half 3 days
2026-06-20 hoa half today
2026-06-21 hoa half late
2026-06-22 thu half take in
2026-06-28 hoa half late
2026-07-05 hoa half late
2026-07-12 hoa half late
2026-07-19 hoa half late
2026-07-28 hoa half late
2026-08-03 hoa c 7 days
2026-08-13 hoa c 7 days
2026-08-17 hoa c 3 days
2026-08-20 hoa c today
2026-08-21 hoa c late
2026-08-28 hoa c late
2026-09-04 hoa c late
2026-12-27 hoa d 3 days
2026-12-27 hoa e 3 days
2026-12-27 hoa f 7 days
2026-12-28 hoa d today
2026-12-30 hoa e today
2026-12-30 hoa f 3 days
2027-01-02 hoa f today
"""


class Story:
    """A ward with an officer, two cells, six rows and a period, and what people do on which day."""

    def __init__(self):
        self.plan = PlanFactory(handed_out=True, starts_on=FIRST, ends_on=LAST)
        ward = self.plan.issuer
        self.cells = [UnitFactory(cell=True, parent=ward) for _ in range(2)]
        self.people = {
            name: UserFactory(username=name, unit=unit, role=role)
            for name, unit, role in [
                ("thu", ward, Role.OFFICER), ("lan", self.cells[0], Role.REPORTER),
                ("minh", self.cells[0], Role.REPORTER), ("hoa", self.cells[1], Role.REPORTER),
            ]
        }  # fmt: skip
        self.rows = {
            name: self.row(name, cell, due_on)
            for name, cell, due_on in [
                ("a", 0, date(2025, 12, 31)), ("b", 0, date(2026, 3, 31)), ("c", 1, date(2026, 8, 10)),
                ("d", 1, date(2026, 12, 28)), ("e", 1, date(2026, 12, 30)), ("f", 1, date(2027, 1, 2)),
            ]
        }  # fmt: skip
        self.rows["b"].assignment.person = self.people["minh"]
        self.rows["b"].assignment.save()
        period = ReportingPeriodFactory(
            plan=self.plan, label="half", starts_on=date(2026, 4, 6), ends_on=date(2026, 5, 31),
            opens_on=date(2026, 6, 1), due_on=date(2026, 6, 20), locks_on=date(2026, 7, 20),
        )  # fmt: skip
        for cell in (0, 1):
            self.row("g", cell, None, period=period)
        self.keep_silent_about(period)

    def row(self, name, cell, due_on, **kwargs):
        item = PlanItemFactory(plan=self.plan, text=name)
        assignment = AssignmentFactory(item=item, unit=self.cells[cell])
        return OccurrenceFactory(assignment=assignment, due_on=due_on, **kwargs)

    def keep_silent_about(self, period):
        """What nobody is ever to be reminded of: only recorded, given up, of a closed plan, excused."""
        self.row("recorded", 0, date(2026, 5, 5), is_counted=False)
        self.row("given up", 1, date(2026, 5, 5), progress=Progress.STOPPED)
        closed = PlanFactory(closed=True, issuer=self.plan.issuer)
        unit = AssignmentFactory(item=PlanItemFactory(plan=closed), unit=self.cells[0])
        OccurrenceFactory(assignment=unit, due_on=date(2026, 5, 5))
        quiet = UnitFactory(cell=True, parent=self.plan.issuer)
        UserFactory(username="yen", unit=quiet)
        SubmissionFactory(period=period, unit=quiet, excused_reason="Mới thành lập")

    def happens(self, on):
        """What people do on that day, after the program has run."""
        acts = {
            date(2026, 1, 20): lambda: self.answer("a", "lan"),
            date(2026, 2, 2): lambda: self.judge("a", review.ask_for_more, reason="Thiếu số người dự"),
            date(2026, 2, 13): lambda: self.answer("a", "minh"),
            date(2026, 2, 14): lambda: self.judge("a", review.accept),
            date(2026, 4, 5): lambda: self.answer("b", "lan"),
            date(2026, 4, 6): lambda: self.judge("b", review.accept),
            date(2026, 6, 19): lambda: send(self.report(0), by=self.people["lan"], on=on),
            date(2026, 6, 25): self.take_in,
            date(2026, 7, 27): self.reopen,
            date(2026, 8, 5): self.extend,
            date(2026, 9, 9): lambda: Occurrence.objects.filter(pk=self.rows["c"].pk).update(progress="STOPPED"),
            date(2026, 12, 28): lambda: self.finish("d"),
            date(2026, 12, 30): lambda: self.finish("e"),
            date(2027, 1, 2): lambda: self.finish("f"),
        }  # fmt: skip
        acts.get(on, lambda: None)()

    def report(self, cell):
        return Submission.objects.get(unit=self.cells[cell])

    def answer(self, name, who):
        row = Occurrence.objects.get(pk=self.rows[name].pk)
        today = datetime.now(tz=UTC).date()
        progress.record_progress(
            occurrence=row, by=self.people[who], version=row.version, key=uuid4(), on=today,
            progress=Progress.FINISHED, outcome=f"Đã làm xong, {today}",
        )  # fmt: skip

    def judge(self, name, act, **words):
        row = Occurrence.objects.get(pk=self.rows[name].pk)
        act(update=review.entry_to_judge(row), by=self.people["thu"], version=row.version, **words)

    def finish(self, name):
        self.answer(name, "hoa")
        self.judge(name, review.accept)

    def take_in(self):
        report = self.report(0)
        receiving.take_in_report(sent=report.rounds.get(), by=self.people["thu"], version=report.version)

    def reopen(self):
        Submission.objects.filter(unit=self.cells[1]).update(
            reopened_until=date(2026, 8, 2), reopened_reason="Bí thư chi bộ ốm"
        )

    def extend(self):
        day = date(2026, 8, 20)
        asked = extending.ask_extension(
            occurrence=self.rows["c"], by=self.people["hoa"], on=date(2026, 8, 5), reason="Mưa lũ", wanted_on=day
        )
        extending.grant_extension(extension=asked, by=self.people["thu"], decided_by="Bí thư", granted_on=day)


class Killed(BaseException):
    """The program ends in the middle of its work, as by a power cut."""


def run_killed():
    """Begin the day's run, and end it after the first reminder is written, if there is one."""
    written = []

    def kill(execute, sql, params, many, context):
        if written:
            raise Killed
        if sql.startswith("INSERT") and "plans_reminder" in sql:
            written.append(sql)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(kill):
            call_command("daily", verbosity=0)
    except Killed:
        pass


def refusing(statement):
    """A wrapper of queries with which the database fails at whatever holds `statement`."""

    def refuse(execute, sql, params, many, context):
        if statement in sql:
            raise DatabaseError("no such luck")
        return execute(sql, params, many, context)

    return refuse


def told():
    """What the people of the story were told; who handed the plans out are others."""
    lines = {}
    named = Reminder.objects.exclude(person__username__startswith="nguoidung")
    for reminder in named.select_related("person", "occurrence__assignment__item", "submission__period"):
        what = reminder.occurrence.assignment.item.text if reminder.occurrence else reminder.submission.period.label
        lines.setdefault((reminder.day, what, LETTERS[reminder.kind]), []).append(reminder.person.username)
    return sorted(f"{day} {' '.join(sorted(who))} {what} {why}" for (day, what, why), who in lines.items())


@pytest.mark.one_database
def test_two_years_of_daily_runs_remind_as_the_list_says(monkeypatch, capsys):
    monkeypatch.setattr(reminding, "AT_ONCE", 1)  # so that a killed run leaves some written and some not
    with time_machine.travel(datetime(FIRST.year, FIRST.month, FIRST.day, 0, tzinfo=UTC), tick=False) as clock:
        story = Story()
        for number in range((LAST - FIRST).days + 1):
            on = FIRST + timedelta(days=number)
            clock.move_to(datetime(on.year, on.month, on.day, 0, tzinfo=UTC))
            if on not in MISSED:
                if number % 4 == 1:
                    run_killed()
                call_command("daily")
                if number % 7 == 0:
                    call_command("daily")
            story.happens(on)

    assert "\n".join(told()) == EXPECTED.strip()
    assert "yen" not in " ".join(told())


class TestCommand:
    def test_it_opens_reminds_and_says_so(self, capsys):
        period = ReportingPeriodFactory(opens_on=date(2026, 6, 1), due_on=date(2026, 6, 8))
        row = OccurrenceFactory(assignment__item__plan=period.plan, due_on=None, period=period)
        UserFactory(unit=row.unit)

        with time_machine.travel(datetime(2026, 6, 1, 0, tzinfo=UTC), tick=False):
            call_command("daily")

        assert capsys.readouterr().out == (
            "Ngày 01/06/2026: chuyển việc của 0 đơn vị đã kết thúc, mở 1 kỳ báo cáo, 1 lời nhắc, gửi 0 thư, "
            "xóa nội dung đọc từ 0 phiếu cũ.\n"
        )
        assert Submission.objects.get().unit == row.unit

    def test_mails_that_did_not_go_are_told_to_who_watches_the_command(self, settings):
        settings.SENDS_MAIL = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        row = OccurrenceFactory(due_on=date(2026, 6, 1))
        UserFactory(unit=row.unit, email="lan@phuong.example", wants_mail=True)

        first_of_june = time_machine.travel(datetime(2026, 6, 1, 0, tzinfo=UTC), tick=False)
        with first_of_june, pytest.raises(CommandError, match="Chưa gửi được 1 thư"):
            call_command("daily")

    @pytest.mark.parametrize(
        ("statement", "step"),
        [
            ('"orgs_unit"."successor_id" IS NOT NULL', "chuyển việc của đơn vị đã kết thúc"),
            ('FROM "plans_reportingperiod"', "mở kỳ báo cáo"),
            ('FROM "reports_filledsheet"', "xóa nội dung đọc từ phiếu cũ"),
        ],
    )
    def test_a_step_that_breaks_off_leaves_the_others_and_is_told(self, caplog, capsys, statement, step):
        row = OccurrenceFactory(due_on=date(2026, 6, 1))
        UserFactory(unit=row.unit)

        with (
            time_machine.travel(datetime(2026, 6, 1, 0, tzinfo=UTC), tick=False),
            connection.execute_wrapper(refusing(statement)),
            pytest.raises(CommandError, match=f"Chưa làm được: {step};"),
        ):
            call_command("daily")

        assert "1 lời nhắc" in capsys.readouterr().out
        assert Reminder.objects.get().day == date(2026, 6, 1)
        (told,) = [record for record in caplog.records if record.name == "danvan.daily" and record.exc_text]
        assert "no such luck" in told.exc_text

    def test_units_that_ended_give_their_work_on_and_the_line_says_so(self, capsys):
        row = OccurrenceFactory(due_on=date(2026, 12, 1))
        heir = UnitFactory(parent=row.plan.issuer)
        Unit.objects.filter(pk=row.unit_id).update(valid_to=date(2026, 5, 31), successor=heir)

        with time_machine.travel(datetime(2026, 6, 1, 0, tzinfo=UTC), tick=False):
            call_command("daily")

        assert "chuyển việc của 1 đơn vị đã kết thúc" in capsys.readouterr().out

    def test_the_ends_of_the_journal_go_to_the_log(self, caplog):
        UnitFactory(committee=True)

        with caplog.at_level("INFO", logger="danvan.daily"):
            run_day(datetime(2026, 6, 1, 0, tzinfo=UTC))

        (told,) = [record.getMessage() for record in caplog.records if record.name == "danvan.daily"]
        assert told == f"journal heads: {' '.join(map(str, journal.heads()))}"
        assert journal.heads()

    def test_the_day_is_that_of_vietnam(self):
        row = OccurrenceFactory(due_on=date(2026, 6, 1))
        UserFactory(unit=row.unit)

        run_day(datetime(2026, 5, 31, 18, tzinfo=UTC))

        assert Reminder.objects.get().day == date(2026, 6, 1)


class TestWorker:
    """An office without cron: the background worker does it every morning."""

    @pytest.mark.parametrize(
        ("now", "morning"),
        [
            (datetime(2026, 5, 31, 22, 59, tzinfo=UTC), datetime(2026, 5, 31, 23, tzinfo=UTC)),
            (datetime(2026, 5, 31, 23, 0, tzinfo=UTC), datetime(2026, 6, 1, 23, tzinfo=UTC)),
            (datetime(2026, 12, 31, 10, 0, tzinfo=UTC), datetime(2026, 12, 31, 23, tzinfo=UTC)),
        ],
    )
    def test_the_next_run_is_at_six_in_vietnam(self, now, morning):
        assert next_morning(now) == morning

    def test_a_run_plans_the_next_one_and_no_third(self):
        daily.call()
        daily.call()

        (planned,) = DBTaskResult.objects.all()
        assert is_planned()
        assert planned.run_after > datetime.now(tz=UTC)

    def test_a_run_that_broke_off_counts_as_failed_and_is_followed_by_another(self):
        with (
            connection.execute_wrapper(refusing('FROM "plans_reportingperiod"')),
            pytest.raises(RuntimeError, match="mở kỳ báo cáo"),
        ):
            daily.call()

        assert is_planned()
