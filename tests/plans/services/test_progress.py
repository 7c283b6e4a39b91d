"""Answers of units: every way a row moves, and everything that is refused."""

from datetime import date
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry, Role
from plans.models import Answer, Draft, Occurrence, Progress, ProgressUpdate, Source, Verdict
from plans.services.progress import enter_for_unit, object_to_entry, record_progress
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory, ProgressUpdateFactory, ReviewFactory

TODAY = date(2026, 5, 20)


def reporter_of(occurrence):
    return UserFactory(unit=occurrence.unit, role=Role.REPORTER)


def officer_of(occurrence):
    return UserFactory(unit=occurrence.plan.issuer, role=Role.OFFICER)


def send(occurrence, by=None, **words):
    words = {"version": occurrence.version, "key": uuid4(), "on": TODAY, **words}
    if "answer" not in words:
        words = {"progress": Progress.FINISHED, "outcome": "Đã họp, 38/38 đảng viên dự.", **words}
    return record_progress(occurrence=occurrence, by=by or reporter_of(occurrence), **words)


def enter(occurrence, **words):
    defaults = {
        "by": officer_of(occurrence), "version": occurrence.version, "key": uuid4(), "on": TODAY,
        "source": Source.PAPER, "sent_on": date(2026, 5, 18), "progress": Progress.FINISHED, "outcome": "Đã họp.",
    }  # fmt: skip
    return enter_for_unit(occurrence=occurrence, **{**defaults, **words})


@pytest.mark.django_db
class TestMoves:
    def test_done_waits_for_the_office_and_is_not_finished(self):
        row = OccurrenceFactory()
        update = send(row)
        row.refresh_from_db()
        assert (row.progress, row.finished_on, row.version) == (Progress.AWAITING, None, 1)
        assert (update.sent_on, row.turn_since) == (TODAY, update.at)

    @pytest.mark.parametrize("said", [Progress.IN_PROGRESS, Progress.NOT_STARTED])
    def test_not_done_stays_with_the_unit(self, said):
        row = OccurrenceFactory()
        send(row, progress=said, outcome="")
        row.refresh_from_db()
        assert (row.progress, row.turn_since) == (said, None)

    def test_nothing_to_report_answers_a_period(self):
        row = OccurrenceFactory(periodic=True)
        send(row, answer=Answer.NOTHING_TO_REPORT)
        assert Occurrence.objects.get(pk=row.pk).progress == Progress.AWAITING

    def test_nothing_to_report_never_finishes_dated_work(self):
        row = OccurrenceFactory(progress=Progress.IN_PROGRESS)
        update = send(row, answer=Answer.NOTHING_TO_REPORT)
        row.refresh_from_db()
        assert (row.progress, list(row.updates.all())) == (Progress.IN_PROGRESS, [update])

    def test_a_request_to_be_relieved_waits_and_still_counts(self):
        row = OccurrenceFactory()
        send(row, answer=Answer.NOT_OURS, outcome="Việc này của Mặt trận.")
        assert Occurrence.objects.counted().get(pk=row.pk).progress == Progress.AWAITING

    def test_a_correction_of_finished_work_waits_again_and_keeps_its_day(self):
        row = OccurrenceFactory(progress=Progress.FINISHED, finished_on=date(2026, 5, 1))
        send(row, outcome="Bổ sung số liệu: 40/40.")
        row.refresh_from_db()
        assert (row.progress, row.finished_on) == (Progress.AWAITING, date(2026, 5, 1))

    def test_what_was_asked_for_again_stays_so_until_it_is_done(self):
        row = OccurrenceFactory(progress=Progress.ASKED_FOR_MORE)
        send(row, progress=Progress.IN_PROGRESS)
        assert Occurrence.objects.get(pk=row.pk).progress == Progress.ASKED_FOR_MORE

    def test_the_turn_counts_from_the_first_answer_that_waits(self):
        row = OccurrenceFactory()
        first = send(row)
        send(row, outcome="Sửa: 37/38.")
        assert Occurrence.objects.get(pk=row.pk).turn_since == first.at

    def test_percent_is_kept_on_the_row(self):
        row = OccurrenceFactory(percent=20)
        send(row, progress=Progress.IN_PROGRESS, percent=60)
        assert Occurrence.objects.get(pk=row.pk).percent == 60

    def test_the_draft_is_gone_once_sent(self):
        row = OccurrenceFactory()
        by = reporter_of(row)
        Draft.objects.create(user=by, occurrence=row, values={"outcome": "Đã"})
        send(row, by=by)
        assert not Draft.objects.exists()

    def test_the_journal_tells_who_from_and_to(self):
        row = OccurrenceFactory()
        by = reporter_of(row)
        send(row, by=by)
        entry = JournalEntry.objects.about(row).get()
        assert (entry.actor, entry.action, entry.plan_id, entry.unit) == (by, "ghi kết quả", row.plan_id, row.unit)
        assert (entry.before, entry.after["progress"]) == ({"progress": "NOT_STARTED"}, "AWAITING")


