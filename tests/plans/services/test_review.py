"""Taking in, asking for more, and who does the work."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.journal import broken_links
from orgs.models import JournalEntry
from plans.models import Answer, Occurrence, Progress, Review, Verdict
from plans.permissions import can_review
from plans.services.progress import object_to_entry, record_progress
from plans.services.review import accept, accept_many, ask_for_more, entry_to_judge, keep, release
from tests.factories.orgs import MembershipFactory
from tests.factories.plans import OccurrenceFactory
from tests.plans.services.test_progress import enter, in_threads, officer_of, reporter_of, send

TODAY = date(2026, 5, 20)


def sent(row=None, **words):
    row = row or OccurrenceFactory()
    return row, send(row, **words)


@pytest.mark.django_db
class TestAccept:
    def test_the_row_is_finished_on_the_day_it_was_sent(self):
        row, update = sent()
        review = accept(update=update, by=officer_of(row), version=row.version)
        row.refresh_from_db()
        assert (row.progress, row.finished_on, row.version) == (Progress.FINISHED, TODAY, 2)
        assert (review.verdict, review.is_own_words) == (Verdict.ACCEPTED, False)

    def test_a_correction_leaves_the_first_day(self):
        row, update = sent(OccurrenceFactory(progress=Progress.FINISHED, finished_on=date(2026, 5, 1)))
        accept(update=update, by=officer_of(row), version=row.version)
        assert Occurrence.objects.get(pk=row.pk).finished_on == date(2026, 5, 1)

    def test_nothing_to_report_finishes_its_period(self):
        row, update = sent(OccurrenceFactory(periodic=True), answer=Answer.NOTHING_TO_REPORT)
        accept(update=update, by=officer_of(row), version=row.version)
        assert Occurrence.objects.get(pk=row.pk).progress == Progress.FINISHED

    def test_an_objection_gives_the_row_back_to_its_unit(self):
        row = OccurrenceFactory()
        enter(row)
        update = object_to_entry(
            occurrence=row, by=reporter_of(row), version=row.version, key=uuid4(), reason="Sai số", on=TODAY
        )
        accept(update=update, by=officer_of(row), version=row.version)
        row.refresh_from_db()
        assert (row.progress, row.finished_on) == (Progress.IN_PROGRESS, None)

    def test_a_request_to_be_relieved_cannot_be_taken_in(self):
        row, update = sent(answer=Answer.NOT_OURS, outcome="Không phải việc của chi bộ.")
        with pytest.raises(ValidationError, match="xem lại phân công"):
            accept(update=update, by=officer_of(row), version=row.version)

    def test_only_the_latest_answer_is_judged(self):
        row, first = sent()
        send(row, outcome="Sửa: 37/38.")
        with pytest.raises(StaleVersion):
            accept(update=first, by=officer_of(row), version=row.version)
        assert not Review.objects.exists()

    def test_nothing_to_report_on_dated_work_leaves_the_answer_before_it_to_be_judged(self):
        row, update = sent()
        send(row, answer=Answer.NOTHING_TO_REPORT)
        assert entry_to_judge(row) == update

    def test_the_journal_tells_from_and_to(self):
        row, update = sent()
        accept(update=update, by=officer_of(row), version=row.version)
        entry = JournalEntry.objects.about(row).latest("pk")
        assert (entry.action, entry.before["progress"], entry.after["progress"]) == (
            "tiếp nhận",
            "AWAITING",
            "FINISHED",
        )
        assert entry.after["finished_on"] == "2026-05-20"


@pytest.mark.django_db
class TestSendBack:
    def test_it_is_the_units_turn_and_the_row_is_open_again(self):
        row, update = sent(OccurrenceFactory(progress=Progress.FINISHED, finished_on=date(2026, 5, 1)))
        review = ask_for_more(update=update, by=officer_of(row), version=row.version, reason="Thiếu số người dự.")
        row.refresh_from_db()
        assert (row.progress, row.finished_on, row.turn_since) == (Progress.ASKED_FOR_MORE, None, review.at)

    @pytest.mark.parametrize("reason", ["", "   ", "a" * 5_001])
    def test_it_needs_a_reason_that_can_be_read(self, reason):
        row, update = sent()
        with pytest.raises(ValidationError):
            ask_for_more(update=update, by=officer_of(row), version=row.version, reason=reason)
        assert Occurrence.objects.get(pk=row.pk).progress == Progress.AWAITING

    def test_what_comes_back_is_judged_again(self):
        row, update = sent()
        ask_for_more(update=update, by=officer_of(row), version=row.version, reason="Thiếu số người dự.")
        again = send(row, outcome="38/38 người dự.")
        accept(update=again, by=officer_of(row), version=row.version)
        assert [u.review.verdict for u in row.updates.all()] == [Verdict.ASKED_FOR_MORE, Verdict.ACCEPTED]


@pytest.mark.django_db
class TestWhoDoesTheWork:
    def asked(self):
        return sent(answer=Answer.NOT_OURS, outcome="Việc này của Mặt trận.")

    def test_agreeing_stops_the_row_and_says_who_decided(self):
        row, update = self.asked()
        release(
            update=update, by=officer_of(row), version=row.version, decided_by="Bí thư Đảng ủy",
            reason="Giao cho Mặt trận.", on=TODAY,
        )  # fmt: skip
        row.refresh_from_db()
        assert (row.progress, row.decisions.get().decided_by) == (Progress.STOPPED, "Bí thư Đảng ủy")
        assert not Occurrence.objects.counted().filter(pk=row.pk).exists()

    @pytest.mark.parametrize("missing", [{"decided_by": " "}, {"reason": ""}])
    def test_agreeing_needs_who_and_why(self, missing):
        row, update = self.asked()
        words = {"decided_by": "Bí thư", "reason": "Giao nơi khác.", **missing}
        with pytest.raises(ValidationError):
            release(update=update, by=officer_of(row), version=row.version, on=TODAY, **words)
        assert not row.decisions.exists()

    def test_keeping_gives_it_back_with_the_reason(self):
        row, update = self.asked()
        keep(update=update, by=officer_of(row), version=row.version, reason="Kế hoạch giao rõ cho chi bộ.")
        assert Occurrence.objects.get(pk=row.pk).progress == Progress.ASKED_FOR_MORE

    def test_nobody_is_relieved_without_asking(self):
        row, update = sent()
        with pytest.raises(ValidationError):
            release(update=update, by=officer_of(row), version=row.version, decided_by="A", reason="B", on=TODAY)


@pytest.mark.django_db
class TestOwnWords:
    def test_nobody_takes_in_his_own_words_where_another_officer_exists(self):
        row = OccurrenceFactory()
        officer = officer_of(row)
        MembershipFactory(user=officer, unit=row.unit)
        officer.forget_memberships()
        update = send(row, by=officer)
        assert not can_review(officer, update)  # the plan's own officer is the other one

    def test_where_none_does_it_is_allowed_and_marked(self):
        row = OccurrenceFactory()
        officer = row.plan.issued_by
        MembershipFactory(user=officer, unit=row.unit)
        officer.forget_memberships()
        update = send(row, by=officer)
        assert can_review(officer, update)
        assert accept(update=update, by=officer, version=row.version).is_own_words


@pytest.mark.django_db
def test_a_batch_takes_in_what_it_can_and_tells_the_rest():
    row, good = sent()
    asked, request = sent(answer=Answer.NOT_OURS, outcome="Không phải việc của chi bộ.")
    stale, old = sent()
    result = accept_many(
        chosen=[(good, row.version), (request, asked.version), (old, stale.version - 1)], by=officer_of(row)
    )
    assert result.accepted == [good]
    assert [update for update, _ in result.left] == [request, old]


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_a_hundred_are_taken_in_by_as_many_queries_as_one(count, django_assert_max_num_queries):
    first = OccurrenceFactory()
    rows = [first, *OccurrenceFactory.create_batch(count - 1, plan=first.plan, unit=first.unit)]
    chosen = [(update, row.version) for row, update in map(sent, rows)]
    officer = officer_of(first)

    with django_assert_max_num_queries(11):  # two of them are the savepoint that only a test has
        result = accept_many(chosen=chosen, by=officer)

    assert len(result.accepted) == Review.objects.count() == count
    assert {(row.progress, row.finished_on) for row in Occurrence.objects.all()} == {(Progress.FINISHED, TODAY)}
    assert JournalEntry.objects.filter(action="tiếp nhận").count() == count
    assert not list(broken_links())


@pytest.mark.django_db
def test_one_answer_ticked_twice_is_taken_in_once():
    row, update = sent()
    again = type(update).objects.select_related("occurrence").get(pk=update.pk)

    result = accept_many(chosen=[(update, row.version), (again, row.version)], by=officer_of(row))

    assert (len(result.accepted), len(result.left), Review.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_reviewers_at_once_one_wins():
    row, update = sent()
    officers = [officer_of(row) for _ in range(6)]
    version = row.version

    def judge(number):
        fresh = type(update).objects.select_related("occurrence").get(pk=update.pk)
        if number % 2:
            return ask_for_more(update=fresh, by=officers[number], version=version, reason="Thiếu số liệu.")
        return accept(update=fresh, by=officers[number], version=version)

    said = in_threads(6, judge)
    assert [one for one in said if isinstance(one, Review)] == list(Review.objects.all())
    assert Review.objects.count() == 1


@pytest.mark.django_db
def test_recording_after_a_review_needs_the_new_version():
    row, update = sent()
    seen = row.version
    ask_for_more(update=update, by=officer_of(row), version=seen, reason="Thiếu.")
    with pytest.raises(StaleVersion):
        record_progress(
            occurrence=row, by=reporter_of(row), version=seen, key=uuid4(), on=TODAY, progress=Progress.FINISHED,
            outcome="Đây",
        )  # fmt: skip
