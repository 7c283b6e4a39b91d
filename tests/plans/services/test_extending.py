"""More time: asked before the due day, answered once, the original day kept (DOMAIN.md §7.3)."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from orgs.models import JournalEntry, Role
from plans.models import Extension, Occurrence, Progress
from plans.services.amending import amend_item
from plans.services.duties import Wording, set_deadlines
from plans.services.extending import ask_extension, grant_extension, refuse_extension, why_not_ask
from plans.services.issuing import PastWork, issue_plan
from tests.factories.orgs import UserFactory
from tests.factories.plans import AssigneeFactory, ExtensionFactory, OccurrenceFactory, PlanItemFactory

pytestmark = pytest.mark.django_db
DUE, LATER, BEFORE = date(2026, 5, 31), date(2026, 6, 15), date(2026, 5, 20)
LEADER = "Bí thư Nguyễn Văn A"


@pytest.fixture
def row():
    return OccurrenceFactory(due_on=DUE)


@pytest.fixture
def reporter(row):
    return UserFactory(unit=row.unit)


@pytest.fixture
def officer(row):
    return UserFactory(unit=row.plan.issuer, role=Role.OFFICER)


def ask(row, by, **changes):
    values = {"on": BEFORE, "reason": "Chờ số liệu của các tổ dân phố", "wanted_on": LATER}
    return ask_extension(occurrence=row, by=by, **values | changes)


def refused(act, *args, **kwargs):
    with pytest.raises(ValidationError) as caught:
        act(*args, **kwargs)
    return " ".join(caught.value.messages)


class TestAsking:
    def test_it_waits_and_the_day_stays(self, row, reporter):
        asked = ask(row, reporter)

        row.refresh_from_db()
        assert (asked.due_before, asked.wanted_on, asked.verdict, row.due_on) == (DUE, LATER, "", DUE)
        entry = JournalEntry.objects.get(action="xin gia hạn")
        assert (entry.object_id, entry.unit, entry.before["due_on"], entry.after["wanted_on"]) == (
            row.pk, row.unit, "2026-05-31", "2026-06-15",
        )  # fmt: skip

    @pytest.mark.parametrize("on", [DUE, date(2026, 6, 1)])
    def test_on_the_due_day_it_is_too_late(self, row, reporter, on):
        assert "trước ngày đến hạn (31/05/2026)" in refused(ask, row, reporter, on=on)

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"due_on": None, "periodic": True}, "không có hạn riêng"),
            ({"progress": Progress.AWAITING}, "đã gửi kết quả"),
            ({"finished": True}, "đã gửi kết quả"),
            ({"progress": Progress.STOPPED}, "thôi thực hiện"),
            ({"is_counted": False}, "chỉ lưu"),
            ({"plan__closed": True}, "đã kết thúc ngày 31/12/2026"),
        ],
    )
    def test_where_there_is_nothing_to_ask_for_it_says_why(self, changes, words):
        row = OccurrenceFactory(**{"due_on": DUE, **changes})

        assert words in refused(ask, row, UserFactory(unit=row.unit))
        assert words in why_not_ask(row, BEFORE)
        assert not Extension.objects.exists()

    def test_what_came_back_to_the_unit_may_need_more_time(self, row, reporter):
        Occurrence.objects.filter(pk=row.pk).update(progress=Progress.ASKED_FOR_MORE)

        assert ask(row, reporter).pk

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"wanted_on": DUE}, "phải sau hạn hiện nay (31/05/2026)"),
            ({"reason": "  "}, "ghi lý do"),
            ({"reason": "a" * 5001}, "5.000"),
        ],
    )
    def test_a_reason_and_a_later_day_are_needed(self, row, reporter, changes, words):
        assert words in refused(ask, row, reporter, **changes)

    def test_a_day_on_which_the_same_duty_is_due_again_is_no_day_to_ask_for(self, row, reporter):
        OccurrenceFactory(assignment=row.assignment, due_on=LATER)

        assert "15/06/2026 đã là hạn của lần sau" in refused(ask, row, reporter)

    def test_sent_twice_it_is_one_request(self, row, reporter):
        assert ask(row, reporter) == ask(row, reporter)
        assert JournalEntry.objects.filter(action="xin gia hạn").count() == 1

    def test_while_one_waits_no_other_is_asked(self, row, reporter):
        ask(row, reporter)

        assert "đang chờ trả lời" in refused(ask, row, reporter, wanted_on=date(2026, 6, 20))


class TestAnswering:
    def test_granted_the_row_is_due_later_and_the_original_day_stays(self, row, reporter, officer):
        asked = ask(row, reporter)

        grant_extension(extension=asked, by=officer, decided_by=LEADER, granted_on=LATER)

        row.refresh_from_db()
        asked.refresh_from_db()
        assert (row.due_on, row.original_due_on, row.version) == (LATER, DUE, 0)
        assert (asked.verdict, asked.granted_on, asked.decided_by, asked.recorded_by) == (
            "GRANTED", LATER, LEADER, officer,
        )  # fmt: skip
        entry = JournalEntry.objects.get(action="đồng ý gia hạn")
        assert (entry.before, entry.after) == (
            {"due_on": "2026-05-31"}, {"due_on": "2026-06-15", "decided_by": LEADER},
        )  # fmt: skip

    def test_a_second_extension_keeps_the_first_of_all_days(self, row, reporter, officer):
        for day in (LATER, date(2026, 6, 30)):
            row.refresh_from_db()
            grant_extension(extension=ask(row, reporter, wanted_on=day), by=officer, decided_by=LEADER, granted_on=day)

        row.refresh_from_db()
        assert (row.due_on, row.original_due_on) == (date(2026, 6, 30), DUE)

    def test_refused_the_row_stays_due_and_the_unit_may_ask_again(self, row, reporter, officer):
        asked = ask(row, reporter)

        refuse_extension(extension=asked, by=officer, decided_by=LEADER, answer="Còn đủ thời gian")

        row.refresh_from_db()
        assert row.due_on == DUE
        assert ask(row, reporter).pk != asked.pk

    def test_refusing_gives_a_reason_and_every_answer_says_who_decided(self, row, reporter, officer):
        asked = ask(row, reporter)

        assert "lý do không đồng ý" in refused(
            refuse_extension, extension=asked, by=officer, decided_by=LEADER, answer=" "
        )
        assert "người quyết định" in refused(
            grant_extension, extension=asked, by=officer, decided_by=" ", granted_on=LATER
        )
        asked.refresh_from_db()
        assert asked.verdict == ""

    def test_the_second_answer_is_told_of_the_first(self, row, reporter, officer):
        asked = ask(row, reporter)
        grant_extension(extension=asked, by=officer, decided_by=LEADER, granted_on=LATER)

        words = refused(
            refuse_extension, extension=asked, by=UserFactory(), decided_by=LEADER, answer="Còn đủ thời gian"
        )

        assert words == f"{officer} vừa trả lời: đồng ý gia hạn đến 15/06/2026. Lần này chưa ghi gì."

    def test_answered_twice_the_same_way_it_is_one_answer(self, row, reporter, officer):
        asked = ask(row, reporter)
        for _ in range(2):
            grant_extension(extension=asked, by=officer, decided_by=LEADER, granted_on=LATER)

        assert JournalEntry.objects.filter(action="đồng ý gia hạn").count() == 1

    def test_what_was_asked_in_time_is_granted_after_the_unit_has_answered(self, row, reporter, officer):
        asked = ask(row, reporter)
        Occurrence.objects.filter(pk=row.pk).update(progress=Progress.FINISHED, finished_on=date(2026, 6, 3))

        grant_extension(extension=asked, by=officer, decided_by=LEADER, granted_on=LATER)

        assert list(Occurrence.objects.in_cell("finished_on_time", LATER)) == [row]
        assert list(Occurrence.objects.in_cell("finished_late", LATER, by_original=True)) == [row]

    @pytest.mark.parametrize(("state", "words"), [("STOPPED", "thôi thực hiện"), ("closed", "đã kết thúc")])
    def test_what_is_given_up_or_closed_needs_no_answer(self, row, reporter, officer, state, words):
        asked = ask(row, reporter)
        if state == "closed":
            row.plan.closed_on = LATER
            row.plan.save()
        else:
            Occurrence.objects.filter(pk=row.pk).update(progress=state)

        assert words in refused(grant_extension, extension=asked, by=officer, decided_by=LEADER, granted_on=LATER)
        assert not Extension.objects.to_decide(officer)


class TestWhoseTurn:
    def test_requests_wait_for_office_and_leaders_of_the_issuer(self, row, reporter, officer):
        asked = ask(row, reporter)
        leader = UserFactory(unit=row.plan.issuer, role=Role.LEADER)

        assert [list(Extension.objects.to_decide(user)) for user in (officer, leader)] == [[asked], [asked]]
        assert not Extension.objects.to_decide(reporter)
        assert not Extension.objects.to_decide(UserFactory(officer=True))


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_give_one_answer():
    asked = ExtensionFactory(occurrence__due_on=DUE, wanted_on=LATER)
    people = [UserFactory(unit=asked.occurrence.plan.issuer, role=Role.OFFICER) for _ in range(2)]
    together, told = Barrier(2), []

    def answer(person, day):
        together.wait()
        try:
            grant_extension(extension=asked, by=person, decided_by=LEADER, granted_on=day)
        except ValidationError as error:
            told.extend(error.messages)
        finally:
            connection.close()

    threads = [Thread(target=answer, args=(person, date(2026, 6, 15 + n))) for n, person in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    asked.refresh_from_db()
    assert asked.occurrence.due_on == asked.granted_on
    assert len(told) == 1
    assert "vừa trả lời" in told[0]


class TestAmendments:
    """An amended plan neither takes back time that was given nor trips over a request."""

    @pytest.fixture
    def item(self, ward):
        item = PlanItemFactory(plan=ward.plan)
        AssigneeFactory(item=item, unit=ward.cells[0], text=ward.cells[0].name)
        set_deadlines(item, [Wording("ngày 15/6 và 15/12 hằng năm")])
        issue_plan(plan=ward.plan, by=ward.officer, on=date(2026, 1, 20), version=0, past=PastWork.FOLLOWED)
        item.refresh_from_db()
        return item

    def amend(self, item, ward, wording):
        return amend_item(
            item=item, by=ward.officer, on=date(2026, 7, 1), version=1, reason="Công văn số 12-CV/ĐU",
            words={"label_text": "1.", "text": "Nội dung mới"}, wordings=[wording],
        )  # fmt: skip

    def extend(self, ward, due_on, until):
        row = Occurrence.objects.get(due_on=due_on)
        asked = ExtensionFactory(occurrence=row, wanted_on=until)
        grant_extension(extension=asked, by=ward.officer, decided_by=LEADER, granted_on=until)
        return row

    def test_a_later_day_stays_where_the_plans_own_day_stays(self, item, ward):
        row = self.extend(ward, date(2026, 12, 15), date(2026, 12, 25))

        amended = self.amend(item, ward, "ngày 15/6 và 15/12 hằng năm")

        row.refresh_from_db()
        assert (row.assignment.item, row.due_on, row.original_due_on) == (
            amended, date(2026, 12, 25), date(2026, 12, 15),
        )  # fmt: skip

    def test_a_past_row_with_more_time_stays_as_it_is(self, item, ward):
        row = self.extend(ward, date(2026, 6, 15), date(2026, 7, 10))

        self.amend(item, ward, "ngày 15/12/2026")

        row.refresh_from_db()
        assert (row.due_on, row.progress) == (date(2026, 7, 10), Progress.NOT_STARTED)

    def test_a_row_somebody_asked_about_is_given_up_not_deleted(self, item, ward):
        row = ExtensionFactory(occurrence=Occurrence.objects.get(due_on=date(2026, 12, 15))).occurrence

        self.amend(item, ward, "ngày 15/3/2026")

        row.refresh_from_db()
        assert row.progress == Progress.STOPPED