@pytest.mark.django_db
class TestRefusals:
    def refused(self, row, **words):
        before = Occurrence.objects.filter(pk=row.pk).values().get()
        with pytest.raises(ValidationError) as refusal:
            send(row, **words)
        assert Occurrence.objects.filter(pk=row.pk).values().get() == before
        assert not row.updates.exists()
        return " ".join(refusal.value.messages)

    def test_a_closed_plan(self):
        assert "đã kết thúc" in self.refused(OccurrenceFactory(plan__closed=True))

    def test_a_locked_period(self):
        row = OccurrenceFactory(periodic=True, period__locks_on=date(2026, 5, 19))
        assert "đã khóa sau ngày 19/05/2026" in self.refused(row)

    def test_the_last_day_before_the_lock_is_open(self):
        row = OccurrenceFactory(periodic=True, period__locks_on=TODAY)
        assert send(row).pk

    def test_a_period_not_open_yet(self):
        row = OccurrenceFactory(periodic=True, period__opens_on=date(2026, 6, 1))
        assert "mở từ ngày 01/06/2026" in self.refused(row)

    def test_a_row_given_up(self):
        assert "thôi thực hiện" in self.refused(OccurrenceFactory(progress=Progress.STOPPED))

    def test_done_without_a_word_or_a_file(self):
        assert "ghi kết quả" in self.refused(OccurrenceFactory(), outcome="  ")

    @pytest.mark.parametrize("answer", [Answer.NOT_OURS, Answer.OBJECTION])
    def test_a_request_without_a_reason(self, answer):
        assert "Hãy ghi" in self.refused(OccurrenceFactory(), answer=answer, outcome="")

    @pytest.mark.parametrize("said", ["", "AWAITING", "STOPPED", "NO_SUCH"])
    def test_a_progress_that_units_cannot_say(self, said):
        assert "Hãy chọn" in self.refused(OccurrenceFactory(), progress=said)

    def test_an_unknown_answer(self):
        assert self.refused(OccurrenceFactory(), answer="NO_SUCH")

    @pytest.mark.parametrize("percent", [-1, 101, 10**12])
    def test_an_impossible_percent(self, percent):
        assert "0 đến 100" in self.refused(OccurrenceFactory(), percent=percent)

    def test_words_without_end(self):
        assert self.refused(OccurrenceFactory(), outcome="a" * 20_001)


@pytest.mark.django_db
class TestDoubles:
    def test_the_same_key_twice_is_one_answer(self):
        row = OccurrenceFactory()
        by, key = reporter_of(row), uuid4()
        first = send(row, by=by, key=key, version=0)
        again = send(Occurrence.objects.get(pk=row.pk), by=by, key=key, version=0)
        assert (again, row.updates.count(), JournalEntry.objects.about(row).count()) == (first, 1, 1)

    def test_the_same_key_with_the_same_file_is_one_answer(self):
        row = OccurrenceFactory()
        by, key = reporter_of(row), uuid4()
        files = [SimpleUploadedFile("biên bản.txt", "Đã họp".encode())]
        first = send(row, by=by, key=key, version=0, files=files)
        assert send(row, by=by, key=key, version=0, files=files) == first

    @pytest.mark.parametrize("other", [{"outcome": "Chữ khác"}, {"progress": Progress.IN_PROGRESS}, {"percent": 5}])
    def test_the_same_key_with_other_words_is_refused(self, other):
        row = OccurrenceFactory()
        by, key = reporter_of(row), uuid4()
        send(row, by=by, key=key)
        with pytest.raises(ValidationError, match="nội dung khác"):
            send(row, by=by, key=key, **other)
        assert row.updates.count() == 1

    def test_a_key_of_somebody_else_is_refused(self):
        row, key = OccurrenceFactory(), uuid4()
        send(row, key=key)
        with pytest.raises(ValidationError):
            send(row, key=key)

    def test_a_stale_version_writes_nothing(self):
        row = OccurrenceFactory(version=3)
        with pytest.raises(StaleVersion):
            send(row, version=2)
        assert not row.updates.exists()
        assert not JournalEntry.objects.about(row).exists()


