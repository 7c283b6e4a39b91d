"""A new version of a plan at work: written whole, the past untouched, rows to come following."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from plans.models import Occurrence, Plan, PlanItem, PlanVersion, Progress
from plans.revisions import Choice, Settled, compare_import
from plans.services.confirming import confirm_import
from plans.services.revising import settle
from tests.factories.plans import ProgressUpdateFactory
from tests.plans.revising import TODAY, Revising, days

REPORT, REVIEW, MONEY = "Các chi bộ trực thuộc", "Rà soát", "Bố trí"


@pytest.fixture
def plan(ward):
    return Revising(ward)


def test_the_plan_was_handed_out_as_the_tests_take_it(plan):
    assert days(plan.item(REPORT)) == [date(2026, 6, 15)] * 3 + [date(2026, 12, 15)] * 3
    assert days(plan.item(REVIEW)) == [date(2026, 9, 30)]


def test_the_same_document_again_changes_no_paragraph(plan):
    before = list(PlanItem.objects.values())

    version = plan.revise(plan.amended())

    assert (version.number, version.document_number, version.issued_on) == (2, "20-KH/ĐU", date(2026, 6, 29))
    assert [(row["id"], row["parent_id"]) for row in PlanItem.objects.values()] == [
        (row["id"], row["parent_id"]) for row in before
    ]


def test_rows_to_come_follow_and_past_ones_never_move(plan):
    old = plan.item(REPORT)
    past = list(Occurrence.objects.filter(due_on__lt=TODAY).order_by("pk").values())

    plan.revise(plan.amended(("15/6 và 15/12", "15/6 và 20/12")))

    new = plan.item(REPORT)
    assert (new.replaces, days(old), days(new)) == (old, [date(2026, 6, 15)] * 3, [date(2026, 12, 20)] * 3)
    assert list(Occurrence.objects.filter(due_on__lt=TODAY).order_by("pk").values()) == past


def test_what_a_unit_has_answered_stays_as_it_was_and_is_asked_for_no_second_time(plan):
    done, awaiting, begun = Occurrence.objects.filter(due_on=date(2026, 12, 15)).order_by("pk")
    Occurrence.objects.filter(pk=done.pk).update(progress=Progress.FINISHED, finished_on=date(2026, 6, 30))
    Occurrence.objects.filter(pk=awaiting.pk).update(progress=Progress.AWAITING)
    Occurrence.objects.filter(pk=begun.pk).update(progress=Progress.IN_PROGRESS)
    ProgressUpdateFactory(occurrence=begun)
    answered = list(Occurrence.objects.filter(pk__in=[done.pk, awaiting.pk]).values())

    plan.revise(plan.amended(("15/6 và 15/12", "15/6 và 20/12")))

    begun.refresh_from_db()
    assert list(Occurrence.objects.filter(pk__in=[done.pk, awaiting.pk]).values()) == answered
    assert days(plan.item(REPORT)) == [date(2026, 12, 20)]
    assert (begun.due_on, begun.original_due_on, begun.updates.count()) == (date(2026, 12, 20), date(2026, 12, 15), 1)


def test_what_is_dropped_is_asked_for_no_more(plan):
    started = Occurrence.objects.filter(due_on=date(2026, 9, 30))
    started.update(progress=Progress.IN_PROGRESS)
    line = "- Rà soát thủ tục hành chính, hoàn thành trước ngày 30/9/2026.\n\n"

    plan.revise(plan.amended((line, "")))

    assert plan.item(REVIEW).dropped_in == 2
    assert started.get().progress == Progress.STOPPED
    assert not plan.plan.items.current().filter(text__startswith=REVIEW).exists()


def test_what_is_new_is_handed_out_for_days_to_come(plan):
    line = "4. Văn phòng Đảng ủy rà soát danh sách, hoàn thành trước ngày 15/3/2026 và trước ngày 30/10/2026.\n\nT/M"

    plan.revise(plan.amended(("T/M", line)))

    new = plan.item("Văn phòng Đảng ủy rà soát")
    assert [row.unit for row in new.assignments.all()] == [plan.bureau]
    assert days(new) == [date(2026, 10, 30)]
    assert (new.introduced_in, new.replaces) == (2, None)


def test_an_ongoing_duty_that_changed_is_answered_in_the_periods_still_open(plan):
    old = plan.item("Văn phòng Đảng ủy theo dõi")
    before = Occurrence.objects.filter(assignment__item=old).count()

    plan.revise(plan.amended(("theo dõi, đôn đốc; thực", "theo dõi, đôn đốc, tổng hợp; thực")))

    new = plan.item("Văn phòng Đảng ủy theo dõi")
    rows = Occurrence.objects.filter(assignment__item=new)
    assert {row.period.ends_on >= TODAY for row in rows} == {True}
    assert rows.count() + Occurrence.objects.filter(assignment__item=old).count() == before


def test_a_group_keeps_the_list_it_was_handed_out_to(plan, ward):
    plan.revise(plan.amended(("15/6 và 15/12", "15/6 và 20/12")))

    assert {row.unit for row in plan.item(REPORT).assignments.all()} == set(ward.cells)


def test_another_unit_takes_over_what_is_to_come(plan):
    change = ("3. Văn phòng Đảng ủy theo dõi", "3. Ủy ban nhân dân phường theo dõi")

    plan.revise(plan.amended(change))

    new = plan.item("Ủy ban nhân dân phường theo dõi")
    assert [row.unit for row in new.assignments.all()] == [plan.people]
    assert set(Occurrence.objects.filter(assignment__item=new).values_list("unit", flat=True)) == {plan.people.pk}
    to_come = Occurrence.objects.filter(unit=plan.bureau).since(TODAY)
    assert not to_come.exists()


def test_what_is_kept_stays_and_each_version_reads_as_it_did(plan):
    before = [item.pk for item in plan.plan.items.of_version(1)]
    changes = [
        ("trước ngày 30/9/2026", "trước ngày 31/10/2026"),
        ("2. Tổ chức hội nghị gặp mặt người có uy tín ở các khu phố.\n\n", ""),
        ("I- MỤC ĐÍCH\n", "I- QUAN ĐIỂM\n\nII- MỤC ĐÍCH\n"),
    ]
    amended = plan.amended(*changes)

    plan.revise(amended, plan.decided(amended, **{REVIEW: Choice.KEEP, "Tổ chức hội nghị": Choice.KEEP}))

    assert [item.pk for item in plan.plan.items.of_version(1)] == before
    now = [item.text for item in plan.plan.items.of_version(2)]
    assert any(text.startswith("Tổ chức hội nghị") for text in now)
    assert next(text for text in now if text.startswith(REVIEW)).endswith("30/9/2026.")
    assert now.index("QUAN ĐIỂM") < now.index("MỤC ĐÍCH")


def test_paragraphs_hang_where_the_new_text_has_them(plan):
    plan.revise(
        plan.amended(
            ("2. Các chi bộ", "2. Hội đồng nhân dân phường\n\n- Giám sát.\n\n3. Các chi bộ"),
            ("3. Văn phòng", "4. Văn phòng"),
        )
    )

    watch = plan.item("Giám sát")
    assert (watch.parent.text, watch.parent.parent.text) == ("Hội đồng nhân dân phường", "TỔ CHỨC THỰC HIỆN")
    assert plan.item(REPORT, dropped_in=None).label == "3"
    positions = list(plan.plan.items.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))


def test_the_plans_time_may_change_and_days_are_derived_again(plan):
    amended = plan.amended(("công tác dân vận năm 2026", "công tác dân vận năm 2026 - 2027"))
    decided = plan.decided(amended)
    decided = type(decided)(**vars(decided) | {"header": {"ends_on": date(2027, 12, 31)}})

    plan.revise(amended, decided)

    assert days(plan.item(REPORT))[-6:] == [date(2027, 6, 15)] * 3 + [date(2027, 12, 15)] * 3
    assert plan.plan.periods.latest("ends_on").ends_on == date(2027, 12, 31)


@pytest.mark.parametrize("ends_on", [date(2099, 12, 31), date(2025, 12, 31)])
def test_a_time_that_no_plan_can_have_is_not_taken_over(plan, ends_on):
    amended = plan.amended(("15/6 và 15/12", "15/6 và 20/12"))
    decided = type(plan.decided(amended))(**vars(plan.decided(amended)) | {"header": {"ends_on": ends_on}})
    before = state()

    with pytest.raises(ValidationError) as refused:
        plan.revise(amended, decided)

    assert not hasattr(refused.value, "error_dict")  # the page of the comparison has no such fields
    assert state() == before


def test_confirmed_twice_it_makes_one_version(plan):
    amended = plan.amended(("15/6 và 15/12", "15/6 và 20/12"))
    decided = plan.decided(amended)

    assert plan.revise(amended, decided) == plan.revise(amended, decided)
    assert PlanVersion.objects.filter(plan=plan.plan).count() == 2


def state():
    return [list(model.objects.order_by("pk").values()) for model in (Plan, PlanItem, PlanVersion, Occurrence)]


@pytest.mark.parametrize("changes", [{"version": 9}, {"closed_on": TODAY}])
def test_a_plan_changed_or_closed_meanwhile_is_left_alone(plan, changes):
    amended = plan.amended(("15/6 và 15/12", "15/6 và 20/12"))
    decided = plan.decided(amended)
    Plan.objects.filter(pk=plan.plan.pk).update(**changes)
    before = state()

    with pytest.raises(StaleVersion):
        plan.revise(amended, decided)
    assert state() == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("trước ngày 30/9/2026", "trước ngày 31/9/2026"), "chưa hiểu thời hạn"),
        (("T/M", "4. Các cơ quan liên quan gửi báo cáo trước ngày 30/10/2026.\n\nT/M"), "chưa rõ"),
    ],
)
def test_what_is_unclear_is_refused_and_nothing_is_stored_half(plan, change, sentence):
    amended = plan.amended(change)
    before = state()

    with pytest.raises(ValidationError, match=sentence):
        plan.revise(amended)
    assert state() == before


def test_a_choice_left_open_is_refused(plan):
    amended = plan.amended(("15/6 và 15/12", "15/6 và 20/12"))
    decided = plan.decided(amended)

    with pytest.raises(ValidationError, match="Còn 1 chỗ chưa chọn"):
        plan.revise(amended, type(decided)(**vars(decided) | {"choices": {}}))


def test_the_journal_tells_what_was_amended_and_why(plan):
    plan.revise(plan.amended(("15/6 và 15/12", "15/6 và 20/12")))

    entry = JournalEntry.objects.get(action="sửa đổi kế hoạch theo văn bản")
    assert ("15/12" in entry.before["changed"][0], "20/12" in entry.after["changed"][0]) == (True, True)
    assert (entry.after["document_number"], entry.after["reason"]) == ("20-KH/ĐU", "Kế hoạch sửa đổi")


def test_a_document_that_amends_becomes_no_plan_of_its_own(plan, ward):
    amended = plan.amended()

    with pytest.raises(ValidationError, match="bản sửa đổi"):
        confirm_import(plan_import=amended, by=ward.officer, header={}, matches={})


def test_choices_of_two_people_do_not_overwrite_each_other(plan):
    amended = plan.amended(("15/6 và 15/12", "15/6 và 20/12"))
    settle(plan_import=amended, version=0, settled=Settled(fields={"reason": "một"}))

    with pytest.raises(StaleVersion):
        settle(plan_import=amended, version=0, settled=Settled(fields={"reason": "hai"}))
    amended.refresh_from_db()
    assert amended.settled["fields"] == {"reason": "một"}


def test_pairs_made_on_another_reading_are_forgotten_and_words_kept(plan):
    amended = plan.amended(("15/6 và 15/12", "15/6 và 20/12"))
    amended.settled = vars(Settled(of="khác", together=[("1", "2")], choices={"1~2": "take"}, fields={"reason": "x"}))

    _, settled = compare_import(plan.plan, amended)

    assert (settled.together, settled.choices, settled.fields) == ([], {}, {"reason": "x"})


def test_what_was_set_right_by_hand_is_not_taken_for_a_change(plan, ward):
    item = plan.item(REVIEW)
    item.assignees.update(unit=ward.council)

    revision, _ = compare_import(plan.plan, plan.amended())

    assert list(revision.differing()) == []
