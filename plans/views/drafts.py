"""Checking a draft beside its source: the page, and the acts by which a person sets it right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, trigger_client_event

from orgs import candidates as directory
from orgs.conflicts import StaleVersion
from orgs.http import Request, go_to, version_in
from plans.forms.imports import (
    NamesForm,
    ReviewForm,
    facts_of,
    header_of,
    names_in,
    typed_in,
    typed_values,
    without_settled,
)
from plans.forms.naming import Scope
from plans.importing.corrections import NAMES, Act, Correction, accept_finding, apply_corrections, correct_item
from plans.importing.drafts import DraftPlan
from plans.models import PlanImport
from plans.services import confirming, correcting
from plans.views.draft_page import DraftPage, touched
from plans.views.plans import scope

SIMPLE_ACTS = (Act.SEEN, Act.MERGE, Act.CONTENT, Act.OMIT, Act.INDENT, Act.OUTDENT)
STALE = "Bản nháp vừa được người khác sửa nên chưa làm việc này. Hãy xem lại rồi làm lại; chữ đang gõ vẫn còn."
GONE = "Chỗ này vừa được sửa nên không còn như đồng chí đang thấy. Chưa đổi gì; hãy xem lại."


@dataclass
class Desk:
    """A draft on somebody's desk: what people set right so far, the head as filled in, the names as matched."""

    plan_import: PlanImport
    page: DraftPage
    form: ReviewForm
    names: NamesForm


@require_http_methods(["GET", "POST"])
def import_review(request: Request, pk: int) -> HttpResponse:
    plan_import = import_of(request, pk)
    if plan_import.is_used:
        messages.info(request, "Tài liệu này đã được tạo thành kế hoạch.")
        return redirect("plans:plan_detail", plan_import.plan_id or plan_import.amends_id)
    if plan_import.draft is None:
        return redirect("plans:import_status", pk)
    desk = desk_of(request, plan_import, request.POST or None)
    if request.method == "POST":
        answer = _keep_all(request, desk) if "keep" in request.POST else _confirm(request, desk)
        if answer is not None:
            return answer
    twin = PlanImport.objects.visible_to(request.user).twins_of(plan_import).select_related("plan__document").first()
    return render(request, "plans/import_review.html", page_of(desk) | {"twin": twin})


@require_POST
def import_keep(request: Request, pk: int) -> HttpResponse:
    """Keep one field of the page as soon as it was filled in; the findings may change by it.

    What comes in just after the draft became a plan, or a version of one, has nothing left to keep.
    """
    if import_of(request, pk).is_used:
        return HttpResponse(status=204)
    plan_import = draft_to_correct(request, pk)
    desk = desk_of(request, plan_import)
    fields = typed_in(desk.form, request.POST) | typed_in(desk.names, request.POST)
    try:
        plan_import = correcting.keep_typed(plan_import=plan_import, fields=fields)
    except ValidationError:
        return HttpResponse(status=204)
    return answer_touched(request, desk.page, plan_import) if request.htmx else redirect(plan_import)


@require_POST
def import_correct(request: Request, pk: int) -> HttpResponse:
    """One of the acts that need nothing more than a place: `merge=12-3fa9c1d2`."""
    plan_import = draft_to_correct(request, pk)
    page = page_read(request, plan_import)
    correction = _read_act(request, page)
    if correction is None:
        messages.error(request, GONE)
        return answer_touched(request, page, plan_import)
    return act(
        request, page, plan_import,
        lambda: correcting.correct(
            plan_import=plan_import, by=request.user, version=version_in(request), correction=correction,
            at=timezone.now(),
        ),
        said=f"Đã ghi: {NAMES[correction.act]}.",
    )  # fmt: skip


