"""One item of a draft: corrected, divided; its deadline said back while it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from orgs.conflicts import StaleVersion
from orgs.http import Request
from plans.forms.corrections import DraftItemBundle, SplitForm
from plans.importing.corrections import Act, correct_item
from plans.importing.drafts import DraftItem
from plans.models import PlanImport
from plans.services import correcting
from plans.services.duties import read_between
from plans.views.conflicts import with_version
from plans.views.draft_page import DraftPage, Row
from plans.views.drafts import GONE, STALE, act, answer_touched, draft_to_correct, page_read
from plans.views.plans import scope
from plans.views.said_back import deadline_said_back


@require_http_methods(["GET", "POST"])
def import_item(request: Request, pk: int, key: str) -> HttpResponse:
    """The form of an item, in the item's own place; `?closed` gives the item as it stands."""
    plan_import = draft_to_correct(request, pk)
    page = page_read(request, plan_import)
    item = page.items.get(key)
    if item is None:
        return _gone(request, plan_import)
    if "closed" in request.GET and request.htmx:
        return render(request, "plans/_import_item.html", {"row": _row(page, key), "plan_import": plan_import})
    bundle = _bundle(request, plan_import, page, item, request.POST or None)
    if not bundle.is_sent():
        return _editor(request, plan_import, page, key, bundle=bundle)
    changes = bundle.changes()
    if not changes:
        return answer_touched(request, _opened(page, key), plan_import)
    try:
        plan_import = correcting.correct(
            plan_import=plan_import, by=request.user, version=bundle.form.cleaned_data["version"],
            correction=correct_item(Act.EDIT, item, **changes), at=timezone.now(), typed=bundle.chosen(),
        )  # fmt: skip
    except StaleVersion as stale:
        newer = _bundle(request, plan_import, page, item, with_version(request, stale.current))
        newer.form.add_error(None, STALE)
        return _editor(request, plan_import, page, key, bundle=newer)
    except ValidationError as error:
        bundle.form.add_error(None, error)
        return _editor(request, plan_import, page, key, bundle=bundle)
    if not request.htmx:
        messages.success(request, "Đã sửa mục.")
    return answer_touched(request, _opened(page, key), plan_import)


@require_http_methods(["GET", "POST"])
def import_split(request: Request, pk: int, key: str) -> HttpResponse:
    """Where an item divides: its text with a button at each place that may be meant."""
    plan_import = draft_to_correct(request, pk)
    page = page_read(request, plan_import)
    item = page.items.get(key)
    if item is None:
        return _gone(request, plan_import)
    form = SplitForm(request.POST or None, text=item.text, initial={"version": plan_import.version})
    if not form.is_valid():
        return _editor(request, plan_import, page, key, split=form)
    return act(
        request, _opened(page, key), plan_import,
        lambda: correcting.correct(
            plan_import=plan_import, by=request.user, version=form.cleaned_data["version"],
            correction=correct_item(Act.SPLIT, item, at=form.cleaned_data["at"]), at=timezone.now(),
        ),
        said="Đã tách thành hai mục.",
    )  # fmt: skip


@require_GET
def import_deadline(request: Request, pk: int) -> HttpResponse:
    """Say at once what the machine understands of a deadline, as it is being typed."""
    draft = page_read(request, draft_to_correct(request, pk)).draft
    start, end = draft.period or (None, None)
    return deadline_said_back(
        request, lambda wording: read_between(wording, issued_on=draft.issued_on, start=start, end=end)
    )


def _bundle(request: Request, plan_import: PlanImport, page: DraftPage, item: DraftItem, data: Any) -> DraftItemBundle:
    around = scope(request, plan_import.issuer, page.draft.issued_on)
    return DraftItemBundle(
        data, item=item, assignments=page.assignments_of(item), scope=around, version=plan_import.version
    )


def _editor(request: Request, plan_import: PlanImport, page: DraftPage, key: str, **forms: Any) -> HttpResponse:
    row = _row(page, key)
    lines = [
        line for line in page.source(plan_import.source_text) if row.lines[0] - 2 <= line.number <= row.lines[1] + 2
    ]
    context = {"plan_import": plan_import, "row": row, "lines": lines, "version": plan_import.version, **forms}
    template = "plans/_import_editor.html" if request.htmx else "plans/import_item.html"
    return render(request, template, context)


def _row(page: DraftPage, key: str) -> Row:
    return next(row for row in page.rows if row.key == key)


def _opened(page: DraftPage, key: str) -> DraftPage:
    """The page as the person has it: in the row's place stands an open form, which has to go in any case."""
    page.rows = [replace(row, text="") if row.key == key else row for row in page.rows]
    return page


def _gone(request: Request, plan_import: PlanImport) -> HttpResponse:
    """Somebody has changed the item meanwhile; what was typed is shown, so that it can be copied."""
    context = {"plan_import": plan_import, "typed": request.POST.get("text", "").strip(), "message": GONE}
    template = "plans/_import_gone.html" if request.htmx else "plans/import_item_gone.html"
    return render(request, template, context, status=200 if request.htmx else 409)