@pytest.mark.django_db
class TestEnteredForUnit:
    def test_it_is_submitted_and_taken_in_at_once(self):
        row = OccurrenceFactory()
        update = enter(row)
        row.refresh_from_db()
        assert (row.progress, row.finished_on) == (Progress.FINISHED, date(2026, 5, 18))
        assert (update.source, update.review.verdict) == (Source.PAPER, Verdict.ACCEPTED)

    def test_what_is_only_in_progress_stays_open(self):
        row = OccurrenceFactory()
        update = enter(row, progress=Progress.IN_PROGRESS)
        row.refresh_from_db()
        assert (row.progress, hasattr(update, "review")) == (Progress.IN_PROGRESS, False)

    def test_twice_is_once(self):
        row = OccurrenceFactory()
        by, key = officer_of(row), uuid4()
        first = enter(row, by=by, key=key, version=0)
        assert enter(Occurrence.objects.get(pk=row.pk), by=by, key=key, version=0) == first

    @pytest.mark.parametrize("wrong", [{"source": ""}, {"source": "DREAM"}, {"sent_on": date(2026, 5, 21)}])
    def test_it_needs_a_source_and_a_day_that_was(self, wrong):
        row = OccurrenceFactory()
        with pytest.raises(ValidationError):
            enter(row, **wrong)
        assert not row.updates.exists()

    def test_the_unit_may_object_and_the_office_sees_it(self):
        row = OccurrenceFactory()
        enter(row)
        object_to_entry(
            occurrence=row, by=reporter_of(row), version=row.version, key=uuid4(), reason="Số người dự là 36.", on=TODAY
        )
        row.refresh_from_db()
        assert (row.progress, row.updates.last().answer) == (Progress.AWAITING, Answer.OBJECTION)

    def test_there_is_no_objection_to_its_own_words(self):
        row = OccurrenceFactory()
        send(row)
        with pytest.raises(ValidationError, match="nhập thay"):
            object_to_entry(
                occurrence=row, by=reporter_of(row), version=row.version, key=uuid4(), reason="Sai", on=TODAY
            )


def in_threads(count, act):
    """Run `act(number)` in parallel; return what each said: its result, or the exception."""
    said, start = [None] * count, Barrier(count)

    def run(number):
        start.wait()
        try:
            said[number] = act(number)
        except (StaleVersion, ValidationError) as refusal:
            said[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


@pytest.mark.django_db(transaction=True)
class TestRaces:
    def test_of_ten_writers_one_wins_and_nine_are_told(self):
        row = OccurrenceFactory()
        by = reporter_of(row)
        said = in_threads(
            10, lambda n: send(Occurrence.objects.get(pk=row.pk), by=by, version=0, outcome=f"Lời của người {n}")
        )
        kept = list(ProgressUpdate.objects.filter(occurrence=row))
        assert [one for one in said if isinstance(one, ProgressUpdate)] == kept
        assert len(kept) == 1
        assert sum(isinstance(one, StaleVersion) for one in said) == 9

    def test_ten_sendings_of_one_key_are_one_answer_and_all_say_so(self):
        row = OccurrenceFactory()
        by, key = reporter_of(row), uuid4()
        said = in_threads(10, lambda n: send(Occurrence.objects.get(pk=row.pk), by=by, key=key, version=0))
        kept = ProgressUpdate.objects.get(occurrence=row)
        assert said == [kept] * 10
        assert JournalEntry.objects.about(row).count() == 1


@pytest.mark.django_db
def test_factories_stand_for_what_services_leave():
    review = ReviewFactory(update=ProgressUpdateFactory())
    assert review.update.occurrence.unit == review.update.by.home_unit()
