"""A unit's own file is sent instead of answers: it counts, and is not said to be what it is not."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from plans.models import (
    Source,
    SubmissionRound,
    SubmissionState,
)
from plans.services.submitting import send_file
from tests.factories.orgs import UserFactory
from tests.plans.reports import TODAY, blanks_of, owed, record

pytestmark = pytest.mark.django_db


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
