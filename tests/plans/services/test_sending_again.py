"""A report is sent again, or twice at once: which rounds there are, and that no word is lost."""

from datetime import date
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from orgs.conflicts import StaleVersion
from plans.models import (
    Answer,
    Indicator,
    IndicatorValue,
    Progress,
    ProgressUpdate,
    Submission,
    SubmissionRound,
    Verdict,
)
from plans.reporting import report_items
from tests.factories.orgs import UserFactory
from tests.factories.plans import ReviewFactory
from tests.plans.reports import DONE, TODAY, blanks_of, owed, send

pytestmark = pytest.mark.django_db


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
