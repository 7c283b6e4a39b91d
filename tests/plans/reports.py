"""Reports that units owe, and how they are sent in tests."""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from orgs.models import Role
from plans.models import Progress, Submission, SubmissionRound
from plans.reporting import report_items
from plans.services.progress import record_progress
from plans.services.submitting import send_report
from tests.factories.orgs import UserFactory
from tests.factories.plans import AssignmentFactory, OccurrenceFactory, PlanItemFactory
from tests.factories.reporting import SubmissionFactory

TODAY = date(2026, 5, 20)
DONE = {"progress": Progress.FINISHED, "outcome": "Đã họp 02 buổi, 60 lượt người dự."}


def owed(*, rows: int = 2, **kwargs) -> Submission:
    """A report of a unit for the first half of 2026 that has `rows` items, all blank."""
    report = SubmissionFactory(**kwargs)
    for _ in range(rows):
        add_row(report)
    return report


def owed_now(*, rows: int = 2, **kwargs) -> Submission:
    """A report for a period around the real today, due in five days."""
    today = timezone.localdate()
    began, ends = today - timedelta(days=60), today + timedelta(days=5)
    words = {"period__starts_on": began, "period__opens_on": began, "period__ends_on": ends, "period__due_on": ends}
    return owed(rows=rows, **{**words, "period__label": "6 tháng đầu năm", **kwargs})


def add_row(report: Submission, **kwargs):
    assignment = AssignmentFactory(item=PlanItemFactory(plan=report.period.plan), unit=report.unit)
    when = {} if kwargs.get("due_on") else {"period": report.period, "due_on": None}
    return OccurrenceFactory(assignment=assignment, **when, **kwargs)


def record(row, **words):
    """The unit answers one row by itself."""
    by = UserFactory(unit=row.unit)
    return record_progress(occurrence=row, by=by, version=row.version, key=uuid4(), on=TODAY, **(words or DONE))


def officer_of(report: Submission):
    return UserFactory(unit=report.period.plan.issuer, role=Role.OFFICER)


def blanks_of(report: Submission):
    return [item.row for item in report_items(report) if item.is_blank]


def send(report: Submission, **kwargs) -> SubmissionRound:
    """Send the report, whatever is blank answered alike unless `answers` are given."""
    report.refresh_from_db()
    words = {"by": kwargs.pop("by", None) or UserFactory(unit=report.unit), "version": report.version, "on": TODAY}
    answers = {row.pk: DONE for row in blanks_of(report)} if "answers" not in kwargs else kwargs.pop("answers")
    return send_report(submission=report, answers=answers, key=kwargs.pop("key", uuid4()), **{**words, **kwargs})


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def sends(report: Submission, words=None, **more) -> dict:
    """What the page sends: for each item its words, {} for one left blank."""
    report.refresh_from_db()
    data = {"version": report.version, "key": str(uuid4()), "note": ""}
    for item in report_items(report):
        said = (words or {}).get(item.row.pk, {})
        fields = {"version": item.row.version, "said": "", "outcome": "", "difficulties": "", "proposals": "", **said}
        data |= {f"r{item.row.pk}-{name}": value for name, value in fields.items()}
    return {**data, **more}


def post(client, report: Submission, words=None, **more):
    return client.post(report.get_absolute_url(), sends(report, words, **more))
