"""Paragraphs entered by hand: the whole of it without JavaScript."""

import pytest
from django.urls import reverse

from plans.deadlines import DeadlineKind
from plans.models import Assignee, Document, Plan, PlanItem
from tests.factories.plans import AssigneeFactory, PlanDeadlineFactory, PlanItemFactory, TargetFactory

NO_ROWS = {
    f"{prefix}-{name}": value
    for prefix in ("who", "when", "target")
    for name, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))
}


def words(plan, **changes):
    return NO_ROWS | {"version": plan.version, "label_text": "1.", "text": "Mở hội nghị", "kind": "task"} | changes


def create(office, plan, **changes):
    return office.post(reverse("plans:item_create", args=[plan.pk]), words(plan, **changes))


def test_an_item_is_added_with_unit_group_and_deadline(office, ward):
    create(
        office, ward.plan,
        **{
            "who-TOTAL_FORMS": 2, "who-0-who_name": "hdnd phuong", "who-0-role": "LEAD",
            "who-1-who": f"g{ward.group.pk}", "who-1-who_name": ward.group.name, "who-1-role": "PERFORM",
            "when-TOTAL_FORMS": 1, "when-0-wording": "hoàn thành trước ngày 30/6/2026",
        },
    )  # fmt: skip

    item = ward.plan.items.get()
    assert [(row.role, row.unit, row.group) for row in item.assignees.all()] == [
        ("LEAD", ward.council, None), ("PERFORM", None, ward.group),
    ]  # fmt: skip
    assert item.deadlines.get().deadline.kind == DeadlineKind.FIXED


def test_an_item_behind_one_that_is_gone_is_put_nowhere_and_its_words_stay(office, ward):
    gone = PlanItemFactory(plan=ward.plan)
    standing = PlanItemFactory(plan=ward.plan)
    pk = gone.pk
    gone.delete()

    page = create(office, ward.plan, after=pk)

    assert (page.status_code, ward.plan.items.get()) == (409, standing)
    assert "Mở hội nghị" in page.content.decode()


def test_a_page_for_an_item_behind_one_that_is_gone_says_so(office, ward):
    page = office.get(reverse("plans:item_create", args=[ward.plan.pk]), {"after": 987_654}, follow=True)

    assert "Mục vừa chọn không còn trong kế hoạch" in page.content.decode()


@pytest.mark.parametrize(
    ("issued_on", "starts_on", "day"), [("2017-05-01", "2017-01-01", "2017-05-01"), (None, "2017-01-01", "2017-01-01")]
)
def test_names_are_looked_up_as_of_the_day_of_the_plan(office, ward, issued_on, starts_on, day):
    Document.objects.filter(pk=ward.plan.document_id).update(issued_on=issued_on)
    Plan.objects.filter(pk=ward.plan.pk).update(starts_on=starts_on)

    page = office.get(reverse("plans:item_create", args=[ward.plan.pk])).content.decode()

    assert f'data-url="{reverse("orgs:unit_candidates", args=[ward.committee.pk])}?on={day}"' in page


def test_an_unclear_name_offers_candidates_to_choose_from(office, ward):
    rows = {"who-TOTAL_FORMS": 1, "who-0-who_name": "chi bộ", "who-0-role": "PERFORM"}
    page = create(office, ward.plan, **rows)

    assert "Chưa rõ “chi bộ” là nơi nào" in page.content.decode()
    assert f'<option value="u{ward.cells[1].pk}">' in page.content.decode()
    assert not ward.plan.items.exists()

    create(office, ward.plan, **rows, **{"who-0-who_choice": f"u{ward.cells[1].pk}"})
    assert Assignee.objects.get().unit == ward.cells[1]


def test_a_name_may_be_left_open(office, ward):
    rows = {"who-TOTAL_FORMS": 1, "who-0-who_name": "các cơ quan liên quan", "who-0-role": "COORDINATE"}

    create(office, ward.plan, **rows, **{"who-0-who_choice": "open"})

    row = Assignee.objects.get()
    assert (row.text, row.is_matched) == ("các cơ quan liên quan", False)


@pytest.mark.parametrize("value", ["u999999", "g1x", "u", "x3", "u12345678901234567890"])
def test_a_unit_that_may_not_be_named_is_not_taken(office, ward, value):
    rows = {"who-TOTAL_FORMS": 1, "who-0-who": value, "who-0-role": "PERFORM"}

    assert create(office, ward.plan, **rows).status_code == 200
    assert not Assignee.objects.exists()


def test_a_unit_of_a_foreign_tree_is_not_taken(office, ward):
    rows = {"who-TOTAL_FORMS": 1, "who-0-who_choice": f"u{ward.other.pk}", "who-0-role": "PERFORM"}

    create(office, ward.plan, **rows)

    assert not Assignee.objects.exists()


def test_one_more_row_is_asked_for_without_saving(office, ward):
    page = create(office, ward.plan, more="who")

    assert page.context["bundle"].assignees.total_form_count() == 1
    assert "Mở hội nghị" in page.content.decode()
    assert not ward.plan.items.exists()


