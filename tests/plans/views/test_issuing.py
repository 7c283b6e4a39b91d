"""Giao việc on one page, without JavaScript: periods, the report outline, the question about the past, one button."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import JournalEntry, Role
from plans.models import Assignee, Occurrence, Origin, Plan, ReportingPeriod
from tests.factories.orgs import UserFactory
from tests.factories.plans import AssigneeFactory, PlanDeadlineFactory, PlanFactory, PlanItemFactory

PERIODS = {
    "period-TOTAL_FORMS": 1, "period-INITIAL_FORMS": 0,
    "period-0-label": "Năm 2026", "period-0-starts_on": "1/1/2026", "period-0-ends_on": "31/12/2026",
}  # fmt: skip


@pytest.fixture
def ready(ward):
    """A plan with one duty of a group and two tasks that nobody is named for."""
    duty = PlanItemFactory(plan=ward.plan)
    AssigneeFactory(item=duty, unit=None, group=ward.group, text=ward.group.name)
    PlanItemFactory.create_batch(2, plan=ward.plan)
    return ward.plan


def url(plan):
    return reverse("plans:plan_issue", args=[plan.pk])


def send(office, plan, **changes):
    return office.post(url(plan), PERIODS | {"version": plan.version, "past": "FOLLOWED"} | changes)


def test_the_page_names_the_units_that_nobody_reports_for(office, ward, ready):
    page = office.get(url(ready))

    assert list(page.context["silent"]) == ward.cells[1:]
    assert "3 đơn vị, trong đó 2 chưa có người báo cáo:" in page.content.decode()


def test_the_page_proposes_periods_and_writes_nothing(office, ready):
    page = office.get(url(ready))

    assert [form.initial.get("label") for form in page.context["periods"]] == ["6 tháng đầu năm 2026", "Năm 2026", None]
    assert not ReportingPeriod.objects.exists()


def test_work_is_handed_out_and_said(office, ready, ward):
    page = office.post(url(ready), PERIODS | {"version": 0, "past": "FOLLOWED", "issue": "yes"}, follow=True)

    ready.refresh_from_db()
    assert ready.issued_by == ward.officer
    assert Occurrence.objects.filter(plan=ready).count() == 3
    assert "Đã giao việc: 3 việc cho 3 đơn vị." in page.content.decode()


def test_pressed_twice_it_is_handed_out_once(office, ready):
    send(office, ready, issue="yes")

    page = office.post(url(ready), PERIODS | {"version": 0, "past": "FOLLOWED", "issue": "yes"}, follow=True)

    assert "Kế hoạch đã giao việc lúc" in page.content.decode()
    assert Occurrence.objects.count() == 3


def test_a_second_officer_is_told_who_was_faster(client, ready, ward):
    client.force_login(ward.officer)
    send(client, ready, issue="yes")
    client.force_login(UserFactory(role=Role.OFFICER, unit=ward.committee))

    assert f"bởi {ward.officer.full_name}" in client.get(url(ready), follow=True).content.decode()


def test_a_plan_changed_meanwhile_is_not_handed_out(office, ready):
    Plan.objects.filter(pk=ready.pk).update(version=5)

    send(office, ready, issue="yes")

    ready.refresh_from_db()
    assert ready.issued_at is None


def test_a_second_officers_stale_page_writes_over_nothing(office, ready):
    send(office, ready, keep="yes")
    tick = {"tick": f"{office.get(url(ready)).context['grid'].items[0].pk}:{Assignee.objects.get().pk}"}

    page = send(office, ready, keep="yes", **{"period-0-label": "Cả năm"}, **tick)

    words = page.content.decode()
    assert (page.status_code, ready.periods.get().label) == (409, "Năm 2026")
    assert not Assignee.objects.filter(origin=Origin.OUTLINE).exists()
    assert [one.label for one in page.context["conflict"].differences] == [
        "Kỳ báo cáo", "Đề cương báo cáo, chỗ khác nhau",
    ]  # fmt: skip
    assert 'value="Cả năm"' in words
    assert f'name="version" value="{Plan.objects.get(pk=ready.pk).version}"' in words


def test_a_stale_page_that_would_hand_out_stores_nothing_and_is_sent_once_more(office, ready):
    Plan.objects.filter(pk=ready.pk).update(version=5)

    page = send(office, ready, issue="yes")

    assert (page.status_code, ReportingPeriod.objects.exists()) == (409, False)
    assert "vừa được người khác sửa" in page.content.decode()
    ready.refresh_from_db()
    assert send(office, ready, issue="yes").status_code == 302
    assert Occurrence.objects.count() == 3


def test_what_cannot_be_handed_out_leaves_nothing_behind_and_stays_on_the_page(office, ready):
    AssigneeFactory(item=PlanItemFactory(plan=ready), unmatched=True)

    page = send(office, ready, issue="yes", **{"period-0-label": "Cả năm"})

    assert 'value="Cả năm"' in page.content.decode()
    ready.refresh_from_db()
    assert (ready.issued_at, ready.version, ReportingPeriod.objects.exists()) == (None, 0, False)


@pytest.mark.parametrize(
    ("button", "ticks"),
    [({}, 1), ({"all_row": 0}, 2), ({"all_column": 0}, 2), ({"all": "yes"}, 4), ({"none": "yes"}, 0)],
)
def test_ticks_are_kept_with_whole_rows_and_columns(office, ready, ward, button, ticks):
    council = AssigneeFactory(item=ready.items.order_by("position").first(), unit=ward.council)
    grid = office.get(url(ready)).context["grid"]
    named = {"all_row": grid.items[0].pk, "all_column": council.pk}
    pressed = {name: named.get(name, value) for name, value in button.items()}

    send(office, ready, tick=[f"{grid.items[0].pk}:{council.pk}", "9:9", "x"], **pressed)

    assert Assignee.objects.filter(origin=Origin.OUTLINE).count() == ticks


def test_obstacles_are_said_with_the_way_to_the_item(office, ready):
    row = AssigneeFactory(item=PlanItemFactory(plan=ready), unmatched=True)

    page = office.get(url(ready)).content.decode()
    send(office, ready, issue="yes")

    assert "chưa rõ “các cơ quan liên quan” là đơn vị nào" in page
    assert reverse("plans:item_edit", args=[row.item_id]) in page
    ready.refresh_from_db()
    assert ready.issued_at is None


def test_the_past_is_asked_about_only_where_there_is_one(office, ready, ward):
    assert "past" in office.get(url(ready)).context["form"].fields
    future = timezone.localdate() + timedelta(days=5)
    plan = PlanFactory(issuer=ward.committee, issued_on=None, starts_on=future, ends_on=future + timedelta(days=90))

    assert "past" not in office.get(url(plan)).context["form"].fields


def test_without_an_answer_about_the_past_nothing_is_handed_out(office, ready):
    page = send(office, ready, issue="yes", past="")

    assert "hãy cho biết xử lý thế nào" in page.content.decode()
    ready.refresh_from_db()
    assert ready.issued_at is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"period-0-ends_on": "1/1/2025"}, "phải kết thúc sau khi bắt đầu"),
        ({"period-0-label": ""}, "bắt buộc"),
        ({"period-0-starts_on": "hôm nay"}, "Ghi ngày dạng ngày/tháng/năm"),
        ({"period-TOTAL_FORMS": "x"}, "Trang gửi đi thiếu dữ liệu"),
    ],
)
def test_wrong_periods_are_told_and_nothing_is_kept(office, ready, wrong, sentence):
    page = send(office, ready, issue="yes", **wrong)

    assert sentence in page.content.decode()
    assert not ReportingPeriod.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_the_database_as_often_for_many_items(office, ward, count, django_assert_max_num_queries):
    for item in PlanItemFactory.create_batch(count, plan=ward.plan):
        AssigneeFactory(item=item, unit=None, group=ward.group, text=ward.group.name)
        PlanDeadlineFactory(item=item)
    with django_assert_max_num_queries(25):
        office.get(url(ward.plan))


@pytest.mark.parametrize("count", [1, 30])
def test_handing_out_asks_the_database_as_often_for_many_items(office, ward, count, django_assert_max_num_queries):
    for item in PlanItemFactory.create_batch(count, plan=ward.plan):
        AssigneeFactory(item=item, unit=None, group=ward.group, text=ward.group.name)
        PlanDeadlineFactory(item=item)
    send(office, ward.plan, keep="yes")
    ward.plan.refresh_from_db()

    with django_assert_max_num_queries(52):  # ten of them are savepoints, one a second batch of rows, ten open a period
        send(office, ward.plan, issue="yes", **{"period-INITIAL_FORMS": 1})

    assert Occurrence.objects.count() == 3 * count


def test_what_stands_already_is_not_written_again(office, ready):
    send(office, ready, keep="yes")
    send(office, ready, keep="yes", **{"period-INITIAL_FORMS": 1})

    told = JournalEntry.objects.filter(plan_id=ready.pk).values_list("action", flat=True)
    assert list(told).count("đặt kỳ báo cáo") == 1


def test_period_days_move_after_handing_out(office, ready):
    send(office, ready, issue="yes")
    ready.refresh_from_db()
    period = ready.periods.get()
    address = reverse("plans:period_edit", args=[period.pk])
    days = {"label": "Cả năm", "opens_on": "1/1/2026", "due_on": "10/12/2026", "locks_on": "20/12/2026"}

    office.post(address, days | {"version": ready.version})
    late = office.post(address, days | {"version": ready.version, "label": "Khác"})

    period.refresh_from_db()
    assert (period.label, f"{period.locks_on:%d/%m}") == ("Cả năm", "20/12")
    assert late.status_code == 409


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("reporter", 403), ("stranger", 404)])
def test_periods_are_for_the_office_of_the_issuer(client, ready, ward, who, status):
    client.force_login(ward.officer)
    send(client, ready, issue="yes")
    client.force_login(getattr(ward, who))

    address = reverse("plans:period_edit", args=[ready.periods.get().pk])
    assert (client.get(address).status_code, client.post(address, {}).status_code) == (status, status)
