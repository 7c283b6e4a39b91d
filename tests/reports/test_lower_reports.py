"""Words of reports handed up wait beside the sections of their superior's report."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from orgs.models import JournalEntry, Role
from plans.models import Submission, SubmissionState
from reports import composing, services
from reports.blocks import Paragraph
from reports.lower_reports import lower_words
from reports.models import Purpose, ReportParagraph
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import PlanItemFactory, ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory
from tests.reports.signed import TODAY, accepted, archive, draft_of, item_of_a_plan, officer_of, sign, write

pytestmark = pytest.mark.django_db


class Provinces:
    """A province with a plan and a draft on it; wards that sign reports and hand them up."""

    def __init__(self):
        self.unit = UnitFactory(committee=True)
        item = item_of_a_plan(issuer=self.unit)
        accepted(item)
        self.plan = item.plan
        self.officer = officer_of(item)
        self.report = draft_of(item, self.officer)
        self.period = ReportingPeriodFactory(
            plan=self.plan, starts_on=date(2026, 1, 1), opens_on=date(2026, 6, 1), ends_on=date(2026, 12, 31)
        )

    def section(self, purpose):
        return self.report.sections.filter(purpose=purpose).first()

    def ward(self, words, *, purpose=Purpose.DIFFICULTIES, taken_in=True):
        """A ward whose signed report says `words` in a section for `purpose`."""
        item = PlanItemFactory(plan=item_of_a_plan(issuer=UnitFactory(committee=True, parent=self.unit)).plan)
        accepted(item)
        officer = officer_of(item)
        report = draft_of(item, officer)
        write(report.sections.filter(purpose=purpose).first(), words)
        services.submit_report(report=report, by=officer, version=report.version)
        report.refresh_from_db()
        sign(report, officer)
        archive(report)
        submission = SubmissionFactory(period=self.period, unit=report.issuer, collector=self.unit)
        services.hand_up_report(report=report, submission=submission, by=officer, key=uuid4(), on=TODAY)
        if taken_in:
            Submission.objects.filter(pk=submission.pk).update(state=SubmissionState.ACCEPTED)
        return report


@pytest.fixture
def province():
    return Provinces()


def texts(words):
    return [one.text for one in words]


def test_difficulties_wait_beside_difficulties_and_results_beside_results(province):
    province.ward("Thiếu kinh phí")
    province.ward("Đã mở 02 lớp", purpose=Purpose.ITEM)

    assert texts(lower_words(province.section(Purpose.DIFFICULTIES))) == ["Thiếu kinh phí"]
    assert texts(lower_words(province.section(Purpose.ITEM))) == ["Đã mở 02 lớp"]
    assert texts(lower_words(province.section(Purpose.PROPOSALS))) == []


def test_only_what_was_taken_in_waits(province):
    province.ward("Chưa tiếp nhận", taken_in=False)

    assert lower_words(province.section(Purpose.DIFFICULTIES)) == []


def test_a_report_that_was_replaced_no_longer_speaks(province):
    report = province.ward("Lời cũ")
    draft = services.replace_report(report=report, by=report.created_by)
    assert texts(lower_words(province.section(Purpose.DIFFICULTIES))) == ["Lời cũ"]
    services.submit_report(report=draft, by=report.created_by, version=draft.version)
    draft.refresh_from_db()
    sign(draft, report.created_by, number="13")

    assert lower_words(province.section(Purpose.DIFFICULTIES)) == []


def test_another_plan_or_time_hears_nothing_of_it(province):
    province.ward("Thiếu kinh phí")
    other = draft_of(item_of_a_plan(issuer=province.unit), province.officer)
    earlier = draft_of(
        PlanItemFactory(plan=province.plan), province.officer, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31)
    )

    for report in (other, earlier):
        assert lower_words(report.sections.filter(purpose=Purpose.DIFFICULTIES).first()) == []


def test_what_is_taken_knows_its_source_and_is_marked_used(province, client):
    ward = province.ward("Thiếu kinh phí")
    section = province.section(Purpose.DIFFICULTIES)
    client.force_login(province.officer)
    panel = client.get(reverse("reports:section_words", args=[section.pk]), {"tab": "lower"}).content.decode()
    (waiting,) = lower_words(section)

    page = client.post(
        reverse("reports:section_quotes", args=[section.pk]), {"paragraphs": [waiting.paragraph.pk]}, follow=True
    )

    assert "Thiếu kinh phí" in panel
    assert page.status_code == 200
    (paragraph,) = section.paragraphs.all()
    assert paragraph.text == f"{ward.issuer}: Thiếu kinh phí"
    assert list(paragraph.quotes.all()) == [waiting.paragraph]
    assert [one.is_used for one in lower_words(section)] == [True]
    sources = client.get(reverse("reports:paragraph_sources", args=[paragraph.pk])).content.decode()
    assert f"báo cáo số {ward.number}" in sources
    assert JournalEntry.objects.about(province.report).first().action == "đưa lời báo cáo cấp dưới vào"


def test_nothing_of_a_long_paragraph_is_lost(province):
    province.ward(("Thiếu kinh phí. " * 1_300)[:19_998])
    section = province.section(Purpose.DIFFICULTIES)
    (waiting,) = lower_words(section)

    taken = services.quote_words(section=section, by=province.officer, words=[waiting])

    assert " ".join(one.text for one in taken) == waiting.sentence
    assert [list(one.quotes.all()) for one in taken] == [[waiting.paragraph]] * 2


def test_what_was_quoted_names_its_ward_before_it_is_signed(province, client):
    ward = province.ward("Thiếu kinh phí")
    section = province.section(Purpose.DIFFICULTIES)
    (quoted,) = services.quote_words(section=section, by=province.officer, words=lower_words(section))
    ReportParagraph.objects.filter(pk=quoted.pk).update(text="Kinh phí còn thiếu.")
    leader = UserFactory(role=Role.LEADER, unit=province.unit)
    pages = {}
    for user in (province.officer, leader):
        client.force_login(user)
        pages[user] = client.get(province.report.get_absolute_url()).text

    notes = {one.text: one.note for one in composing.compose_for_remarks(province.report, on=TODAY).blocks
             if isinstance(one, Paragraph)}  # fmt: skip

    assert notes["Kinh phí còn thiếu."] == f"Nguồn: {ward.issuer}"
    assert "1 nguồn</a>" in pages[province.officer]
    assert f'Từ lời của: <a href="{ward.get_absolute_url()}">{ward.issuer}</a>' in pages[leader]


@pytest.mark.parametrize("count", [1, 3])
def test_naming_wards_takes_as_many_queries_for_many(province, count, django_assert_num_queries):
    for number in range(count):
        province.ward(f"Lời {number}")
    section = province.section(Purpose.DIFFICULTIES)
    services.quote_words(section=section, by=province.officer, words=lower_words(section))

    with django_assert_num_queries(4):
        notes = [
            composing.sources_of(paragraph)
            for part in composing.sections_of(province.report)
            for paragraph in part.paragraphs.all()
        ]

    assert len(notes) == count


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_report_that_was_handed_up_meanwhile_shows_itself(province, client, monkeypatch, headers):
    province.ward("Thiếu kinh phí")
    section = province.section(Purpose.DIFFICULTIES)
    (waiting,) = lower_words(section)
    known = services.quote_words

    def handed_up_meanwhile(**given):
        services.submit_report(report=province.report, by=province.officer, version=province.report.version)
        return known(**given)

    monkeypatch.setattr(services, "quote_words", handed_up_meanwhile)
    client.force_login(province.officer)

    answer = client.post(
        reverse("reports:section_quotes", args=[section.pk]), {"paragraphs": [waiting.paragraph.pk]}, headers=headers
    )

    assert (answer.headers.get("HX-Redirect") or answer.headers["Location"]) == province.report.get_absolute_url()


def test_nothing_ticked_is_said(province, client):
    section = province.section(Purpose.DIFFICULTIES)
    client.force_login(province.officer)

    page = client.post(reverse("reports:section_quotes", args=[section.pk]), follow=True).content.decode()

    assert "Hãy đánh dấu ít nhất một nội dung" in page
    assert not ReportParagraph.objects.exists()


def test_what_a_signed_report_quotes_is_frozen_with_it(province, django_assert_max_num_queries):
    province.ward("Thiếu kinh phí")
    province.ward("Thiếu cán bộ")
    section = province.section(Purpose.DIFFICULTIES)
    with django_assert_max_num_queries(3):
        words = lower_words(section)
    services.quote_words(section=section, by=province.officer, words=words)
    province.report.refresh_from_db()
    services.submit_report(report=province.report, by=province.officer, version=province.report.version)
    province.report.refresh_from_db()
    sign(province.report, province.officer)

    with pytest.raises(DatabaseError, match="signed report"), transaction.atomic():
        section.paragraphs.first().quotes.clear()
    assert section.paragraphs.first().quotes.count() == 1
