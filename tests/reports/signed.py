"""Reports on their way to signature, and signed, for the tests of what signing keeps."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

from django.core.files.base import ContentFile

from orgs.models import Role, User
from plans.models import PlanItem, ProgressUpdate
from reports import composing, figures, services
from reports.models import Report, ReportFile, ReportKind, ReportParagraph, ReportSection
from reports.words import work_of
from tests.factories.orgs import UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
    ReviewFactory,
)

TODAY = date(2026, 11, 20)
SCAN = b"%PDF-1.7 ban ky"


def item_of_a_plan(**kwargs) -> PlanItem:
    return PlanItemFactory(plan=PlanFactory(handed_out=True, **kwargs), text="Tuyên truyền về công tác dân vận.")


def officer_of(item: PlanItem) -> User:
    return UserFactory(role=Role.OFFICER, unit=item.plan.issuer)


def accepted(item: PlanItem, outcome="Đã tổ chức 02 buổi.") -> ProgressUpdate:
    row = OccurrenceFactory(assignment=AssignmentFactory(item=item), progress="FINISHED", finished_on=date(2026, 5, 20))
    update = ProgressUpdateFactory(occurrence=row, outcome=outcome)
    ReviewFactory(update=update)
    return update


def draft_of(item: PlanItem, officer: User, **kwargs) -> Report:
    values = {
        "kind": ReportKind.INTERIM, "abstract": "kết quả công tác dân vận năm 2026",
        "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31),
    }  # fmt: skip
    return services.create_report(by=officer, issuer=item.plan.issuer, plans=[item.plan], **values | kwargs)


def write(section: ReportSection, text: str, *sources: ProgressUpdate) -> ReportParagraph:
    paragraph = ReportParagraph.objects.create(section=section, position=section.paragraphs.count() + 1, text=text)
    paragraph.sources.set(sources)
    return paragraph


def at_signature(item: PlanItem, officer: User, **kwargs) -> Report:
    report = draft_of(item, officer, **kwargs)
    services.submit_report(report=report, by=officer, version=report.version)
    report.refresh_from_db()
    return report


def sign(report: Report, officer: User, **kwargs) -> Report:
    values = {"number": "12", "signed_on": TODAY, "signatory": "Người ký", "on": TODAY, **kwargs}
    return services.sign_report(report=report, by=officer, version=report.version, **values)


def sign_with_copy(report: Report, officer: User, content: bytes = SCAN, *, name="ky.pdf", differs=False) -> Report:
    """Signed, with a copy that the worker has searched and kept."""
    sign(report, officer)
    file = ContentFile(content, name=name)
    services.add_signed_copy(report=report, by=officer, key=uuid4(), file=file, differs=differs)
    return report


def archive(report: Report, content: bytes = b"%PDF-1.7 ban luu") -> ReportFile:
    """What the worker would keep as the PDF of a signed report."""
    drawn = report.files.get(form="pdf", report_version=report.version)
    services.store_drawn_file(drawn=drawn, content=content)
    return drawn


def what_is_read(pk):
    """All that anybody reads of a report: paper, figures, files, plans, words and where they came from."""
    report = Report.objects.filter(pk=pk).first()
    if report is None:
        return None
    drawn = report.files.filter(form="pdf").order_by("pk").last()
    paragraphs = ReportParagraph.objects.filter(section__report=report).order_by("pk")
    return SimpleNamespace(
        paper=composing.compose(report, on=TODAY),
        figures=report.figures or figures.record(work_of(report), TODAY),
        state=(report.abstract, report.number, report.state, report.seal),
        plans=sorted(report.plans.values_list("pk", flat=True)),
        words=[(one.section.heading, one.text, sorted(one.sources.values_list("pk", flat=True))) for one in paragraphs],
        files=(drawn.sha256, Path(drawn.file.path).read_bytes()),
    )
