"""Two people, or one who presses twice, at the very same moment: one of them is first, nobody writes half."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from danvan.daily import run_day
from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from plans.importing import read_plan, source_from_text
from plans.models import (
    Plan,
    PlanImport,
    PlanVersion,
    Reminder,
    ReportingPeriod,
    RoundReview,
    Submission,
    SubmissionRound,
    SubmissionState,
    Urge,
)
from plans.services import confirming, excusing, importing, periods, receiving
from plans.services.urging import record_urge
from tests.factories.orgs import UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanImportFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
)
from tests.plans.importing.samples import PARTY_PLAN
from tests.plans.reports import DONE, blanks_of, officer_of, owed, owed_now, send

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """What becomes of each act, begun together: what it returns, or what it raises."""
    start, outcomes = Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            start.wait()
            outcomes[place] = act()
        except Exception as error:  # noqa: BLE001 -- the test looks at it
            outcomes[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_a_report_is_judged_once_however_many_judge_it():
    report = owed()
    sent, by = send(report), officer_of(report)
    report.refresh_from_db()

    outcomes = at_once(
        lambda: receiving.take_in_report(sent=sent, by=by, version=report.version),
        lambda: receiving.take_in_report(sent=sent, by=by, version=report.version),
        lambda: receiving.ask_to_complete(sent=sent, by=by, version=report.version, reason="Thiếu", remarks={}),
        lambda: receiving.take_in_many(chosen=[(sent, report.version)], by=by).accepted or StaleVersion(report),
    )

    assert sum(isinstance(one, StaleVersion) for one in outcomes) == 3, outcomes
    assert RoundReview.objects.count() == 1
    assert JournalEntry.objects.filter(action__endswith="báo cáo", action__startswith="tiếp nhận").count() <= 1


def test_a_report_is_sent_or_excused_but_never_both():
    report = owed()
    by, office = UserFactory(unit=report.unit), officer_of(report)
    answers = {row.pk: DONE for row in blanks_of(report)}

    outcomes = at_once(
        lambda: send(report, by=by, version=0, answers=answers),
        lambda: excusing.excuse(submission=report, by=office, version=0, reason="Mới sáp nhập"),
    )

    assert sum(isinstance(one, StaleVersion | ValidationError) for one in outcomes) == 1, outcomes
    standing = Submission.objects.get()
    is_sent = standing.state == SubmissionState.AWAITING
    assert (SubmissionRound.objects.count() == 1, bool(standing.excused_reason)) == (is_sent, not is_sent)


def test_a_report_sent_while_its_period_is_locked_is_whole_or_not_there():
    report, today = owed_now(), timezone.localdate()
    by, office = UserFactory(unit=report.unit), officer_of(report)
    period, answers = report.period, {row.pk: DONE for row in blanks_of(report)}

    sent, locked = at_once(
        lambda: send(report, by=by, version=0, answers=answers, on=today),
        lambda: periods.lock_now(period=period, by=office, version=period.plan.version, on=today),
    )

    assert locked.is_locked(today)
    assert isinstance(sent, SubmissionRound | ValidationError), sent
    assert SubmissionRound.objects.count() == int(isinstance(sent, SubmissionRound))
    assert all(one.answers.count() == 2 for one in SubmissionRound.objects.all())


def test_a_unit_urged_twice_at_once_has_one_note():
    report = owed()
    urge = {"rows": blanks_of(report), "reports": [report], "by": officer_of(report), "on": timezone.localdate()}

    outcomes = at_once(*[lambda: record_urge(channel="CALL", **urge) for _ in range(3)])

    assert outcomes == [3, 3, 3]
    assert Urge.objects.count() == 3


def test_two_daily_runs_at_once_do_the_work_of_one():
    today = timezone.localdate()
    item = PlanItemFactory(plan__handed_out=True)
    row = OccurrenceFactory(assignment=AssignmentFactory(item=item), due_on=today)
    UserFactory(unit=row.unit)
    period = ReportingPeriodFactory(plan=item.plan, opens_on=today, due_on=today + timedelta(days=3), label="Kỳ")
    OccurrenceFactory(assignment=row.assignment, due_on=None, period=period)
    now = timezone.make_aware(datetime(today.year, today.month, today.day, 12))

    outcomes = at_once(*[lambda: run_day(now) for _ in range(3)])

    assert not [one for one in outcomes if isinstance(one, Exception) or one.failed], outcomes
    assert ReportingPeriod.objects.get(pk=period.pk).submissions.count() == 1
    told = Reminder.objects.values_list("person", "occurrence", "submission", "kind", "day")
    assert len(told) == len(set(told)) > 0
    assert JournalEntry.objects.filter(action="mở kỳ báo cáo").count() == 1


def test_a_draft_becomes_a_plan_or_is_thrown_away_but_never_both(settings, tmp_path):
    settings.MEDIA_ROOT, settings.SPOOL_DIR = tmp_path / "files", tmp_path / "spool"
    read = PlanImportFactory(
        draft=read_plan(source_from_text(PARTY_PLAN)).to_record(), read_at=timezone.now(),
        source_file=ContentFile(PARTY_PLAN.encode(), "ke-hoach.txt"),
    )  # fmt: skip
    by, header = read.uploaded_by, {"abstract": "công tác dân vận năm 2026"}

    outcomes = at_once(
        lambda: confirming.confirm_import(plan_import=read, by=by, header=header, matches={}),
        lambda: importing.delete_import(plan_import=read, by=by),
    )

    assert sum(isinstance(one, ValidationError) for one in outcomes) == 1, outcomes
    sources = [version.source_file for version in PlanVersion.objects.all()]
    assert all(file.storage.exists(file.name) for file in sources)
    assert Plan.objects.count() == len(sources) == PlanImport.objects.count()
