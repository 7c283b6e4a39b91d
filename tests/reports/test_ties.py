"""Headings that seem to tell of an item of the plan: only plain ones, proposed and tied by a person."""

import pytest
from django.urls import reverse

from orgs.models import JournalEntry
from reports import services
from reports.drafting import names_of
from reports.models import Purpose
from reports.ties import likely_items
from tests.factories.plans import AssignmentFactory, OccurrenceFactory, PlanItemFactory
from tests.reports.signed import draft_of

ITEMS = {
    1: ["Tuyên truyền, quán triệt các chủ trương của Đảng về công tác dân vận"],
    2: ["Đẩy mạnh phong trào thi đua “Dân vận khéo”"],
    3: ["Kiểm tra, giám sát việc thực hiện quy chế dân chủ"],
    4: ["Giám sát, kiểm tra công tác tôn giáo"],
    5: ["Lập kế hoạch riêng, vận động hội viên", "Mặt trận Tổ quốc Việt Nam và các đoàn thể"],
}


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("Quán triệt, tuyên truyền", 1),
        ("PHONG TRÀO THI ĐUA “DÂN VẬN KHÉO”", 2),
        ("Đẩy mạnh phong trào thi đua Dân vận khéo", 2),
        ("Mặt trận Tổ quốc, đoàn thể", 5),
        ("Kiểm tra, giám sát", None),  # of two items
        ("Chính quyền", None),
        ("Dân vận", None),
        ("Lực lượng vũ trang", None),
    ],
)
def test_a_heading_is_tied_only_where_one_item_plainly_fits(heading, item):
    assert likely_items({9: heading}, ITEMS).get(9) == item


def test_an_item_that_fits_two_headings_is_proposed_to_none():
    assert likely_items({8: "Quán triệt, tuyên truyền", 9: "Tuyên truyền, quán triệt"}, ITEMS) == {}


@pytest.mark.django_db
def test_the_heading_above_names_an_item_that_stands_there_alone(item):
    front, cells = (PlanItemFactory(plan=item.plan, heading=True, text=name) for name in ("Mặt trận", "Chi bộ"))
    alone = PlanItemFactory(plan=item.plan, parent=front, text="Vận động hội viên.")
    many = [PlanItemFactory(plan=item.plan, parent=cells, text=text) for text in ("Học tập.", "Báo cáo.")]

    assert names_of([alone, *many]) == {
        alone.pk: ["Vận động hội viên", "Mặt trận"], many[0].pk: ["Học tập"], many[1].pk: ["Báo cáo"],
    }  # fmt: skip


@pytest.fixture
def draft(item, officer):
    """Two sections among the results that say nearly what two items of the plan say."""
    other = PlanItemFactory(plan=item.plan, text="Kiểm tra, giám sát việc thực hiện quy chế.")
    for one in (item, other):
        OccurrenceFactory(assignment=AssignmentFactory(item=one))
    report = draft_of(item, officer)
    report.sections.exclude(item=None).update(item=None, purpose=Purpose.TEXT, heading="Khác hẳn")
    outer = report.sections.get(purpose=Purpose.OVERALL)
    for heading in ("Tuyên truyền về công tác dân vận", "Kiểm tra, giám sát"):
        services.add_section(report=report, by=officer, heading=heading, level=2, purpose="TEXT", after=outer)
    return report


def ties_of(report):
    return {one.heading: one.item.text for one in report.sections.filter(purpose=Purpose.ITEM).select_related("item")}


@pytest.mark.django_db
def test_what_is_likely_is_proposed_and_tied_by_one_press_or_all_at_once(client, draft, officer, item):
    client.force_login(officer)
    page = client.get(draft.get_absolute_url())
    one, two = page.context["likely_parts"]
    address = reverse("reports:report_tie", args=[draft.pk])
    assert ties_of(draft) == {}
    assert "Gắn cả 2 mục như đề nghị" in page.text

    client.post(address, {"tie": f"{one.section.pk}-{one.likely.pk}"})
    assert list(ties_of(draft)) == [one.section.heading]
    answer = client.post(address, {"tie": [f"{part.section.pk}-{part.likely.pk}" for part in (one, two)]}, follow=True)

    assert ties_of(draft) == {
        "Tuyên truyền về công tác dân vận": item.text,
        "Kiểm tra, giám sát": "Kiểm tra, giám sát việc thực hiện quy chế.",
    }  # fmt: skip
    assert "Đã gắn 1 mục với kế hoạch" in answer.text
    assert JournalEntry.objects.filter(action="sửa mục báo cáo").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [[], ["x"], ["1-" + "9" * 40]])
def test_what_is_not_proposed_is_not_tied(client, draft, officer, sent):
    client.force_login(officer)

    answer = client.post(reverse("reports:report_tie", args=[draft.pk]), {"tie": sent}, follow=True)

    assert "Chưa gắn thêm mục nào" in answer.text
    assert ties_of(draft) == {}
