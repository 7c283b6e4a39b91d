"""A plan is amended: what was signed, and the figures of the past, stay as they were."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from plans.models import Occurrence, Progress
from reports import services
from reports.models import Report, ReportKind, ReportParagraph
from tests.factories.plans import ProgressUpdateFactory, ReviewFactory
from tests.plans.conftest import ward
from tests.plans.revising import TODAY, Revising

__all__ = ["ward"]  # a fixture


@pytest.fixture
def plan(ward, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    plan = Revising(ward)
    for row in Occurrence.objects.filter(due_on=date(2026, 6, 15))[:2]:
        Occurrence.objects.filter(pk=row.pk).update(progress=Progress.FINISHED, finished_on=date(2026, 6, 10))
        ReviewFactory(update=ProgressUpdateFactory(occurrence=row))
    return plan


def amend(plan):
    line = "- Bố trí kinh phí cho các mô hình, hoàn thành trước ngày 30/6/2026.\n\n"
    plan.revise(plan.amended(("15/6 và 15/12", "30/6 và 20/12"), (line, ""), ("2. Tổ chức hội nghị", "2. Mở hội nghị")))


def test_a_signed_report_does_not_move(plan, ward):
    report = services.create_report(
        by=ward.officer, issuer=ward.committee, plans=[plan.plan], kind=ReportKind.INTERIM, abstract="kết quả 6 tháng",
        starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30),
    )  # fmt: skip
    services.submit_report(report=report, by=ward.officer, version=report.version)
    report.refresh_from_db()
    services.sign_report(
        report=report, by=ward.officer, version=report.version, number="9", signed_on=TODAY, signatory="A", on=TODAY,
        signed_copy=ContentFile(b"%PDF-1.7 ky", name="ky.pdf"),
    )  # fmt: skip
    before = [list(model.objects.order_by("pk").values()) for model in (Report, ReportParagraph)]
    assert before[0][0]["figures"]

    amend(plan)

    assert [list(model.objects.order_by("pk").values()) for model in (Report, ReportParagraph)] == before


def test_figures_of_the_past_do_not_move(plan):
    def figures():
        return plan.plan.occurrences.filter(due_on__lt=TODAY).count_cells(TODAY, "unit", "due_on")

    before = figures()
    assert sum(row["finished_on_time"] for row in before) == 2

    amend(plan)

    assert figures() == before