@require_POST
def import_undo(request: Request, pk: int) -> HttpResponse:
    plan_import = draft_to_correct(request, pk)
    return act(
        request, page_read(request, plan_import), plan_import,
        lambda: correcting.undo(plan_import=plan_import, version=version_in(request)),
        said="Đã hoàn tác lần sửa cuối.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def import_again(request: Request, pk: int) -> HttpResponse:
    """Ask for a new reading of the kept file; GET says whether it is done."""
    plan_import = draft_to_correct(request, pk)
    if request.method == "POST":
        try:
            correcting.ask_again(plan_import=plan_import, at=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(plan_import)
    if plan_import.asked_again_at is None:
        return go_to(request, reverse("plans:import_review", args=[pk]))
    context = {"plan_import": plan_import, "is_stuck_again": plan_import.is_stuck_again(now=timezone.now())}
    return render(request, "plans/_import_again.html", context)


def import_of(request: Request, pk: int) -> PlanImport:
    imports = PlanImport.objects.visible_to(request.user).select_related("issuer__committee")
    return get_object_or_404(imports, pk=pk)


def draft_to_correct(request: Request, pk: int) -> PlanImport:
    """The import, if it holds a draft that has become neither a plan nor a version of one (404)."""
    imports = PlanImport.objects.visible_to(request.user).select_related("issuer__committee")
    return get_object_or_404(imports, pk=pk, plan__isnull=True, made__isnull=True, draft__isnull=False)


def page_read(request: Request, plan_import: PlanImport) -> DraftPage:
    """The draft: corrections laid over the reading, and the head as filled in."""
    read = correcting.draft_read(plan_import)
    facts = None
    if plan_import.typed:
        head = ReviewForm(scope=around(request, plan_import, read))
        head.initial = header_of(read, {}) | typed_values(head, plan_import.typed)
        facts = facts_of(head, read)
    draft = apply_corrections(read, correcting.corrections_of(plan_import), facts)
    return DraftPage(without_settled(draft, plan_import.typed))


def desk_of(request: Request, plan_import: PlanImport, data: Any = None, *, page: DraftPage | None = None) -> Desk:
    """The whole desk; `page` where the draft has been laid out already."""
    page = page or page_read(request, plan_import)
    here, typed = around(request, plan_import, page.draft), plan_import.typed
    written = names_in(page.draft)
    matches = directory.match(written, here.issuer, here.on)
    form = ReviewForm(data, scope=here, initial=header_of(page.draft, matches) | {"version": plan_import.version})
    form.initial = {**form.initial, **typed_values(form, typed)}
    names = NamesForm(data, names=written, matches=matches, scope=here)
    names.initial = {**names.initial, **typed_values(names, typed)}
    return Desk(plan_import, page, form, names)


def around(request: Request, plan_import: PlanImport, draft: DraftPlan) -> Scope:
    """From where the document's names are looked up: its issuer, on its day."""
    return scope(request, plan_import.issuer, draft.issued_on or (draft.period[0] if draft.period else None))


def page_of(desk: Desk) -> dict[str, Any]:
    """What the whole page shows."""
    return _state(desk.plan_import, desk.page) | _names(desk) | {
        "lines": list(desk.page.source(desk.plan_import.source_text)),
        "form": desk.form,
    }  # fmt: skip


def _state(plan_import: PlanImport, page: DraftPage) -> dict[str, Any]:
    made = correcting.corrections_of(plan_import)
    return {
        "plan_import": plan_import,
        "is_stuck_again": plan_import.is_stuck_again(now=timezone.now()),
        "draft": page,
        "last": made[-1] if made else None,
        "last_name": NAMES[made[-1].act] if made else "",
        "corrected": sum(one.act is not Act.SEEN for one in made),
        "seen": sum(one.act is Act.SEEN for one in made),
    }


def _names(desk: Desk) -> dict[str, Any]:
    return {"names": desk.names, "name_rows": desk.page.names(desk.names)}


def act(
    request: Request, page: DraftPage, plan_import: PlanImport, write: Callable[[], PlanImport], *, said: str
) -> HttpResponse:
    """Do it and show what it changed, or say in a sentence why not."""
    try:
        plan_import = write()
    except StaleVersion as stale:
        messages.error(request, STALE)
        return answer_touched(request, page, import_of(request, stale.current.pk), is_stale=True)
    except ValidationError as error:
        messages.error(request, f"Chưa sửa được. {' '.join(error.messages)}")
        return answer_touched(request, page, plan_import)
    if not request.htmx:
        messages.success(request, said)
    return answer_touched(request, page, plan_import)


def answer_touched(
    request: Request, before: DraftPage, plan_import: PlanImport, *, is_stale: bool = False
) -> HttpResponse:
    """The rows that differ from what stood before, with the state of the whole; without htmx the page, at the place."""
    page = page_read(request, plan_import)
    change = touched(before, page)
    if not request.htmx:
        return redirect(f"{plan_import.get_absolute_url()}{f'#row-{change.first}' if change.first else ''}")
    context = _state(plan_import, page) | {"touched": change, "is_stale": is_stale}
    if names_in(before.draft) != names_in(page.draft):
        context |= _names(desk_of(request, plan_import, page=page))
    response = reswap(render(request, "plans/_import_touched.html", context), "none")
    return trigger_client_event(response, "draft-touched", {"row": change.first}, after="settle")


def _read_act(request: Request, page: DraftPage) -> Correction | None:
    for name in SIMPLE_ACTS:
        key = request.POST.get(name)
        if key is None:
            continue
        if name is Act.SEEN:
            finding = page.finding(key)
            return accept_finding(finding) if finding else None
        item = page.items.get(key)
        return correct_item(name, item) if item else None
    return None


def _confirm(request: Request, desk: Desk) -> HttpResponse | None:
    if not all([desk.form.is_valid(), desk.names.is_valid()]):
        return None
    header = {name: value for name, value in desk.form.cleaned_data.items() if name != "version"}
    try:
        plan = confirming.confirm_import(
            plan_import=desk.plan_import, by=request.user, version=version_in(request), header=header,
            matches=desk.names.matches(),
        )  # fmt: skip
    except StaleVersion:
        _take_newer(request, desk)
        desk.form.add_error(None, STALE)
    except ValidationError as error:
        desk.form.add_error(None, error)
    else:
        messages.success(request, "Đã tạo kế hoạch từ tài liệu. Hãy xem lại từng mục, rồi giao việc.")
        return redirect(plan)
    return None


def _keep_all(request: Request, desk: Desk) -> HttpResponse | None:
    """Without JavaScript: keep whatever was changed in the two forms of the page."""
    if version_in(request) != desk.plan_import.version:
        _take_newer(request, desk)
        desk.form.add_error(None, STALE)
        return None
    fields = typed_in(desk.form, request.POST, desk.form.changed_data)
    fields |= typed_in(desk.names, request.POST, desk.names.changed_data)
    try:
        correcting.keep_typed(plan_import=desk.plan_import, fields=fields)
    except ValidationError:  # the page that follows says what became of it
        return redirect(desk.plan_import)
    messages.success(request, "Đã giữ những gì vừa nhập.")
    return redirect(desk.plan_import)


def _take_newer(request: Request, desk: Desk) -> None:
    """What was typed stays in the fields; the rest of the page, and the version, are those that stand now."""
    newer = desk_of(request, import_of(request, desk.plan_import.pk))
    desk.plan_import, desk.page = newer.plan_import, newer.page
