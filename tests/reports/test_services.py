"""A report from draft to signature."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry, Role
from reports import composing, services
from reports.blocks import Annex, Heading, Paragraph
from reports.models import Report, ReportFile, ReportKind
from reports.tasks import draw_report
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def item():
    plan = PlanFactory(handed_out=True)
    return PlanItemFactory(plan=plan, text="Tuyên truyền về công tác dân vận. Đổi mới cách làm.", label="1")


def accepted(item, outcome="Đã tổ chức 02 buổi.", **kwargs):
    row = OccurrenceFactory(assignment=AssignmentFactory(item=item), progress="FINISHED", finished_on=date(2026, 5, 20))
    update = ProgressUpdateFactory(occurrence=row, outcome=outcome, **kwargs)
    ReviewFactory(update=update)
    return update


def draft(item, officer, **kwargs):
    return services.create_report(
        by=officer,
        issuer=item.plan.issuer,
        plans=[item.plan],
        **{
            "kind": ReportKind.INTERIM,
            "abstract": "kết quả công tác dân vận năm 2026",
            "starts_on": date(2026, 1, 1),
            "ends_on": date(2026, 12, 31),
            **kwargs,
        },
    )


def at_signature(item, officer):
    report = draft(item, officer)
    services.submit_report(report=report, by=officer, version=report.version)
    report.refresh_from_db()
    return report


def sign(report, officer, **kwargs):
    values = {"number": "12", "signed_on": TODAY, "signatory": "Người ký", "on": TODAY, **kwargs}
    return services.sign_report(report=report, by=officer, version=report.version, **values)


def section_of(report, item):
    return report.sections.get(item=item)


def test_a_draft_has_a_section_for_each_item_that_units_answer(item, officer):
    accepted(item)
    PlanItemFactory(plan=item.plan, text="Mục không ai phải trả lời")

    report = draft(item, officer)

    assert [section.heading for section in report.sections.filter(level=2, item__isnull=False)] == [
        "Tuyên truyền về công tác dân vận"
    ]


def test_sections_under_one_unit_say_what_each_is_about(item, officer):
    unit = PlanItemFactory(plan=item.plan, text="Sở Nội vụ", label="1")
    for text in ("Theo dõi, đôn đốc các cơ quan. Đề xuất biện pháp.", "Tổng hợp báo cáo định kỳ; đột xuất."):
        accepted(PlanItemFactory(plan=item.plan, parent=unit, text=text, label=""))

    report = draft(item, officer)

    assert [section.heading for section in report.sections.filter(item__parent=unit)] == [
        "Sở Nội vụ: Theo dõi, đôn đốc các cơ quan",
        "Sở Nội vụ: Tổng hợp báo cáo định kỳ",
    ]


def test_no_words_of_units_are_printed_unless_the_office_takes_them(item, officer):
    accepted(item, outcome="Lời của chi bộ")

    paper = composing.compose(draft(item, officer), on=TODAY)

    assert not any("Lời của chi bộ" in block.text for block in paper.blocks if isinstance(block, Paragraph))


def test_a_section_opens_with_the_figures_of_its_item(item, officer):
    accepted(item)
    OccurrenceFactory(assignment=AssignmentFactory(item=item))
    report = draft(item, officer)

    sentence = composing.opening_sentences(report, report.sections.all(), TODAY)[section_of(report, item).pk]

    assert sentence == "1/2 tổ chức đảng đã hoàn thành; 01 tổ chức đảng chưa hoàn thành, đã quá hạn."


def test_a_report_at_signature_is_not_edited_until_taken_back(item, officer):
    report = at_signature(item, officer)

    with pytest.raises(StaleVersion):
        services.add_paragraph(section=report.sections.first(), by=officer, text="Thêm")

    services.take_back_report(report=report, by=officer, version=report.version)
    report.refresh_from_db()
    assert report.is_draft


def test_signing_freezes_words_and_figures(item, officer):
    accepted(item)
    report = sign(at_signature(item, officer), officer)
    frozen = report.figures["total"]

    accepted(item)
    report.refresh_from_db()

    assert (report.number, report.state, report.layout) == ("12", "Đã ký", "PARTY_2026")
    assert frozen["finished_on_time"] == 1
    assert report.figures["total"] == frozen
    assert any(block["kind"] == "Annex" for block in report.paper["blocks"])


def test_a_signed_report_prints_as_it_was_signed(item, officer):
    accepted(item)
    report = at_signature(item, officer)
    before = composing.compose(report, on=TODAY)
    report = sign(report, officer)
    signed = composing.compose(report, on=TODAY)

    accepted(item)
    item.plan.issuer.name = item.plan.issuer.paper_name = "Tên mới"
    item.plan.issuer.save()
    again = composing.compose(Report.objects.get(pk=report.pk), on=date(2027, 5, 1))

    assert again == signed
    assert again.blocks == before.blocks


def test_a_signed_report_is_drawn_once_for_all(item, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as tasks:
        report = sign(at_signature(item, officer), officer)
    assert len(tasks) == len(report.files.all()) == 2
    drawn = report.files.get(form="docx")
    services.store_drawn_file(drawn=drawn, content=b"PK")

    with django_capture_on_commit_callbacks() as tasks:
        assert services.request_file(report=report, by=officer, form="docx").sha256 == drawn.sha256
    assert tasks == []


def test_a_signed_report_takes_no_more_writes(item, officer):
    report = sign(at_signature(item, officer), officer)

    for write in (services.submit_report, services.take_back_report):
        with pytest.raises(StaleVersion):
            write(report=report, by=officer, version=report.version)


def test_every_step_is_in_the_journal(item, officer):
    report = sign(at_signature(item, officer), officer)

    actions = JournalEntry.objects.about(report).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["soạn báo cáo", "trình ký", "đã ký"]


def test_number_and_day_are_blank_until_signed(item, officer):
    paper = composing.compose(at_signature(item, officer), on=TODAY)

    assert (paper.number, paper.issued_on) == ("", None)
    assert [block.label for block in paper.blocks if isinstance(block, Heading) and block.level == 1] == [
        "I.", "II.", "III.", "IV.", "V.",
    ]  # fmt: skip


def test_the_annex_of_figures_adds_up(item, officer):
    accepted(item)
    OccurrenceFactory(assignment=AssignmentFactory(item=item))

    (annex,) = [b for b in composing.compose(draft(item, officer), on=TODAY).blocks if isinstance(b, Annex)]
    table = annex.blocks[-1]

    for column in range(2, len(table.columns)):
        assert int(table.totals[column]) == sum(int(row[column]) for row in table.rows)


def test_a_waiting_drawing_serves_whoever_asks_next(item, officer, django_capture_on_commit_callbacks):
    report = draft(item, officer)

    with django_capture_on_commit_callbacks() as queued:
        first = services.request_file(report=report, by=officer, form="pdf")
        services.edit_report(report=report, by=officer, version=report.version, abstract="khác")
        report.refresh_from_db()
        asked = [services.request_file(report=report, by=officer, form="pdf") for _ in range(3)]
        other = services.request_file(report=report, by=officer, form="docx")

    assert len(queued) == 2
    assert {drawn.pk for drawn in asked} == {first.pk} != {other.pk}
    assert asked[0].report_version == report.version


def test_what_was_drawn_of_an_older_text_is_not_kept_for_the_newer(item, officer):
    report = draft(item, officer)
    drawing = services.request_file(report=report, by=officer, form="docx")
    being_drawn = ReportFile.objects.get(pk=drawing.pk)
    services.edit_report(report=report, by=officer, version=report.version, abstract="khác")
    report.refresh_from_db()
    services.request_file(report=report, by=officer, form="docx")

    assert not services.store_drawn_file(drawn=being_drawn, content=b"old")

    draw_report.func(file_id=drawing.pk, on=TODAY.isoformat())
    drawn = ReportFile.objects.get()
    assert drawn.report_version == report.version
    with drawn.file.open() as content:
        assert content.read() != b"old"


@pytest.mark.parametrize(("minutes", "times"), [(9, 0), (11, 1)])
def test_a_drawing_that_never_came_may_be_asked_for_again(
    item, officer, minutes, times, django_capture_on_commit_callbacks
):
    report = draft(item, officer)
    services.request_file(report=report, by=officer, form="pdf")

    later = timezone.now() + timedelta(minutes=minutes)
    with time_machine.travel(later), django_capture_on_commit_callbacks() as queued:
        services.request_file(report=report, by=officer, form="pdf")

    assert len(queued) == times


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF-"), ("docx", b"PK\x03\x04")])
def test_the_worker_draws_both_forms(item, officer, form, start):
    accepted(item)
    report = draft(item, officer)
    drawn = ReportFile.objects.create(report=report, form=form, report_version=report.version, requested_by=officer)

    draw_report.func(file_id=drawn.pk, on=TODAY.isoformat())

    drawn.refresh_from_db()
    with drawn.file.open() as content:
        assert content.read(len(start)) == start
    assert len(drawn.sha256) == 64


def test_a_superior_reads_only_signed_reports_of_those_below(item, officer):
    superior = UnitFactory(committee=True)
    plan = PlanFactory(handed_out=True, issuer=UnitFactory(committee=True, parent=superior))
    below = PlanItemFactory(plan=plan)
    clerk = UserFactory(role=Role.OFFICER, unit=plan.issuer)
    leader = UserFactory(role=Role.LEADER, unit=superior)
    report = at_signature(below, clerk)

    assert not Report.objects.visible_to(leader).exists()
    sign(report, clerk)
    assert list(Report.objects.visible_to(leader)) == [report]
