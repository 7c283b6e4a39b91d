"""The outline of a draft while it is written: sections added, renamed, moved, taken away."""

import pytest

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from reports import composing, services
from reports.blocks import Paragraph
from reports.models import Purpose, ReportSection
from reports.outlines import read_outline
from tests.factories.plans import PlanFactory, PlanItemFactory
from tests.reports.test_services import TODAY, accepted, draft, section_of

pytestmark = pytest.mark.django_db
OUTLINE = "I. MỘT\n  1. Một một\n  2. Một hai\nII. HAI\nIII. BA"


@pytest.fixture
def item():
    return PlanItemFactory(plan=PlanFactory(handed_out=True), text="Tuyên truyền.", label="1")


@pytest.fixture
def report(item, officer):
    return draft(item, officer, outline=read_outline(OUTLINE))


def lines(report):
    return [str(section) for section in report.sections.all()]


def named(report, heading):
    return report.sections.get(heading=heading)


def test_a_section_is_added_behind_another_and_all_below_it(report, officer):
    services.add_section(report=report, by=officer, heading="MỚI", level=1, purpose="TEXT", after=named(report, "MỘT"))

    assert lines(report) == ["I. MỘT", "1. Một một", "2. Một hai", "II. MỚI", "III. HAI", "IV. BA"]


def test_a_section_is_added_at_the_end(report, officer):
    services.add_section(report=report, by=officer, heading="MỚI", level=1, purpose="PROPOSALS")

    assert lines(report)[-1] == "IV. MỚI"


def test_a_section_moves_with_all_below_it_and_numbers_follow(report, officer):
    services.move_section(section=named(report, "MỘT"), by=officer, is_up=False)
    assert lines(report) == ["I. HAI", "II. MỘT", "1. Một một", "2. Một hai", "III. BA"]

    services.move_section(section=named(report, "BA"), by=officer, is_up=True)
    assert lines(report) == ["I. HAI", "II. BA", "III. MỘT", "1. Một một", "2. Một hai"]


@pytest.mark.parametrize(("heading", "is_up"), [("MỘT", True), ("BA", False), ("Một một", True), ("Một hai", False)])
def test_a_section_never_leaves_the_heading_it_stands_under(report, officer, heading, is_up):
    services.move_section(section=named(report, heading), by=officer, is_up=is_up)

    assert lines(report) == ["I. MỘT", "1. Một một", "2. Một hai", "II. HAI", "III. BA"]


def test_a_section_that_changes_its_level_is_numbered_among_its_new_neighbors(report, officer):
    section = named(report, "Một hai")

    services.edit_section(section=section, by=officer, version=section.version, level=1, heading="Một hai")

    assert lines(report) == ["I. MỘT", "1. Một một", "II. Một hai", "III. HAI", "IV. BA"]


def test_a_section_goes_with_all_below_it_and_the_history_keeps_what_was_written(report, officer):
    services.add_paragraph(section=named(report, "Một hai"), by=officer, text="Đã viết")

    services.remove_section(section=named(report, "MỘT"), by=officer)

    assert lines(report) == ["I. HAI", "II. BA"]
    assert "Đã viết" in JournalEntry.objects.get(action="bỏ mục báo cáo").before["text"]


def test_two_who_rename_one_section_clash(report, officer):
    section = named(report, "HAI")
    services.edit_section(section=section, by=officer, version=0, heading="HAI MỚI")

    with pytest.raises(StaleVersion):
        services.edit_section(section=section, by=officer, version=0, heading="HAI KHÁC")

    assert ReportSection.objects.get(pk=section.pk).heading == "HAI MỚI"


def test_the_sentence_of_figures_is_printed_if_the_office_wants_it(item, officer):
    accepted(item)
    report = draft(item, officer)
    section = section_of(report, item)

    def printed():
        return [block.text for block in composing.compose(report, on=TODAY).blocks if isinstance(block, Paragraph)]

    assert "1/1 tổ chức đảng đã hoàn thành." in printed()
    services.edit_section(section=section, by=officer, version=0, shows_figures=False)
    assert "1/1 tổ chức đảng đã hoàn thành." not in printed()


def test_a_section_linked_to_an_item_of_the_plan_opens_with_its_figures(item, officer):
    accepted(item)
    report = draft(item, officer, outline=read_outline(OUTLINE))
    section = named(report, "HAI")

    services.edit_section(section=section, by=officer, version=0, purpose=Purpose.ITEM, item=item)

    sentences = composing.opening_sentences(report, report.sections.all(), TODAY)
    assert sentences[section.pk].startswith("1/1")


def test_a_section_that_tells_of_no_item_any_more_loses_it(item, officer):
    accepted(item)
    report = draft(item, officer)
    section = section_of(report, item)

    services.edit_section(section=section, by=officer, version=0, purpose=Purpose.TEXT)

    assert ReportSection.objects.get(pk=section.pk).item is None


@pytest.mark.parametrize("size", [3, 60])
def test_moving_costs_as_many_queries_in_a_long_report_as_in_a_short_one(
    item, officer, size, django_assert_max_num_queries
):
    report = draft(
        item, officer, outline=read_outline("\n".join(f"{n}. Mục {n} [lời văn]" for n in range(1, size + 1)))
    )

    with django_assert_max_num_queries(12):
        services.move_section(section=report.sections.first(), by=officer, is_up=False)
