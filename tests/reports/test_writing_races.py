"""Two presses at the very same moment: one write, the other is given what stands."""

from uuid import uuid4

import pytest

from reports import services
from reports.models import Report, ReportFile, ReportParagraph, ReportSection
from tests.plans.services.test_races import at_once
from tests.reports.signed import draft_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_press_sent_twice_adds_one_paragraph(item, officer):
    report, key = draft_of(item, officer), uuid4()
    pk = report.sections.first().pk

    def add():
        section = ReportSection.objects.select_related("report__issuer").get(pk=pk)
        return services.add_paragraph(section=section, by=officer, text="Một lần", key=key)

    added = at_once(add, add)

    assert added == [ReportParagraph.objects.get()] * 2, added


def test_a_drawing_is_asked_for_once_however_old_the_page(item, officer):
    report = draft_of(item, officer)
    stale = Report.objects.select_related("issuer").get(pk=report.pk)
    for form in ("pdf", "docx"):  # one of an older version is there, one waits
        services.request_file(report=report, by=officer, form=form)
    services.edit_report(report=report, by=officer, version=0, place="Quy Nhơn")

    asked = at_once(*(lambda: services.request_file(report=stale, by=officer, form="pdf") for _ in range(2)))

    assert [one.report_version for one in asked] == [report.version] * 2, asked
    assert ReportFile.objects.filter(form="pdf").count() == 1
