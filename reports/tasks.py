"""Slow work on reports, done by the worker (`manage.py worker`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import cast

from django_tasks import task

from plans.models import Submission
from reports import composing, drawing, services
from reports.apart import DrawingFailed
from reports.layout_sample import sample_paper
from reports.letters import paper_of
from reports.models import FilledSheet, IncomingCopy, PaperFile, PaperKind, PlanPackage, ReportFile, UrgingLetter
from reports.paper import Paper
from reports.plan_papers import assignment_paper
from reports.row_lists import row_paper
from reports.unit_papers import report_paper, sheet_paper

FAILED = "Không tạo được bản in. Dữ liệu báo cáo không mất. Hãy thử lại, nếu vẫn lỗi thì báo quản trị."
_COMPOSERS = {ReportFile.REMARKS: composing.compose_for_remarks, ReportFile.ROWS: row_paper}


@task()
def draw_report(file_id: int, on: str) -> None:
    """Draw a report as PDF or .docx. Safe to run twice: the second drawing replaces the first.

    Nothing to do where the draft was thrown away meanwhile.
    """
    while not _draw_and_store(file_id, date.fromisoformat(on)):
        pass  # the report was changed, and asked for again, while it was being drawn


def _draw_and_store(file_id: int, on: date) -> bool:
    drawn = ReportFile.objects.select_related("report__issuer").filter(pk=file_id).first()
    if drawn is None:
        return True
    with _failure_told(lambda error: services.store_drawing_error(drawn=drawn, error=error)):
        note = services.begin_drawing(drawn)
        compose = _COMPOSERS.get(drawn.form, composing.compose)
        content = drawing.draw_paper(compose(drawn.report, on=on), drawn.extension, note)
        return services.store_drawn_file(drawn=drawn, content=content)


@task()
def draw_paper(file_id: int, on: str) -> None:
    """Draw a letter, or a paper of a unit's report. Nothing to do where the letter was thrown away meanwhile."""
    while not _draw_and_store_paper(file_id, date.fromisoformat(on)):
        pass  # it was asked for again while it was being drawn


@task()
def pack_plan(package_id: int) -> None:
    """Make the archive of a plan that was asked for."""
    packages = PlanPackage.objects.select_related("plan__document", "plan__issuer")
    services.make_package(package=packages.get(pk=package_id))


@task()
def read_filled_sheet(sheet_id: int) -> None:
    """Read a filled-in report sheet. Nothing to do where its report is gone."""
    filled = FilledSheet.objects.filter(pk=sheet_id).first()
    if filled is not None:
        filled.submission = Submission.objects.for_list().get(pk=filled.submission_id)
        services.read_filled(filled=filled)


@task()
def search_incoming_copy(copy_id: int) -> None:
    """Search a copy of a signed report for secrecy marks, and keep it if there are none."""
    copies = IncomingCopy.objects.select_related("report__issuer", "added_by")
    services.search_copy(incoming=copies.get(pk=copy_id))


def _draw_and_store_paper(file_id: int, on: date) -> bool:
    drawn = (
        PaperFile.objects.select_related("letter__issuer", "layout__committee", "plan__document", "plan__issuer")
        .filter(pk=file_id)
        .first()
    )
    if drawn is None:
        return True
    with _failure_told(lambda error: services.store_paper_error(drawn=drawn, error=error)):
        note = services.begin_drawing(drawn)
        if drawn.kind == PaperKind.LETTERS:
            content = drawing.draw_papers(_batch(drawn, on), note)
        else:
            content = drawing.draw_paper(_paper(drawn, on), drawn.form, note)
        return services.store_paper(drawn=drawn, content=content)


def _batch(drawn: PaperFile, on: date) -> list[Paper]:
    """The papers of all letters drafted in one act."""
    letters = UrgingLetter.objects.of_batch(cast("UrgingLetter", drawn.letter))
    return [paper_of(letter, on=on) for letter in letters.select_related("issuer")]


def _paper(drawn: PaperFile, on: date) -> Paper:
    if drawn.letter is not None:
        return paper_of(drawn.letter, on=on)
    if drawn.layout is not None:
        return sample_paper(drawn.layout.profile, drawn.layout.committee, on=on)
    if drawn.plan is not None:
        return assignment_paper(drawn.plan, on=on)
    submission = Submission.objects.for_list().get(pk=drawn.submission_id)
    draw_up = sheet_paper if drawn.kind == PaperKind.BLANK_FORM else report_paper
    return draw_up(submission, on=on)


@contextmanager
def _failure_told(store: Callable[[str], object]) -> Iterator[None]:
    """Keep for whoever waits why a drawing came to nothing; the task fails all the same.

    Whatever the error is: only of a task whose worker is lost may the page say that it is taken up again by itself.
    """
    try:
        yield
    except DrawingFailed as failure:
        store(str(failure))
        raise
    except Exception:
        store(FAILED)
        raise
