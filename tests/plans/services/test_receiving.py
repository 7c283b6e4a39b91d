"""Reports taken in or sent back to be completed, one by one or many; and entered for units."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from plans.models import Answer, Progress, Review, RoundReview, Source, Submission, SubmissionState, Verdict
from plans.reporting import report_items
from plans.rounds import items_of
from plans.services.receiving import (
    ask_to_complete,
    enter_report,
    take_in_many,
    take_in_report,
)
from plans.services.review import accept, entry_to_judge
from plans.services.submitting import send_file
from tests.factories.orgs import UserFactory
from tests.plans.reports import DONE, TODAY, add_row, blanks_of, officer_of, owed, send

pytestmark = pytest.mark.django_db


def take_in(sent, **kwargs):
    report = sent.submission
    report.refresh_from_db()
    words = {"by": officer_of(report), "version": report.version}
    return take_in_report(sent=sent, **{**words, **kwargs})


def ask(sent, remarks=None, **kwargs):
    report = sent.submission
    report.refresh_from_db()
    words = {"by": officer_of(report), "version": report.version, "reason": "Chưa có số liệu"}
    return ask_to_complete(sent=sent, remarks=remarks or {}, **{**words, **kwargs})


class TestTakingIn:
    def test_every_answer_that_waits_is_taken_in_with_it(self):
        report = owed(rows=2)
        dated = add_row(report, due_on=date(2026, 5, 31))
        judged = take_in(send(report))

        report.refresh_from_db()
        dated.refresh_from_db()
        assert (report.state, report.version, report.turn_since) == (SubmissionState.ACCEPTED, 2, judged.at)
        assert (judged.verdict, judged.is_own_words) == (Verdict.ACCEPTED, False)
        assert (dated.progress, dated.finished_on) == (Progress.FINISHED, TODAY)
        assert Review.objects.filter(verdict=Verdict.ACCEPTED).count() == 3
        assert JournalEntry.objects.get(action="tiếp nhận báo cáo").after == {"state": "ACCEPTED", "round": 1}

    def test_dated_work_under_way_stays_open(self):
        report = owed(rows=0)
        row = add_row(report, due_on=date(2026, 6, 15))
        take_in(send(report, answers={row.pk: {"progress": Progress.IN_PROGRESS, "outcome": "Đang chuẩn bị"}}))

        row.refresh_from_db()
        assert (row.progress, row.finished_on) == (Progress.IN_PROGRESS, None)

    def test_a_request_to_reassign_stays_to_be_settled(self):
        report = owed(rows=1)
        (row,) = blanks_of(report)
        take_in(send(report, answers={row.pk: {"answer": Answer.NOT_OURS, "outcome": "Không phải việc của chi bộ"}}))

        row.refresh_from_db()
        assert row.progress == Progress.AWAITING
        assert Submission.objects.get().state == SubmissionState.ACCEPTED
        assert not Review.objects.exists()

    def test_what_the_office_judged_alone_before_is_left_as_judged(self):
        report = owed(rows=2)
        sent, (first, _) = send(report), report_items(report)
        accept(update=entry_to_judge(first.row), by=officer_of(report), version=first.row.version)

        take_in(sent)

        assert Review.objects.count() == 2
        assert {item.row.progress for item in report_items(report)} == {Progress.FINISHED}

    def test_a_sender_who_takes_in_himself_is_marked(self):
        report = owed()
        sent = send(report)

        assert take_in(sent, by=sent.by).is_own_words

    def test_it_happens_once(self):
        sent = send(owed())
        take_in(sent)

        with pytest.raises(StaleVersion):
            take_in(sent)
        assert RoundReview.objects.count() == 1

    def test_a_round_that_was_followed_by_another_is_not_taken_in(self):
        report = owed()
        sent = send(report)
        send(report, note="Gửi lại cho đúng")

        with pytest.raises(StaleVersion):
            take_in(sent)

    def test_a_reason_too_long_is_refused(self):
        with pytest.raises(ValidationError, match="dài quá"):
            take_in(send(owed()), reason="x" * 5001)


class TestAskingToComplete:
    def test_remarks_stand_on_their_answers_and_the_others_wait(self):
        report = owed(rows=2)
        sent = send(report)
        first, second = [item.answer for item in report_items(report)]

        judged = ask(sent, {first.pk: " Bao nhiêu người dự? ", second.pk: "  "})

        report.refresh_from_db()
        items = report_items(report)
        assert (report.state, judged.reason) == (SubmissionState.ASKED_FOR_MORE, "Chưa có số liệu")
        assert [item.remark for item in items] == ["Bao nhiêu người dự?", ""]
        assert [item.row.progress for item in items] == [Progress.ASKED_FOR_MORE, Progress.AWAITING]
        assert JournalEntry.objects.filter(action="đề nghị bổ sung").count() == 1
        assert JournalEntry.objects.get(action="đề nghị bổ sung báo cáo").after["remarks"] == 1

    def test_work_under_way_can_be_remarked_too(self):
        report = owed(rows=0)
        row = add_row(report, due_on=date(2026, 6, 15))
        sent = send(report, answers={row.pk: {"progress": Progress.IN_PROGRESS, "outcome": "Đang làm"}})

        ask(sent, {row.updates.get().pk: "Làm đến đâu?"})

        assert blanks_of(report) == [row]

    def test_the_whole_way_ends_with_all_taken_in(self):
        report = owed(rows=2)
        first = send(report)
        answer = report_items(report)[0].answer
        ask(first, {answer.pk: "Bao nhiêu người dự?"})

        second = send(report, answers={answer.occurrence_id: {**DONE, "outcome": "Có 38 người dự."}})
        take_in(second)

        assert {item.row.progress for item in report_items(report)} == {Progress.FINISHED}
        assert [review.verdict for review in RoundReview.objects.order_by("pk")] == ["ASKED_FOR_MORE", "ACCEPTED"]
        assert "Có 38 người dự." not in [answer.outcome for answer in first.answers.all()]

    def test_it_needs_a_reason(self):
        with pytest.raises(ValidationError) as refused:
            ask(send(owed()), reason="  ")
        assert "reason" in refused.value.message_dict

    def test_a_remark_where_it_cannot_stand_leaves_everything_as_it_was(self):
        report = owed(rows=2)
        sent = send(report)
        first, second = [item.answer for item in report_items(report)]
        accept(update=first, by=officer_of(report), version=first.occurrence.version)
        foreign = send(owed(rows=1)).answers.get()

        assert [item.said_in(1) for item in items_of([sent]) if item.open_to_remarks(1)] == [second]
        with pytest.raises(ValidationError) as refused:
            ask(sent, {first.pk: "Muộn rồi", foreign.pk: "Của ai?", second.pk: "Được"})

        assert set(refused.value.message_dict) == {str(first.pk), str(foreign.pk)}
        assert Review.objects.count() == 1
        assert Submission.objects.get(pk=report.pk).state == SubmissionState.AWAITING

    def test_after_somebody_else_it_is_told_so(self):
        sent = send(owed())
        take_in(sent)

        with pytest.raises(StaleVersion):
            ask(sent)


class TestTakingInMany:
    def test_what_can_be_is_taken_in_and_the_rest_is_told(self):
        one, two = send(owed(rows=1)), send(owed(rows=1))
        take_in(two)

        result = take_in_many(chosen=[(one, 1), (two, 1)], by=UserFactory(officer=True))

        assert result.accepted == [one]
        assert [(sent, "đã có người xử lý" in why) for sent, why in result.left] == [(two, True)]

    @pytest.mark.one_database
    def test_queries_do_not_grow_with_reports(self, django_assert_max_num_queries):
        officer = UserFactory(officer=True)
        batches = [[(send(owed(rows=2)), 1) for _ in range(count)] for count in (1, 5)]
        counts = []
        for batch in batches:
            with django_assert_max_num_queries(60) as asked:
                assert len(take_in_many(chosen=batch, by=officer).accepted) == len(batch)
            counts.append(len([query for query in asked.captured_queries if "journal" not in query["sql"]]))

        assert counts[1] - counts[0] <= 4 * 2  # one committee's chain of the journal each

    def test_nothing_chosen_is_nothing_done(self):
        assert take_in_many(chosen=[], by=UserFactory(officer=True)).accepted == []


class TestEnteringForAUnit:
    def enter(self, report, **kwargs):
        answers = {row.pk: DONE for row in blanks_of(report)}
        words = {
            "by": officer_of(report), "version": report.version, "key": uuid4(), "on": TODAY, "source": Source.PAPER,
            "sent_on": date(2026, 5, 18), "answers": answers,
        }  # fmt: skip
        return enter_report(submission=report, **{**words, **kwargs})

    def test_it_is_sent_on_the_units_day_and_taken_in_at_once(self):
        report = owed(rows=2)

        sent = self.enter(report)

        report.refresh_from_db()
        assert (report.state, report.first_sent_on) == (SubmissionState.ACCEPTED, date(2026, 5, 18))
        assert (sent.source, sent.review.is_own_words) == (Source.PAPER, False)
        rows = [item.row for item in report_items(report)]
        assert [row.finished_on for row in rows] == [date(2026, 5, 18)] * 2
        assert not Review.objects.filter(is_own_words=True).exists()
        assert JournalEntry.objects.filter(action="nhập thay: ghi kết quả").count() == 2

    def test_a_second_press_makes_no_second_round(self):
        report, key = owed(rows=1), uuid4()
        (row,) = blanks_of(report)
        words = {"key": key, "by": officer_of(report), "answers": {row.pk: DONE}}

        assert self.enter(report, **words) == self.enter(report, version=7, **words)
        assert RoundReview.objects.count() == 1

    @pytest.mark.parametrize("wrong", [{"source": ""}, {"source": "RUMOR"}, {"sent_on": date(2026, 5, 21)}])
    def test_it_says_from_what_and_when(self, wrong):
        with pytest.raises(ValidationError):
            self.enter(owed(), **wrong)

    def test_a_locked_period_refuses_the_office_too(self):
        with pytest.raises(ValidationError, match="đã khóa"):
            self.enter(owed(period__locks_on=date(2026, 5, 1)))

    def test_a_units_own_file_taken_in_is_split_up_afterwards(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        report = owed(rows=2)
        scan = SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.7 quet")
        by = UserFactory(unit=report.unit)
        take_in(send_file(submission=report, by=by, version=0, key=uuid4(), on=TODAY, file=scan))
        report.refresh_from_db()

        self.enter(report)

        report.refresh_from_db()
        assert (report.state, report.first_sent_on, blanks_of(report)) == (SubmissionState.ACCEPTED, TODAY, [])
        with pytest.raises(ValidationError, match="đã được tiếp nhận"):
            self.enter(report, answers={})
