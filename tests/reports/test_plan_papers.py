"""The table of who does what of a plan, as it is printed."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from plans.models import AssignmentRole
from reports.models import PaperFile, PaperKind
from reports.plan_papers import assignment_paper, assignment_table, items_of
from reports.tasks import draw_paper
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import AssigneeFactory, PlanDeadlineFactory, PlanFactory, PlanItemFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def plan():
    return PlanFactory(handed_out=True)


@pytest.fixture
def part(plan):
    return PlanItemFactory(plan=plan, position=1, label="II", text="NHIỆM VỤ")


def task(part, position, text="Mở hội nghị."):
    return PlanItemFactory(plan=part.plan, parent=part, depth=1, position=position, label=str(position), text=text)


def table_of(plan):
    return assignment_table(items_of(plan))


def heads(table):
    return [column.header for column in table.columns]


def test_each_duty_is_a_row_with_whom_the_plan_names(plan, part):
    item = task(part, 2)
    AssigneeFactory(item=item, text="Các chi bộ trực thuộc")
    AssigneeFactory(item=item, text="Hội Nông dân", role=AssignmentRole.COORDINATE)
    PlanDeadlineFactory(item=item, wording="trước ngày 10/12 hằng năm")

    table = table_of(plan)

    assert heads(table) == ["STT", "Nội dung công việc", "Chủ trì, thực hiện", "Phối hợp", "Thời hạn"]
    assert table.rows == (
        ("1", "Mở hội nghị. (mục II.2)", "Các chi bộ trực thuộc", "Hội Nông dân", "trước ngày 10/12 hằng năm"),
    )
    assert table.bands == ((0, "II. NHIỆM VỤ"),)


def test_a_paragraph_that_names_nobody_is_no_row_and_a_part_without_rows_no_line(plan, part):
    task(part, 2)
    later = PlanItemFactory(plan=plan, position=9, label="III", text="TỔ CHỨC")
    AssigneeFactory(item=task(later, 10))

    table = table_of(plan)

    assert len(table.rows) == 1
    assert table.bands == ((0, "III. TỔ CHỨC"),)


def test_parts_are_told_apart_where_units_have_several(plan, part):
    item = task(part, 2)
    AssigneeFactory(item=item, text="Ủy ban nhân dân", role=AssignmentRole.LEAD)
    AssigneeFactory(item=item, text="Các chi bộ", via=UnitFactory(name="Văn phòng"), product="Kế hoạch")

    (row,) = table_of(plan).rows

    assert row[2] == "Ủy ban nhân dân (chủ trì)\nCác chi bộ (thực hiện), báo cáo qua Văn phòng"
    assert row[-1] == "Kế hoạch"


def test_a_day_of_one_assignee_is_told_beside_its_name(plan, part):
    item = task(part, 2)
    one = AssigneeFactory(item=item, text="Chi bộ Một")
    AssigneeFactory(item=item, text="Chi bộ Hai")
    PlanDeadlineFactory(item=item, assignee=one, wording="trước 30/6")

    assert table_of(plan).rows[0][-1] == "Chi bộ Một: trước 30/6"


def test_dropped_paragraphs_are_not_printed(plan, part):
    item = task(part, 2)
    AssigneeFactory(item=item)
    item.dropped_in = 2
    item.save()

    assert table_of(plan).rows == ()


def test_the_paper_names_the_plan_and_bears_no_number(plan, part):
    AssigneeFactory(item=task(part, 2))
    plan.document.issued_on = date(2026, 5, 5)

    paper = assignment_paper(plan, on=TODAY)

    assert not paper.is_numbered
    assert paper.abstract.startswith(f"thực hiện {plan.document.type_name}")
    assert "ngày 05/5/2026" in paper.abstract
    assert paper.issued_on is None


def test_queries_do_not_grow_with_the_duties(plan, part, django_assert_num_queries):
    for position in range(2, 5):
        AssigneeFactory(item=task(part, position))
    with django_assert_num_queries(4):
        table_of(plan)
    for position in range(5, 15):
        AssigneeFactory(item=task(part, position))
    with django_assert_num_queries(4):
        table_of(plan)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_whoever_reads_the_plan_has_the_table_drawn(client, plan, part, form):
    AssigneeFactory(item=task(part, 2))
    client.force_login(UserFactory(role=Role.LEADER, unit=plan.issuer))

    page = client.post(reverse("reports:paper_plan", args=[plan.pk, form]), follow=True)

    drawn = PaperFile.objects.get()
    assert (drawn.kind, drawn.plan, page.status_code) == (PaperKind.ASSIGNMENTS, plan, 200)
    draw_paper.func(file_id=drawn.pk, on=timezone.localdate().isoformat())
    file = client.get(reverse("reports:paper_download", args=[drawn.pk]))
    assert "bang-phan-cong-nhiem-vu" in file.headers["Content-Disposition"]
    assert b"".join(file.streaming_content)


def test_a_stranger_does_not(client, plan):
    client.force_login(UserFactory(role=Role.OFFICER, unit=UnitFactory(is_committee=True)))

    assert client.post(reverse("reports:paper_plan", args=[plan.pk, "pdf"])).status_code == 404
