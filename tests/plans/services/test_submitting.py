"""A unit sends its report: what a round keeps, what is refused, and what happens twice or at once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from plans.models import (
    Answer,
    Draft,
    Indicator,
    IndicatorValue,
    Progress,
    ProgressUpdate,
    Submission,
    SubmissionRound,
    SubmissionState,
)
from plans.reporting import report_items
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory
from tests.plans.reports import DONE, TODAY, add_row, blanks_of, owed, record, send

pytestmark = pytest.mark.django_db
NOTHING = {"answer": Answer.NOTHING_TO_REPORT}


class TestSending:
    def test_every_blank_item_is_answered_and_the_report_waits_for_its_receiver(self):
        report = owed(rows=3)
        by = UserFactory(unit=report.unit)

        sent = send(report, by=by, note="  Gửi sớm vì nghỉ lễ ")

        report.refresh_from_db()
        assert (report.state, report.first_sent_on, report.version) == (SubmissionState.AWAITING, TODAY, 1)
        assert report.turn_since == sent.at
        assert (sent.number, sent.by, sent.note) == (1, by, "Gửi sớm vì nghỉ lễ")
        assert [item.row.progress for item in report_items(report)] == [Progress.AWAITING] * 3
        assert set(sent.answers.all()) == {item.answer for item in report_items(report)}
        assert {answer.by for answer in sent.answers.all()} == {by}

    def test_the_journal_tells_of_the_report_and_of_each_answer(self):
        report = owed(rows=2)
        send(report)

        assert JournalEntry.objects.filter(action="ghi kết quả").count() == 2
        assert JournalEntry.objects.get(action="nộp báo cáo").after == {"state": "AWAITING", "round": 1, "answers": 2}

    def test_what_was_recorded_before_goes_with_it_and_is_not_asked_again(self):
        report = owed(rows=2)
        first, second = blanks_of(report)
        before = record(first)

        sent = send(report, answers={second.pk: DONE})

        assert before in sent.answers.all()
        assert sent.answers.count() == ProgressUpdate.objects.count() == 2

    def test_what_was_recorded_may_be_said_better(self):
        report = owed(rows=1)
        (row,) = blanks_of(report)
        before = record(row)

        sent = send(report, answers={row.pk: {**DONE, "outcome": "Đúng ra là 03 buổi."}})

        assert [answer.outcome for answer in sent.answers.all()] == ["Đúng ra là 03 buổi."]
        assert row.updates.order_by("pk").first() == before

    def test_dated_work_may_be_under_way(self):
        report = owed(rows=0)
        row = add_row(report, due_on=date(2026, 6, 15))

        send(report, answers={row.pk: {"progress": Progress.IN_PROGRESS, "outcome": ""}})

        row.refresh_from_db()
        assert row.progress == Progress.IN_PROGRESS
        assert Submission.objects.get().state == SubmissionState.AWAITING

    def test_a_report_of_nothing_but_nothing_to_report_can_be_sent(self):
        report = owed(rows=2)

        sent = send(report, answers={row.pk: NOTHING for row in blanks_of(report)})

        assert {answer.answer for answer in sent.answers.all()} == {Answer.NOTHING_TO_REPORT}

    def test_figures_go_with_it_as_they_stand(self):
        report = owed(rows=0)
        indicator = Indicator.objects.create(period=report.period, name="Số hộ", measure="hộ")
        value = IndicatorValue.objects.create(
            indicator=indicator, unit=report.unit, number="1250.5", by=UserFactory(), at=report.turn_since
        )
        sent = send(report)
        value.number = 3
        value.save()

        sent.refresh_from_db()
        (figure,) = sent.figures
        assert (figure["indicator"], figure["name"], figure["number"]) == (indicator.pk, "Số hộ", "1250.50")

    def test_files_go_with_their_answer(self):
        report = owed(rows=1)
        (row,) = blanks_of(report)
        photo = SimpleUploadedFile("ra-quan.jpg", b"\xff\xd8\xff\xe0 anh")

        sent = send(report, answers={row.pk: {**DONE, "outcome": "", "files": [photo]}})

        assert [file.name for file in sent.answers.get().attachments.all()] == ["ra-quan.jpg"]

    def test_what_was_typed_is_no_draft_any_more(self):
        report = owed(rows=1)
        by, (row,) = UserFactory(unit=report.unit), blanks_of(report)
        Draft.objects.create(user=by, occurrence=row, values={"outcome": "Đang gõ"})

        send(report, by=by)

        assert not Draft.objects.exists()

    def test_answers_keep_their_queries_constant(self, django_assert_max_num_queries):
        few, many = owed(rows=1), owed(rows=12)
        by = {report.pk: UserFactory(unit=report.unit) for report in (few, many)}
        with django_assert_max_num_queries(60) as first:
            send(few, by=by[few.pk])
        with django_assert_max_num_queries(60) as second:
            send(many, by=by[many.pk])

        assert len(first.captured_queries) == len(second.captured_queries)


class TestRefusals:
    def test_blank_items_are_named(self):
        report = owed(rows=2)
        first, second = blanks_of(report)

        with pytest.raises(ValidationError) as refused:
            send(report, answers={first.pk: DONE})

        assert refused.value.message_dict == {str(second.pk): ["Mục này còn để trống."]}
        assert not ProgressUpdate.objects.exists()

    def test_blank_figures_are_named(self):
        report = owed(rows=0)
        Indicator.objects.create(period=report.period, name="Số hộ")
        Indicator.objects.create(period=report.period, name="Số mô hình", kind="INITIATIVES")

        with pytest.raises(ValidationError) as refused:
            send(report)

        assert refused.value.message_dict == {"figures": ["Biểu số liệu còn để trống: Số hộ."]}

    def test_every_wrong_answer_is_told_by_its_row(self):
        report = owed(rows=2)
        first, second = blanks_of(report)

        with pytest.raises(ValidationError) as refused:
            send(report, answers={first.pk: {"progress": "", "outcome": "Có"}, second.pk: {**DONE, "outcome": ""}})

        assert refused.value.message_dict == {
            str(first.pk): ["Hãy chọn: Chưa làm, Đang làm hay Đã xong."],
            str(second.pk): ["Hãy ghi kết quả, hoặc thêm ảnh, tệp."],
        }
        assert not SubmissionRound.objects.exists()

    def test_rows_of_others_cannot_be_answered_with_it(self):
        report, other = owed(rows=1), OccurrenceFactory()

        with pytest.raises(ValidationError, match="không thuộc báo cáo này"):
            send(report, answers={other.pk: DONE})

        assert not ProgressUpdate.objects.exists()

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"period__locks_on": date(2026, 5, 19)}, "đã khóa sau ngày 19/05/2026"),
            ({"period__opens_on": date(2026, 5, 21)}, "mở từ ngày 21/05/2026"),
            ({"excused_reason": "Mới thành lập"}, "không phải nộp"),
            ({"period__plan__closed": True}, "đã kết thúc"),
        ],
    )
    def test_a_shut_report_takes_nothing(self, change, words):
        report = owed(rows=1, **change)

        with pytest.raises(ValidationError, match=words):
            send(report)

        assert not SubmissionRound.objects.exists()
        assert not ProgressUpdate.objects.exists()

    def test_a_locked_period_takes_a_report_for_which_it_was_reopened(self):
        report = owed(
            rows=1, period__locks_on=date(2026, 5, 1), reopened_until=TODAY, reopened_reason="Đơn vị bị mất điện"
        )

        assert send(report).number == 1

    def test_a_report_taken_in_is_sent_no_more(self):
        report = owed(state=SubmissionState.ACCEPTED, first_sent_on=TODAY)

        with pytest.raises(ValidationError, match="đã được tiếp nhận"):
            send(report)

    def test_an_old_page_is_told_so(self):
        report = owed()
        send(report)

        with pytest.raises(StaleVersion) as stale:
            send(report, version=0, answers={})
        assert stale.value.current == report

    def test_a_row_written_meanwhile_is_told_so(self):
        report = owed(rows=1)
        (row,) = blanks_of(report)
        record(row)

        with pytest.raises(StaleVersion) as stale:
            send(report, answers={row.pk: {**DONE, "version": 0}})
        assert stale.value.current == row
        assert not SubmissionRound.objects.exists()

    def test_a_note_too_long_is_refused(self):
        with pytest.raises(ValidationError, match=r"dài quá 5\.000"):
            send(owed(), note="x" * 5001)


def test_rounds_stay_as_they_were_sent():
    sent = send(owed())

    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        SubmissionRound.objects.filter(pk=sent.pk).update(note="Khác")
