"""What the page on which somebody waits for a paper says, and what the worker tells it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from reports import apart, pieces, services
from reports.apart import DrawingFailed
from reports.models import DrawingProgress, ReportFile, Stage, stage_of
from reports.services import progress
from reports.tasks import FAILED, draw_report
from tests.reports.signed import draft_of, item_of_a_plan, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """A drawing that was asked for a moment ago, and by whom."""
    item = item_of_a_plan()
    officer = officer_of(item)
    return services.request_file(report=draft_of(item, officer), by=officer, form="pdf")


def page_of(client, drawn, **headers) -> str:
    client.force_login(drawn.requested_by)
    return client.get(reverse("reports:file_status", args=[drawn.pk]), headers=headers).content.decode()


def later(**delta):
    return time_machine.travel(timezone.now() + timedelta(**delta), tick=False)


def test_a_fresh_request_is_being_seen_to(client, asked):
    page = page_of(client, asked)

    assert stage_of(asked, timezone.now()) == Stage.QUEUED
    assert "Thường mất vài giây" in page
    assert 'hx-trigger="every 1s"' in page


def test_a_request_that_no_worker_takes_up_is_said_to_wait(client, asked):
    with later(seconds=25):
        page = page_of(client, asked)

    assert "Máy chủ chưa bắt đầu tạo bản in" in page
    assert "máy in" not in page.casefold()
    assert "hx-get" in page


def test_pages_and_pieces_are_told_while_it_is_drawn(client, asked, monkeypatch):
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_NOTES", 0)
    note = services.begin_drawing(asked)
    note(34, 2, 9)

    page = page_of(client, ReportFile.objects.get(pk=asked.pk))

    assert "Đã xong 2/9 phần, 34 trang" in page
    assert '<progress max="9" value="2">' in page


def test_notes_are_written_once_in_a_while(asked, django_assert_num_queries):
    note = services.begin_drawing(asked)
    with django_assert_num_queries(0):
        for page in range(1, 500):
            note(page, 0, 1)


def test_a_worker_that_fell_silent_is_said_to_have_stopped(client, asked):
    services.begin_drawing(asked)
    with later(minutes=5):
        page = page_of(client, ReportFile.objects.get(pk=asked.pk))

    assert "Máy chủ đã dừng giữa chừng" in page
    assert "tự được tạo lại từ đầu" in page
    assert "máy in" not in page.casefold()


def test_what_was_told_of_the_last_drawing_is_not_told_of_the_next(asked):
    services.begin_drawing(asked)
    with later(minutes=11):
        again = services.request_file(report=asked.report, by=asked.requested_by, form="pdf")
        assert stage_of(ReportFile.objects.get(pk=again.pk), timezone.now()) == Stage.QUEUED


def test_a_fragment_alone_is_given_to_the_page_that_asks_again(client, asked):
    fragment = page_of(client, asked, **{"HX-Request": "true"})

    assert fragment.lstrip().startswith("<div id=")
    assert "<html" not in fragment


def test_a_drawing_that_came_to_nothing_says_why_and_may_be_asked_for_again(
    client, asked, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(apart, "LONGEST_SECONDS", 0)
    with pytest.raises(DrawingFailed):
        draw_report.func(file_id=asked.pk, on=timezone.localdate().isoformat())

    page = page_of(client, ReportFile.objects.get(pk=asked.pk))
    assert "Tạo bản in quá lâu" in page
    assert "Dữ liệu không mất" in page
    assert "hx-get" not in page

    with django_capture_on_commit_callbacks() as queued:
        services.request_file(report=asked.report, by=asked.requested_by, form="pdf")
    assert len(queued) == 1


def test_an_error_on_the_way_to_paper_is_said_too(asked, monkeypatch):
    def broken(paper):
        raise ValueError("no paper")

    monkeypatch.setattr(pieces, "cut", broken)
    with pytest.raises(ValueError, match="no paper"):
        draw_report.func(file_id=asked.pk, on=timezone.localdate().isoformat())

    assert ReportFile.objects.get(pk=asked.pk).error == FAILED


def test_an_error_of_any_kind_is_said_and_still_ends_the_task(asked, monkeypatch):
    def broken(paper):
        raise KeyError("no paper")

    monkeypatch.setattr(pieces, "cut", broken)
    with pytest.raises(KeyError):
        draw_report.func(file_id=asked.pk, on=timezone.localdate().isoformat())

    assert ReportFile.objects.get(pk=asked.pk).error == FAILED


def test_a_drawing_that_cannot_be_kept_is_said_too(asked, settings, tmp_path):
    (tmp_path / "full").write_bytes(b"")
    settings.MEDIA_ROOT = tmp_path / "full"  # no folder, so nothing can be kept there
    with pytest.raises(OSError, match="full"):
        draw_report.func(file_id=asked.pk, on=timezone.localdate().isoformat())

    assert ReportFile.objects.get(pk=asked.pk).error == FAILED


def test_a_drawn_paper_is_ready_and_its_progress_known(client, asked):
    draw_report.func(file_id=asked.pk, on=timezone.localdate().isoformat())

    page = page_of(client, ReportFile.objects.get(pk=asked.pk))
    assert "Tải về" in page
    assert "hx-get" not in page
    assert DrawingProgress.objects.get().report_file == asked
