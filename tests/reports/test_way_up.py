"""The whole way of a report up, page by page: a ward signs and hands up, its province takes in and finds the words."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from plans.models import Submission, SubmissionState
from reports.models import Purpose, Report, ReportParagraph
from tests.access.walk import FormReader
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import PlanFactory, PlanItemFactory, ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory
from tests.reports.signed import archive, at_signature, draft_of, write

pytestmark = pytest.mark.django_db
WORDS = "Phường đã sửa 12 hẻm ngập bằng công sức của bà con."


class Office:
    """An officer at a browser: what a page's form would send is sent, with some of it changed."""

    def __init__(self, unit):
        self.officer = UserFactory(role=Role.OFFICER, unit=unit)
        self.client = Client()
        self.client.force_login(self.officer)

    def read(self, address: str) -> str:
        return self.client.get(address).content.decode()

    def send(self, page: str, **changes) -> str:
        reader = FormReader(page)
        reader.feed(self.read(page))
        answer = self.client.post(page, {**reader.forms[page], **changes}, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()


@pytest.fixture
def province():
    return Office(UnitFactory(committee=True, name="Tỉnh ủy Minh Hà"))


@pytest.fixture
def ward(province):
    superior = province.officer.home_unit()
    return Office(UnitFactory(committee=True, parent=superior, name="Đảng ủy phường Bình An"))


def plan_of(office, *above):
    item = PlanItemFactory(plan=PlanFactory(handed_out=True, issuer=office.officer.home_unit()), text="Giúp dân.")
    item.plan.document.implements.add(*above)
    return item


@pytest.fixture
def owed(province, ward):
    """What the ward owes for a period of the province's plan, which the ward's own plan carries out."""
    today = timezone.localdate()
    period = ReportingPeriodFactory(
        plan=plan_of(province).plan, label="Kết quả bước đầu", starts_on=today - timedelta(days=60),
        opens_on=today - timedelta(days=60), ends_on=today, due_on=today + timedelta(days=9),
    )  # fmt: skip
    return SubmissionFactory(period=period, unit=ward.officer.home_unit(), collector=province.officer.home_unit())


def section_for(report, purpose):
    return report.sections.filter(purpose=purpose).first()


def address_of(name, thing) -> str:
    return reverse(f"reports:{name}", args=[thing.pk])


def signed_by(ward, owed) -> Report:
    item = plan_of(ward, owed.period.plan.document)
    return at_signature(item, ward.officer, starts_on=owed.period.starts_on, ends_on=owed.period.ends_on)


def test_a_ward_signs_and_hands_up_and_its_province_finds_the_words(ward, province, owed):
    item = plan_of(ward, owed.period.plan.document)
    time = {"starts_on": owed.period.starts_on, "ends_on": owed.period.ends_on}
    report = draft_of(item, ward.officer, **time)
    write(section_for(report, Purpose.DIFFICULTIES), WORDS)
    ward.client.post(address_of("report_submit", report), {"version": report.version, "confirmed": "1"})
    above = draft_of(owed.period.plan.items.get(), province.officer, **time)
    side = f"{address_of('section_words', section_for(above, Purpose.DIFFICULTIES))}?tab=lower"

    desk = reverse("plans:desk")
    assert "Cấp trên chờ báo cáo" in ward.read(desk)
    assert "Cấp trên chờ báo cáo" not in province.read(desk)
    assert "Đã ghi nhận báo cáo đã ký" in ward.send(address_of("report_sign", report), number="12", signatory="Bí thư")
    report.refresh_from_db()
    archive(report)
    assert WORDS not in province.read(side)
    page = ward.read(address_of("report_hand_up", report))
    assert "Kết quả bước đầu" in page
    assert "Đã gửi: Kết quả bước đầu" in ward.send(address_of("report_hand_up", report), submission=owed.pk)

    assert "Cấp trên chờ báo cáo" not in ward.read(desk)
    owed.refresh_from_db()
    assert owed.state == SubmissionState.AWAITING
    review = reverse("plans:round_review", args=[owed.rounds.get().pk])
    assert "Báo cáo số 12" in province.read(review)
    assert WORDS not in province.read(side)
    assert "Đã tiếp nhận" in province.send(review, verdict="ACCEPTED")

    assert Submission.objects.get(pk=owed.pk).state == SubmissionState.ACCEPTED
    shown = province.read(side)
    assert WORDS in shown
    assert "Đảng ủy phường Bình An" in shown
    quoted = ReportParagraph.objects.get(text=WORDS)
    quotes = address_of("section_quotes", section_for(above, Purpose.DIFFICULTIES))
    province.client.post(quotes, {"paragraphs": [quoted.pk]})
    assert ReportParagraph.objects.filter(section__report=above, quotes=quoted).exists()
    assert "không có kỳ báo cáo nào" in ward.read(address_of("report_hand_up", report))


def test_the_ward_is_told_when_its_report_must_be_completed_and_hands_it_up_again(ward, province, owed):
    report = signed_by(ward, owed)
    ward.send(address_of("report_sign", report), number="12", signatory="Bí thư")
    report.refresh_from_db()
    archive(report)
    ward.send(address_of("report_hand_up", report), submission=owed.pk)
    province.send(
        reverse("plans:round_review", args=[owed.rounds.get().pk]), verdict="ASKED_FOR_MORE", reason="Thiếu số liệu"
    )

    assert "Đề nghị bổ sung" in ward.read(reverse("plans:desk"))
    ward.client.post(address_of("report_replace", report))
    other = Report.objects.get(supersedes=report)
    ward.client.post(address_of("report_submit", other), {"version": other.version, "confirmed": "1"})
    ward.send(address_of("report_sign", other), number="13", signatory="Bí thư")
    other.refresh_from_db()
    archive(other)

    assert "Đã gửi: Kết quả bước đầu" in ward.send(address_of("report_hand_up", other), submission=owed.pk)
    assert [one.hand_up.report for one in owed.rounds.order_by("number")] == [report, other]