def test_the_next_item_is_offered_the_next_label(office, ward):
    response = create(office, ward.plan, and_next="yes")

    page = office.get(response.headers["Location"].partition("#")[0])
    assert page.context["bundle"].form["label_text"].value() == "2."


def test_item_edit_takes_rows_away(office, ward):
    item = PlanItemFactory(plan=ward.plan)
    row, target = AssigneeFactory(item=item), TargetFactory(item=item)
    PlanDeadlineFactory(item=item)
    sent = words(
        ward.plan,
        **{
            "who-TOTAL_FORMS": 1, "who-INITIAL_FORMS": 1, "who-0-id": row.pk, "who-0-who_name": row.unit.name,
            "who-0-who": f"u{row.unit_id}", "who-0-role": row.role, "who-0-DELETE": "on",
            "target-TOTAL_FORMS": 1, "target-INITIAL_FORMS": 1, "target-0-id": target.pk, "target-0-DELETE": "on",
            "when-TOTAL_FORMS": 1, "when-INITIAL_FORMS": 1, "when-0-wording": "",
        },
    )  # fmt: skip

    office.post(reverse("plans:item_edit", args=[item.pk]), sent)

    assert (item.assignees.count(), item.targets.count(), item.deadlines.count()) == (0, 0, 0)


def test_item_edit_keeps_the_name_as_the_document_writes_it(office, ward):
    item = PlanItemFactory(plan=ward.plan)
    row = AssigneeFactory(item=item, unmatched=True)
    sent = words(
        ward.plan,
        **{
            "who-TOTAL_FORMS": 1, "who-INITIAL_FORMS": 1, "who-0-id": row.pk, "who-0-role": "PERFORM",
            "who-0-who_name": "HĐND phường", "who-0-who": "",
        },
    )  # fmt: skip

    office.post(reverse("plans:item_edit", args=[item.pk]), sent)

    row.refresh_from_db()
    assert (row.text, row.unit) == ("các cơ quan liên quan", ward.council)


def test_item_edit_shows_both_texts_when_somebody_was_faster(office, ward):
    item = PlanItemFactory(plan=ward.plan)
    url, version = reverse("plans:item_edit", args=[item.pk]), ward.plan.version
    office.post(url, words(ward.plan, text="Bản trước"))

    page = office.post(url, words(ward.plan, text="Bản sau", version=version))

    assert page.status_code == 409
    assert [(d.theirs, d.mine) for d in page.context["conflict"].differences] == [("Bản trước", "Bản sau")]
    assert PlanItem.objects.get().text == "Bản trước"


@pytest.mark.parametrize("count", [1, 30])
def test_item_edit_query_count_is_constant(office, ward, count, django_assert_max_num_queries):
    items = PlanItemFactory.create_batch(count, plan=ward.plan)
    AssigneeFactory.create_batch(3, item=items[0])
    PlanDeadlineFactory(item=items[0])

    with django_assert_max_num_queries(12):
        office.get(reverse("plans:item_edit", args=[items[0].pk]))


def test_item_move_and_delete_by_buttons(office, ward):
    first, second = PlanItemFactory.create_batch(2, plan=ward.plan)

    office.post(reverse("plans:item_move", args=[second.pk]), {"version": 0, "direction": "up"})
    assert list(ward.plan.items.order_by("position")) == [second, first]

    office.post(reverse("plans:item_delete", args=[first.pk]), {"version": 1})
    assert list(ward.plan.items.all()) == [second]


@pytest.mark.parametrize("sent", [{}, {"version": 0, "direction": "sideways"}, {"version": "9", "direction": "up"}])
def test_item_move_refuses_what_it_does_not_know(office, ward, sent):
    first, second = PlanItemFactory.create_batch(2, plan=ward.plan)

    office.post(reverse("plans:item_move", args=[second.pk]), sent)

    assert list(ward.plan.items.order_by("position")) == [first, second]


@pytest.mark.parametrize("name", ["item_edit", "item_move", "item_delete"])
@pytest.mark.parametrize("who", ["leader", "reporter", "stranger"])
def test_items_are_nobody_elses_to_change(client, ward, name, who):
    item = PlanItemFactory(plan=ward.plan)
    client.force_login(getattr(ward, who))

    assert client.post(reverse(f"plans:{name}", args=[item.pk]), {"version": 0}).status_code == 404


@pytest.mark.parametrize(
    ("wording", "understood"),
    [
        ("trước ngày 10/12 hằng năm", "1 hạn: 10/12/2026"),
        ("ngày 31/2/2026", "hưa hiểu thời hạn này"),
        ("thường xuyên", "không có hạn"),
        ("", ""),
    ],
)
def test_what_is_understood_of_a_deadline_is_said_at_once(office, ward, wording, understood):
    page = office.get(
        reverse("plans:deadline_read", args=[ward.plan.pk]), {"when-0-wording": wording}, headers={"HX-Request": "true"}
    )

    assert understood in page.content.decode()


def test_words_too_long_come_back_whole_with_a_sentence(office, ward):
    long = "dài " * 6000

    page = create(office, ward.plan, text=long).content.decode()

    assert long.strip() in page
    assert "maxlength" not in page.split("<textarea", 1)[1].split(">", 1)[0]
    assert not ward.plan.items.exists()
