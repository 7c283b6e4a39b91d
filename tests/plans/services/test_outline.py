"""The outline while it is entered: a sequence of paragraphs with depths."""

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from plans.deadlines import DeadlineKind
from plans.models import Assignee, Plan, PlanItem
from plans.services.duties import Wording
from plans.services.outline import Direction, Duties, add_item, delete_item, edit_item, move_item

WORDS = {"label_text": "1.", "text": "Tổ chức học tập", "kind": "task"}


@pytest.fixture
def outline(ward):
    """I (1 (a, b), 2), II: added one by one as a clerk would."""
    made = {}
    for name, after, is_child in [
        ("I", None, False), ("1", "I", True), ("a", "1", True),
        ("b", "a", False), ("2", "1", False), ("II", "I", False),
    ]:  # fmt: skip
        plan = Plan.objects.get(pk=ward.plan.pk)
        made[name] = add_item(
            plan=plan, by=ward.officer, version=plan.version, after=made.get(after), is_child=is_child,
            words={"label_text": f"{name}.", "text": f"Mục {name}", "kind": "task"},
        )  # fmt: skip
    return made


def drawn(plan):
    return [
        ("  " * item.depth + item.label, item.parent.label if item.parent else None)
        for item in plan.items.select_related("parent").order_by("position")
    ]


def move(item, ward, direction):
    item = PlanItem.objects.get(pk=item.pk)
    return move_item(item=item, by=ward.officer, version=item.plan.version, direction=direction)


def test_items_are_added_where_they_belong(ward, outline):
    assert drawn(ward.plan) == [
        ("I", None), ("  1", "I"), ("    a", "1"), ("    b", "1"), ("  2", "I"), ("II", None),
    ]  # fmt: skip


def test_a_paragraph_moves_with_all_below_it(ward, outline):
    move(outline["1"], ward, Direction.DOWN)

    assert [label.strip() for label, _ in drawn(ward.plan)] == ["I", "2", "1", "a", "b", "II"]


def test_a_paragraph_moved_in_hangs_under_the_one_before_it(ward, outline):
    move(outline["2"], ward, Direction.INDENT)

    assert ("    2", "1") in drawn(ward.plan)


def test_a_paragraph_moved_out_keeps_the_order_of_reading(ward, outline):
    move(outline["a"], ward, Direction.OUTDENT)

    assert drawn(ward.plan)[2:4] == [("  a", "I"), ("    b", "a")]


@pytest.mark.parametrize(
    ("name", "direction"), [("1", "up"), ("2", "down"), ("I", "outdent"), ("1", "indent"), ("I", "up"), ("II", "down")]
)
def test_a_paragraph_cannot_leave_its_place_by_force(ward, outline, name, direction):
    before = drawn(ward.plan)

    with pytest.raises(ValidationError):
        move(outline[name], ward, direction)

    assert drawn(ward.plan) == before


def test_a_paragraph_goes_with_all_below_it(ward, outline):
    item = PlanItem.objects.get(pk=outline["1"].pk)

    assert delete_item(item=item, by=ward.officer, version=item.plan.version) == 3
    assert drawn(ward.plan) == [("I", None), ("  2", "I"), ("II", None)]


def test_the_same_paragraph_sent_twice_is_added_once(ward):
    plan = ward.plan
    first = add_item(plan=plan, by=ward.officer, version=0, after=None, is_child=False, words=WORDS)

    again = add_item(plan=plan, by=ward.officer, version=0, after=None, is_child=False, words=WORDS)

    assert again == first
    assert plan.items.count() == 1


def test_another_paragraph_upon_a_stale_outline_is_refused(ward):
    add_item(plan=ward.plan, by=ward.officer, version=0, after=None, is_child=False, words=WORDS)

    with pytest.raises(StaleVersion):
        add_item(plan=ward.plan, by=ward.officer, version=0, after=None, is_child=False, words=WORDS | {"text": "Khác"})


def test_edit_item_writes_words_and_duties_in_one_entry(ward, outline):
    item = PlanItem.objects.get(pk=outline["2"].pk)

    edit_item(
        item=item, by=ward.officer, version=item.plan.version, words=WORDS | {"label_text": "2.1)"},
        duties=Duties(
            kept=[Assignee(text="HĐND phường", unit=ward.council)],
            deadlines=[Wording("trước ngày 30/6/2026"), Wording("ngày 31/2/2026")],
        ),
    )  # fmt: skip

    item.refresh_from_db()
    assert item.label == "2.1"
    assert [row.deadline.kind for row in item.deadlines.all()] == [DeadlineKind.FIXED, DeadlineKind.UNREADABLE]
    entry = JournalEntry.objects.filter(plan_id=ward.plan.pk).first()
    assert (entry.action, entry.before["text"], entry.after["text"]) == ("sửa mục", "Mục 2", "Tổ chức học tập")
    assert entry.after["assignees"] == ["thực hiện · Hội đồng nhân dân phường Bình An"]


def test_a_deadline_left_as_it_is_keeps_its_row(ward, outline):
    item = outline["2"]
    for wording in ("thường xuyên", "thường xuyên"):
        fresh = PlanItem.objects.get(pk=item.pk)
        edit_item(
            item=fresh, by=ward.officer, version=fresh.plan.version, words=WORDS,
            duties=Duties(deadlines=[Wording(wording)]),
        )  # fmt: skip

    assert item.deadlines.count() == 1


def test_edit_item_refuses_a_stale_version(ward, outline):
    item = PlanItem.objects.get(pk=outline["2"].pk)

    with pytest.raises(StaleVersion):
        edit_item(item=item, by=ward.officer, version=0, words=WORDS)

    assert PlanItem.objects.get(pk=item.pk).text == "Mục 2"
