"""A unit sends its report: what a round keeps, what is refused, and what happens twice or at once."""

from datetime import date
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from orgs.models import JournalEntry
from plans.models import (
    Answer,
    Draft,
    Indicator,
    IndicatorValue,
    Progress,
    ProgressUpdate,
    Source,
    Submission,
    SubmissionRound,
    SubmissionState,
    Verdict,
)
from plans.reporting import report_items
from plans.services.conflicts import StaleVersion
from plans.services.progress import record_progress
from plans.services.submitting import send_file
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory, ReviewFactory
from tests.plans.reports import DONE, TODAY, add_row, blanks_of, owed, send

pytestmark = pytest.mark.django_db
NOTHING = {"answer": Answer.NOTHING_TO_REPORT}


def record(row, **words):
    by = UserFactory(unit=row.unit)
    return record_progress(occurrence=row, by=by, version=row.version, key=uuid4(), on=TODAY, **(words or DONE))


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


class TestAgain:
    def test_a_report_is_sent_again_as_another_round(self):
        report = owed(rows=2)
        first = send(report)
        row = report_items(report)[0].row
        ReviewFactory(update=row.updates.get(), verdict=Verdict.ASKED_FOR_MORE, reason="Thiếu số liệu")
        row.progress = Progress.ASKED_FOR_MORE
        row.save()
        report.refresh_from_db()

        with pytest.raises(ValidationError, match="Đề nghị bổ sung mục này"):
            send(report, answers={})
        second = send(report, answers={row.pk: {**DONE, "outcome": "Bổ sung: 38 người dự."}}, on=date(2026, 5, 25))

        assert (second.number, Submission.objects.get().first_sent_on) == (2, TODAY)
        assert first.answers.count() == second.answers.count() == 2
        assert set(first.answers.all()) & set(second.answers.all()) == {report_items(report)[1].answer}

    def test_sending_again_needs_something_new(self):
        report = owed()
        send(report)

        with pytest.raises(ValidationError, match="Chưa có gì khác"):
            send(report)
        assert send(report, note="Đính kèm giải trình").number == 2

    def test_a_second_press_makes_no_second_round(self):
        report, key = owed(rows=1), uuid4()
        (row,) = blanks_of(report)
        by = UserFactory(unit=report.unit)

        rounds = [send(report, by=by, key=key, version=0, answers={row.pk: DONE}) for _ in range(2)]

        assert rounds[0] == rounds[1]
        assert ProgressUpdate.objects.count() == 1

    def test_the_same_key_with_other_words_is_refused(self):
        report, key = owed(rows=1), uuid4()
        (row,) = blanks_of(report)
        by = UserFactory(unit=report.unit)
        send(report, by=by, key=key, answers={row.pk: DONE})

        for words in ({"answers": {row.pk: {**DONE, "outcome": "Khác"}}}, {"answers": {row.pk: DONE}, "note": "Khác"}):
            with pytest.raises(ValidationError, match="với nội dung khác"):
                send(report, by=by, key=key, **words)

    @pytest.mark.parametrize(
        "changed",
        [
            {"difficulties": "Thiếu kinh phí"}, {"proposals": "Xin thêm kinh phí"},
            {"answer": Answer.NOTHING_TO_REPORT, "outcome": DONE["outcome"]},
            {"files": [SimpleUploadedFile("anh.pdf", b"%PDF-1.7 anh")]},
        ],
    )  # fmt: skip
    def test_no_word_and_no_file_is_lost_by_a_key_used_before(self, changed):
        report, key = owed(rows=1), uuid4()
        (row,) = blanks_of(report)
        by = UserFactory(unit=report.unit)
        send(report, by=by, key=key, answers={row.pk: DONE})

        with pytest.raises(ValidationError, match="với nội dung khác"):
            send(report, by=by, key=key, answers={row.pk: {**DONE, **changed}})

    def test_figures_changed_since_are_not_said_to_be_sent(self):
        report, key = owed(rows=1), uuid4()
        by = UserFactory(unit=report.unit)
        line = Indicator.objects.create(period=report.period, position=1, name="Số buổi")
        value = IndicatorValue.objects.create(indicator=line, unit=report.unit, number=2, by=by, at="2026-05-20T01:00Z")
        send(report, by=by, key=key)
        value.number = 3
        value.save()

        with pytest.raises(ValidationError, match="với nội dung khác"):
            send(report, by=by, key=key, answers={})

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("is_same_key", [True, False])
    def test_at_the_same_moment_one_round_is_made(self, is_same_key):
        report, key = owed(rows=2), uuid4()
        by, answers = UserFactory(unit=report.unit), {row.pk: DONE for row in blanks_of(report)}
        start, outcomes = Barrier(4), []

        def act():
            try:
                start.wait()
                send(report, by=by, key=key if is_same_key else uuid4(), version=0, answers=answers)
                outcomes.append("sent")
            except StaleVersion:
                outcomes.append("stale")
            finally:
                connection.close()

        threads = [Thread(target=act) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(outcomes) == (["sent"] * 4 if is_same_key else ["sent", *["stale"] * 3])
        assert (SubmissionRound.objects.count(), ProgressUpdate.objects.count()) == (1, 2)

    @pytest.mark.django_db(transaction=True)
    def test_one_key_for_two_reports_at_the_same_moment_sends_one_and_tells_the_other(self):
        key, by = uuid4(), UserFactory()
        reports = [owed(rows=1), owed(rows=1)]
        said = {report.pk: {row.pk: DONE for row in blanks_of(report)} for report in reports}
        start, outcomes = Barrier(2), []

        def act(report):
            try:
                start.wait()
                send(report, by=by, key=key, version=0, answers=said[report.pk])
                outcomes.append("sent")
            except ValidationError as refusal:
                outcomes.append("refused" if "lần này chưa gửi gì" in refusal.messages[0] else refusal.messages[0])
            finally:
                connection.close()

        threads = [Thread(target=act, args=[report]) for report in reports]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(outcomes) == ["refused", "sent"]
        assert (SubmissionRound.objects.count(), ProgressUpdate.objects.count()) == (1, 1)


class TestOwnFile:
    def report_file(self, name="bao-cao.pdf", content=b"%PDF-1.7 bao cao"):
        return SimpleUploadedFile(name, content)

    def send(self, report, **kwargs):
        words = {"by": UserFactory(unit=report.unit), "version": report.version, "key": uuid4(), "on": TODAY}
        return send_file(submission=report, **{**words, "file": self.report_file(), **kwargs})

    def test_it_counts_as_sent_though_items_are_blank(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        report = owed(rows=2)
        before = record(blanks_of(report)[0])

        sent = self.send(report)

        report.refresh_from_db()
        assert (report.state, report.first_sent_on) == (SubmissionState.AWAITING, TODAY)
        assert (sent.file_name, sent.file_size, sent.file_type) == ("bao-cao.pdf", 16, "application/pdf")
        with sent.file.open() as stored:
            assert stored.read() == b"%PDF-1.7 bao cao"
        assert list(sent.answers.all()) == [before]

    def test_a_wrong_file_is_refused_and_nothing_is_sent(self):
        report = owed()

        with pytest.raises(ValidationError) as refused:
            self.send(report, file=self.report_file("bao-cao.exe"))

        assert "loại tệp này không nhận" in " ".join(refused.value.messages)
        assert not SubmissionRound.objects.exists()

    def test_a_second_press_makes_no_second_round(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        report, by, key = owed(), UserFactory(), uuid4()

        assert self.send(report, by=by, key=key) == self.send(report, by=by, key=key, version=0)

    def test_another_file_under_the_same_key_is_not_said_to_be_sent(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        report, by, key = owed(), UserFactory(), uuid4()
        self.send(report, by=by, key=key)

        with pytest.raises(ValidationError, match="với nội dung khác"):
            self.send(report, by=by, key=key, file=self.report_file(content=b"%PDF-1.7 ban moi"))

    def test_a_day_to_come_is_no_day_of_sending(self):
        with pytest.raises(ValidationError, match="không thể sau hôm nay"):
            self.send(owed(), source=Source.PAPER, sent_on=date(2026, 5, 21))

        assert not SubmissionRound.objects.exists()


def test_rounds_stay_as_they_were_sent():
    sent = send(owed())

    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        SubmissionRound.objects.filter(pk=sent.pk).update(note="Khác")
