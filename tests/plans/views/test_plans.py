"""The list of plans, the page that is the plan, its header and its end."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.models import Plan
from tests.factories.orgs import UserFactory
from tests.factories.plans import (
    AssigneeFactory,
    AssignmentFactory,
    CitationFactory,
    OccurrenceFactory,
    PlanDeadlineFactory,
    PlanFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
)


def header(plan, **changes):
    return {"version": plan.version, "abstract": plan.document.abstract, "number": plan.document.number} | changes


def test_plan_list_shows_only_plans_in_scope(office, ward):
    PlanFactory(issuer=ward.other, abstract="Việc của xã khác")

    page = office.get(reverse("plans:plan_list")).context["page"]

    assert list(page) == [ward.plan]


def test_plan_list_finds_without_accents_and_by_any_spelling_of_a_number(office, ward):
    PlanFactory(issuer=ward.committee, number="43-KL/TW", abstract="Kết luận về dân vận")

    def found(**query):
        return [plan.document.number for plan in office.get(reverse("plans:plan_list"), query).context["page"]]

    assert found(q="43 kl/tw") == ["43-KL/TW"]
    assert found(q="CONG TAC dan van") == ["15-KH/ĐU"]
    assert found(state="closed") == []
    assert found(year="2026", state="entering", issuer=ward.committee.pk) == ["43-KL/TW", "15-KH/ĐU"]
    assert found(year="1999") == []


@pytest.mark.parametrize(("name", "query"), [("plan_list", {"year": "abc"}), ("document_list", {"type": "zzz"})])
def test_a_filter_that_cannot_be_shows_nothing_and_says_so(office, ward, name, query):
    page = office.get(reverse(f"plans:{name}"), query)

    assert list(page.context["page"]) == []
    assert "Bộ lọc chưa đúng" in page.content.decode()
    assert "Bộ lọc không hợp lệ" in page.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_plan_list_query_count_is_constant(office, ward, count, django_assert_max_num_queries):
    PlanFactory.create_batch(count, issuer=ward.committee)

    with django_assert_max_num_queries(6):
        response = office.get(reverse("plans:plan_list"))

    assert len(response.context["page"]) == count + 1


def test_an_empty_list_says_what_to_do(client, ward):
    client.force_login(UserFactory(officer=True))

    assert "Chưa có kế hoạch nào. Nhập từ tệp Word" in client.get(reverse("plans:plan_list")).content.decode()


@pytest.mark.parametrize(("who", "status"), [("officer", 200), ("leader", 404), ("reporter", 404), ("stranger", 404)])
def test_a_plan_being_entered_is_seen_by_its_office_alone(client, ward, who, status):
    client.force_login(getattr(ward, who))

    assert client.get(ward.plan.get_absolute_url()).status_code == status


@pytest.mark.parametrize(("who", "status"), [("officer", 200), ("leader", 200), ("reporter", 200), ("stranger", 404)])
def test_a_plan_at_work_is_read_by_those_who_answer_for_it(client, ward, who, status):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)
    OccurrenceFactory(plan=plan, unit=ward.cells[0])
    client.force_login(getattr(ward, who))

    assert client.get(plan.get_absolute_url()).status_code == status


@pytest.mark.parametrize("count", [1, 30])
def test_plan_detail_query_count_is_constant_in_entry(office, ward, count, django_assert_max_num_queries):
    for item in PlanItemFactory.create_batch(count, plan=ward.plan):
        AssigneeFactory(item=item)
        PlanDeadlineFactory(item=item)
    with django_assert_max_num_queries(10):
        response = office.get(ward.plan.get_absolute_url())

    assert len(response.context["paragraphs"]) == count


@pytest.mark.parametrize("count", [1, 30])
def test_plan_detail_query_count_is_constant_at_work(office, ward, count, django_assert_max_num_queries):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)
    for item in PlanItemFactory.create_batch(count, plan=plan):
        OccurrenceFactory(item=item, unit=ward.cells[0])
        OccurrenceFactory(item=item, unit=ward.cells[1])
    for position in range(count):
        CitationFactory(plan=plan, position=position)
    with django_assert_max_num_queries(10):
        response = office.get(plan.get_absolute_url())

    assert len(response.context["paragraphs"]) == count


def test_the_margin_says_who_and_how_far(office, ward):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)
    item = PlanItemFactory(plan=plan)
    days = {0: date(2026, 5, 20), 1: date(2026, 6, 2), 2: None}
    for n, cell in enumerate(ward.cells):
        assignment = AssignmentFactory(item=item, unit=cell, group=ward.group)
        OccurrenceFactory(assignment=assignment, due_on=date(2026, 5, 31), finished_on=days[n])

    page = " ".join(office.get(plan.get_absolute_url()).content.decode().split())

    late = (timezone.localdate() - date(2026, 5, 31)).days
    assert "<strong>2/3</strong> hoàn thành" in page
    assert "1 đúng hạn</a>" in page
    assert f"1 chưa xong, quá hạn {late} ngày" in page
    assert f"?plan={plan.pk}&amp;item={item.pk}&amp;cell=open_overdue" in page
    assert "Các tổ chức đảng trực thuộc Đảng ủy (3)" in page


def test_the_margin_names_two_of_many_and_all_of_them_on_asking(office, ward):
    item = PlanItemFactory(plan=PlanFactory(issuer=ward.committee, handed_out=True))
    for unit in [ward.council, *ward.cells]:
        OccurrenceFactory(assignment=AssignmentFactory(item=item, unit=unit), periodic=True)

    page = office.get(item.plan.get_absolute_url()).content.decode()

    assert "Chi bộ khu phố 1 và 2 nơi khác" in page
    assert 'title="Hội đồng nhân dân phường Bình An, Chi bộ khu phố 1, Chi bộ khu phố 2, Chi bộ khu phố 3"' in page


def test_the_page_lists_the_reporting_periods_and_lets_the_office_move_their_days(client, office, ward):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)
    period = ReportingPeriodFactory(plan=plan, label="6 tháng đầu năm 2026", locks_on=date(2026, 7, 5))
    address = reverse("plans:period_edit", args=[period.pk])

    page = office.get(plan.get_absolute_url()).content.decode()
    for words in ("6 tháng đầu năm 2026", "01/01/2026 – 30/06/2026", "05/07/2026", address):
        assert words in page

    client.force_login(ward.leader)
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "6 tháng đầu năm 2026" in page
    assert address not in page


def test_a_unit_sees_the_text_but_not_how_far_others_are(client, ward):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)
    item = PlanItemFactory(plan=plan)
    for cell in ward.cells:
        OccurrenceFactory(item=item, unit=cell)
    client.force_login(ward.reporter)

    (paragraph,) = client.get(plan.get_absolute_url()).context["paragraphs"]

    assert paragraph.figures.all == 1


def test_plan_create_begins_a_plan(office, ward):
    response = office.post(
        reverse("plans:plan_create"),
        {
            "number": "76 -KH/ĐU",
            "abstract": "Thực hiện kết luận",
            "issued_on": "05/5/2026",
            "recipients": "- A,\n\n- B.",
        },
    )

    plan = Plan.objects.get(document__number="76-KH/ĐU")
    assert response.headers["Location"] == plan.get_absolute_url()
    assert (plan.issuer, plan.document.issued_on, plan.recipients) == (ward.committee, date(2026, 5, 5), ["A", "B"])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"abstract": ""}, "bắt buộc"),
        ({"issued_on": "31/2/2026"}, "ngày"),
        ({"issued_on": "01/01/1026"}, "1930"),
        ({"starts_on": "2/1/2026", "ends_on": "1/1/2026"}, "phải sau ngày bắt đầu"),
        ({"starts_on": "1/1/2000", "ends_on": "1/1/2060"}, "30 năm"),
        ({"ends_on": "31/12/2199"}, "30 năm"),
        ({"monitor_name": "Đơn vị không có thật"}, "Không tìm thấy nơi nào"),
        ({"abstract": "x" * 2001}, "2000"),
    ],
)
def test_plan_create_says_what_is_wrong_and_keeps_what_was_typed(office, wrong, sentence):
    page = office.post(reverse("plans:plan_create"), {"number": "99-KH/ĐU", "abstract": "Việc"} | wrong)

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "99-KH/ĐU" in page.content.decode()
    assert not Plan.objects.filter(document__number="99-KH/ĐU").exists()


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("reporter", 403), ("stranger", 200)])
def test_plan_create_is_for_offices(client, ward, who, status):
    client.force_login(getattr(ward, who))

    assert client.get(reverse("plans:plan_create")).status_code == status


def test_plan_create_for_another_office_is_taken_for_ones_own(office, ward):
    office.post(reverse("plans:plan_create"), {"number": "8-KH/ĐU", "abstract": "Việc", "issuer": ward.other.pk})

    assert Plan.objects.get(document__number="08-KH/ĐU").issuer == ward.committee


def test_plan_edit_writes_the_header(office, ward):
    office.post(
        reverse("plans:plan_edit", args=[ward.plan.pk]), header(ward.plan, monitor_name="HĐND phường", place="Bình An")
    )

    ward.plan.refresh_from_db()
    assert (ward.plan.monitor, ward.plan.document.place) == (ward.council, "Bình An")


def test_plan_edit_shows_both_texts_when_somebody_was_faster(office, ward):
    url = reverse("plans:plan_edit", args=[ward.plan.pk])
    office.post(url, header(ward.plan, abstract="Bản của người trước"))

    page = office.post(url, header(ward.plan, abstract="Bản của người sau"))

    words = page.content.decode()
    assert page.status_code == 409
    assert ward.officer.full_name in words
    assert "Bản của người trước" in words
    assert "Bản của người sau" in words
    ward.plan.document.refresh_from_db()
    assert ward.plan.document.abstract == "Bản của người trước"

    again = office.post(
        url, header(ward.plan, abstract="Bản của người sau", version=page.context["form"]["version"].value())
    )
    ward.plan.document.refresh_from_db()
    assert (again.status_code, ward.plan.document.abstract) == (302, "Bản của người sau")


def test_plan_edit_sent_twice_is_no_conflict(office, ward):
    url, sent = reverse("plans:plan_edit", args=[ward.plan.pk]), header(ward.plan, abstract="Một lần")

    assert [office.post(url, sent).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize("name", ["plan_edit", "plan_delete", "item_create", "plan_issue"])
@pytest.mark.parametrize(("who", "status"), [("leader", 404), ("reporter", 404), ("stranger", 404)])
def test_a_plan_being_entered_is_nobody_elses_to_change(client, ward, name, who, status):
    client.force_login(getattr(ward, who))
    url = reverse(f"plans:{name}", args=[ward.plan.pk])

    assert {client.get(url).status_code, client.post(url, {}).status_code} == {status}


@pytest.mark.parametrize("name", ["plan_edit", "plan_delete", "item_create"])
def test_a_plan_at_work_is_no_longer_edited(office, ward, name):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)

    assert office.get(reverse(f"plans:{name}", args=[plan.pk])).status_code == 403


def test_plan_delete_asks_first(office, ward):
    url = reverse("plans:plan_delete", args=[ward.plan.pk])
    assert "Bỏ kế hoạch này?" in office.get(url).content.decode()
    assert Plan.objects.filter(pk=ward.plan.pk).exists()

    office.post(url, {"version": ward.plan.version})

    assert not Plan.objects.filter(pk=ward.plan.pk).exists()


def test_plan_delete_upon_a_stale_page_is_refused(office, ward):
    office.post(reverse("plans:plan_delete", args=[ward.plan.pk]), {"version": "12"})

    assert Plan.objects.filter(pk=ward.plan.pk).exists()


def test_plan_close_is_for_the_office_of_the_issuer(client, ward):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)
    client.force_login(ward.leader)
    assert client.post(reverse("plans:plan_close", args=[plan.pk])).status_code == 403

    client.force_login(ward.officer)
    client.post(reverse("plans:plan_close", args=[plan.pk]))

    plan.refresh_from_db()
    assert plan.closed_on == timezone.localdate()
