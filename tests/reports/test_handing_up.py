"""A signed report becomes what its committee sends to a superior."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from orgs.models import JournalEntry, Role, Unit
from plans.models import Submission, SubmissionState
from reports import services
from reports.models import HandUp, Report
from reports.services.handing_up import open_submissions
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import PlanFactory, ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory
from tests.reports.signed import SCAN, TODAY, archive, at_signature, item_of_a_plan, officer_of, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """Of a ward's committee below a province's."""
    province = UnitFactory(committee=True)
    item = item_of_a_plan(issuer=UnitFactory(committee=True, parent=province))
    officer = officer_of(item)
    return sign(at_signature(item, officer), officer)


def owed(report, **kwargs):
    """What the ward owes for a period of a plan of the province."""
    values = {"starts_on": date(2026, 1, 1), "opens_on": date(2026, 6, 1), "ends_on": date(2026, 12, 31)}
    plan = PlanFactory(handed_out=True, issuer=Unit.objects.get_parent(report.issuer))
    period = ReportingPeriodFactory(plan=plan, **values | kwargs)
    return SubmissionFactory(period=period, unit=report.issuer, collector=plan.issuer)


def hand_up(report, submission, **kwargs):
    values = {"by": report.created_by, "key": uuid4(), "on": TODAY, **kwargs}
    return services.hand_up_report(report=report, submission=submission, **values)


def test_the_drawn_copy_is_what_the_superior_receives(report):
    archive(report, b"%PDF-1.7 ban luu")
    submission = owed(report)

    handed = hand_up(report, submission, note="Kính gửi")

    submission.refresh_from_db()
    assert (submission.state, submission.first_sent_on) == (SubmissionState.AWAITING, TODAY)
    with handed.round.file.open() as content:
        assert content.read() == b"%PDF-1.7 ban luu"
    assert handed.round.note == (
        f"Báo cáo số 12 ngày 20/11/2026 của {report.issuer}: kết quả công tác dân vận năm 2026\nKính gửi"
    )
    assert list(report.hand_ups.all()) == [handed]
    assert JournalEntry.objects.about(report).first().action == "gửi cấp trên"
    assert JournalEntry.objects.about(submission).first().action == "nộp báo cáo"


def test_the_text_of_record_goes_before_the_drawing(report):
    archive(report)
    copies = [(b"%PDF-1.7 khac ban he thong", True), (SCAN, False)]
    for content, differs in copies:
        file = ContentFile(content, name="ky.pdf")
        services.add_signed_copy(report=report, by=report.created_by, key=uuid4(), file=file, differs=differs)

    with hand_up(report, owed(report)).round.file.open() as content:
        assert content.read() == b"%PDF-1.7 khac ban he thong"


def test_a_copy_not_drawn_yet_is_waited_for(report):
    with pytest.raises(ValidationError, match="đang được tạo"):
        hand_up(report, owed(report))
    assert not HandUp.objects.exists()


def test_a_double_press_is_one_sending(report):
    archive(report)
    submission, key = owed(report), uuid4()

    assert hand_up(report, submission, key=key) == hand_up(report, submission, key=key)
    assert submission.rounds.count() == 1


def test_only_what_still_takes_a_report_is_offered(report):
    archive(report)
    first = owed(report)
    closed = owed(report, locks_on=TODAY - timedelta(days=1))
    owed(report, opens_on=TODAY + timedelta(days=1))
    taken_in = owed(report)
    Submission.objects.filter(pk=taken_in.pk).update(state=SubmissionState.ACCEPTED, first_sent_on=TODAY)
    excused = owed(report)
    Submission.objects.filter(pk=excused.pk).update(excused_reason="Mới lập")

    assert open_submissions(report, on=TODAY) == [first]
    with pytest.raises(ValidationError, match="không còn nhận"):
        hand_up(report, closed)
    hand_up(report, first)
    assert open_submissions(report, on=TODAY) == []


def test_the_plan_that_the_reports_plan_carries_out_comes_first(report):
    owed(report, due_on=date(2026, 12, 1))
    superior = owed(report, due_on=date(2026, 12, 31))
    report.plans.get().document.implements.add(superior.period.plan.document)

    assert open_submissions(report, on=TODAY)[0] == superior


def test_a_draft_is_not_handed_up(report):
    draft = services.replace_report(report=report, by=report.created_by)

    with pytest.raises(ValidationError, match="chưa ký"):
        hand_up(draft, owed(report))


def test_the_page_sends_and_the_superior_reads(report, client):
    archive(report)
    submission = owed(report)
    client.force_login(report.created_by)
    page = client.get(f"/reports/{report.pk}/hand-up/").content.decode()
    assert submission.period.plan.short_name in page

    told = client.post(
        f"/reports/{report.pk}/hand-up/", {"submission": submission.pk, "key": str(uuid4())}, follow=True
    ).content.decode()

    assert "Đã gửi cấp trên" in told
    client.force_login(UserFactory(role=Role.OFFICER, unit=Unit.objects.get_parent(report.issuer)))
    assert "Báo cáo số 12" in client.get(submission.get_absolute_url()).content.decode()


def test_nothing_owed_is_said_in_words(report, client):
    client.force_login(report.created_by)

    page = client.get(f"/reports/{report.pk}/hand-up/").content.decode()

    assert "không có kỳ báo cáo nào" in page
    assert Report.objects.get().hand_ups.count() == 0
