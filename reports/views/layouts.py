"""Pages on which a committee adjusts how its paper is laid out, beside a sample that follows."""

from __future__ import annotations

from typing import Any

from csp.constants import NONCE, NONE, SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs.conflicts import StaleVersion
from orgs.http import Request
from orgs.models import Unit
from orgs.views.conflicts import conflict, with_version
from reports import services
from reports.forms.layouts import ApplyForm, LayoutForm
from reports.layout_sample import sample_paper
from reports.layout_values import adjusted
from reports.layouts import PROFILES, LayoutProfile, profile_for, profile_named
from reports.models import LayoutVersion
from reports.pdf import paper_sheet, profile_sheet, template_context
from reports.permissions import can_set_layout


@require_GET
def layout_list(request: Request, pk: int) -> HttpResponse:
    """The rules by which committee `pk` lays out paper, and its own versions of each."""
    committee = _committee(request, pk)
    on = timezone.localdate()
    versions = LayoutVersion.objects.filter(committee=committee).select_related("created_by")
    by_base: dict[str, list[LayoutVersion]] = {}
    for version in versions:
        by_base.setdefault(version.base, []).append(version)
    used = LayoutVersion.objects.profile_of(committee, on)
    rules = [
        {"rule": rule, "versions": by_base.get(rule.code, []), "is_used": rule == profile_for(rule.regime, on)}
        for rule in reversed(PROFILES[committee.regime])
    ]
    return render(request, "reports/layout_list.html", {"committee": committee, "rules": rules, "used": used})


@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # its types know plain requests only
@require_http_methods(["GET", "POST"])
def layout_edit(request: Request, pk: int, base: str) -> HttpResponse:
    """Change the values of one rule for committee `pk`: kept as a trial, shown on a sample page."""
    committee, rule = _committee(request, pk), _rule(base)
    trial = services.trial_of(committee, rule.code, by=request.user)
    form = _form(request.POST or None, rule, trial)
    context: dict[str, Any] = {"committee": committee, "rule": rule, "trial": trial, "form": form}
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("values", "reason", "version")}
        try:
            trial = services.try_layout(committee=committee, base=rule.code, by=request.user, **values)
        except StaleVersion as stale:
            form = _form(with_version(request, stale.current), rule, stale.current)
            context |= {"form": form, "conflict": conflict(committee, [form])}
            return render(request, "reports/layout_edit.html", context, status=409)
        if "print" in request.POST:
            drawn = services.request_test_print(layout=trial, by=request.user, form="pdf")
            return redirect("reports:paper_status", drawn.pk)
        messages.success(request, "Đã lưu bản thử. Văn bản chưa đổi cho đến khi bản này được áp dụng.")
        return redirect("reports:layout_edit", committee.pk, rule.code)
    apply_form = ApplyForm(initial={"valid_from": timezone.localdate(), "version": trial.version})
    return render(request, "reports/layout_edit.html", context | {"apply_form": apply_form})


# Nothing of the page runs or is fetched but its own sheets; the numbers stand in one that bears a nonce.
@csp_replace({"script-src": [NONE], "style-src": [SELF, NONCE], "frame-ancestors": [SELF]})  # type: ignore[arg-type]
@xframe_options_sameorigin
@require_http_methods(["GET", "POST"])
def layout_preview(request: Request, pk: int, base: str) -> HttpResponse:
    """The sample page by the values that are typed, or as they are kept; nothing is written."""
    committee, rule = _committee(request, pk), _rule(base)
    form = _form(request.POST or None, rule, services.trial_of(committee, rule.code, by=request.user))
    if form.is_bound and not form.is_valid():
        return render(request, "reports/layout_preview.html", {"form": form})
    profile = adjusted(rule, form.cleaned_data["values"], code=rule.code) if form.is_bound else form.profile
    paper = sample_paper(profile, committee, on=timezone.localdate())
    sheet = "\n".join([profile_sheet(profile), paper_sheet(paper), screen_sheet(profile)])
    return render(request, "reports/layout_preview.html", template_context(paper) | {"sheet": sheet})


@require_POST
def layout_apply(request: Request, pk: int) -> HttpResponse:
    """Put what is tried in force from a day on."""
    trial = _version(request, pk)
    form = ApplyForm(request.POST)
    if form.is_valid():
        try:
            services.apply_layout(trial=trial, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except StaleVersion:
            messages.error(request, "Bản thử vừa được người khác sửa. Chưa áp dụng; hãy xem lại rồi áp dụng.")
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Văn bản từ ngày {form.cleaned_data['valid_from']:%d/%m/%Y} in theo bản này.")
            return redirect("reports:layout_list", trial.committee_id)
    for words in [words for errors in form.errors.values() for words in errors]:
        messages.error(request, f"Chưa áp dụng. {words}")
    return redirect("reports:layout_edit", trial.committee_id, trial.base)


@require_POST
def layout_drop(request: Request, pk: int) -> HttpResponse:
    """Throw a trial away."""
    trial = _version(request, pk)
    if services.drop_trial(trial=trial, by=request.user):
        messages.success(request, "Đã bỏ bản thử. Văn bản vẫn in như trước.")
    else:
        messages.error(request, "Chưa bỏ gì: bản này không còn là bản thử, đã được áp dụng hoặc đã bỏ từ trước.")
    return redirect("reports:layout_list", trial.committee_id)


def screen_sheet(profile: LayoutProfile) -> str:
    """The edges of the sheet of paper that a screen shows; paper itself has them from @page."""
    margins = profile.margins
    edges = f"{margins.top}mm {margins.right}mm {margins.bottom}mm {margins.left}mm"
    return (
        f".sheet {{ width: {profile.page_width}mm; min-height: {profile.page_height}mm; padding: {edges} }}\n"
        f".sheet.landscape {{ width: {profile.page_height}mm; min-height: {profile.page_width}mm }}"
    )


def _form(typed: QueryDict | None, rule: LayoutProfile, version: LayoutVersion) -> LayoutForm:
    """The form upon what stands now."""
    profile = adjusted(rule, version.changes, code=rule.code)
    return LayoutForm(typed, profile=profile, initial={"reason": version.reason, "version": version.version})


def _committee(request: Request, pk: int) -> Unit:
    committee = get_object_or_404(Unit.objects.visible_to(request.user).filter(is_committee=True), pk=pk)
    if not can_set_layout(request.user, committee):
        raise PermissionDenied
    return committee


def _version(request: Request, pk: int) -> LayoutVersion:
    version = get_object_or_404(LayoutVersion.objects.visible_to(request.user).select_related("committee"), pk=pk)
    if not can_set_layout(request.user, version.committee):
        raise PermissionDenied
    return version


def _rule(base: str) -> LayoutProfile:
    try:
        return profile_named(base)
    except KeyError as error:
        raise Http404 from error
