"""A report that takes the place of a signed one."""

import pytest
from django.core.exceptions import ValidationError

from reports import services
from reports.models import Report
from tests.reports.signed import accepted, draft_of, item_of_a_plan, officer_of, sign, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed():
    """A signed report with a paragraph that came from a unit."""
    item = item_of_a_plan()
    officer, update = officer_of(item), accepted(item)
    report = draft_of(item, officer, recipients=["Lưu Văn phòng"])
    write(report.sections.get(item=item), "Lời đã ký", update)
    services.submit_report(report=report, by=officer, version=report.version)
    report.refresh_from_db()
    return sign(report, officer), officer


def words_of(report):
    return [
        (section.label, section.heading, section.purpose, section.item_id, paragraph.text, set(paragraph.sources.all()))
        for section in report.sections.all()
        for paragraph in section.paragraphs.all()
    ]


def test_the_new_draft_begins_with_everything_that_was_signed(signed):
    report, officer = signed

    draft = services.replace_report(report=report, by=officer)

    draft.refresh_from_db()
    assert draft.is_draft
    assert (draft.number, draft.paper, draft.figures, draft.seal, draft.version) == ("", None, None, "", 0)
    assert (draft.supersedes, draft.abstract, draft.recipients) == (report, report.abstract, ["Lưu Văn phòng"])
    assert list(draft.plans.all()) == list(report.plans.all())
    assert words_of(draft) == words_of(report)


def test_begun_twice_it_is_one_draft(signed):
    report, officer = signed

    assert services.replace_report(report=report, by=officer) == services.replace_report(report=report, by=officer)
    assert Report.objects.count() == 2


def test_a_draft_is_not_replaced(signed):
    report, officer = signed
    draft = services.replace_report(report=report, by=officer)

    with pytest.raises(ValidationError, match="chưa ký"):
        services.replace_report(report=draft, by=officer)


def test_signed_in_its_place_it_is_the_one_that_lists_show_and_both_are_read(signed):
    report, officer = signed
    before = Report.objects.get(pk=report.pk)
    draft = services.replace_report(report=report, by=officer)
    assert list(Report.objects.in_force().order_by("pk")) == [report, draft]
    services.submit_report(report=draft, by=officer, version=0)
    draft.refresh_from_db()

    sign(draft, officer, number="13")

    assert list(Report.objects.in_force()) == [draft]
    assert list(Report.objects.visible_to(officer).order_by("pk")) == [report, draft]
    assert Report.objects.get(pk=report.pk).seal == before.seal
