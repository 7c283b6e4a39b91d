"""Loading units, groups and people from a workbook: every row's fate first, then all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs import services
from orgs.forms.imports import ImportForm
from orgs.http import Request, ids
from orgs.import_template import template
from orgs.import_units import Row
from orgs.models import Unit
from orgs.permissions import can_manage_units
from orgs.services.loading import ADDED, CHANGED, SAME, WRONG

SHOWN_HOURS = 8
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def import_create(request: Request) -> HttpResponse:
    """Take a workbook and say every row's fate; the rows wait, signed, in the page that shows them."""
    if not can_manage_units(request.user):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None, user=request.user)
    if not form.is_valid():
        return render(request, "orgs/import_create.html", {"form": form})
    root, rows = form.cleaned_data["root"], form.cleaned_data["file"]
    fates = services.plan_loading(rows=rows, root=root, by=request.user, on=timezone.localdate())
    counts = [(outcome, sum(fate.outcome == outcome for fate in fates)) for outcome in (ADDED, CHANGED, SAME, WRONG)]
    context = {
        "fates": fates,
        "counts": counts,
        "root": root,
        "is_right": all(fate.outcome != WRONG for fate in fates),
        "is_new": any(fate.outcome in {ADDED, CHANGED} for fate in fates),
        "payload": signing.dumps([astuple(row) for row in rows], salt=_salt(request, root), compress=True),
    }
    return render(request, "orgs/import_review.html", context)


@require_POST
def import_save(request: Request) -> HttpResponse:
    """Save the rows that were shown, if all of them are still right."""
    administered = Unit.objects.administered_by(request.user)
    root = get_object_or_404(administered, pk__in=ids([request.POST.get("root", "")]))
    try:
        rows = _rows(request, root)
        fates = services.load_workbook(rows=rows, root=root, by=request.user, on=timezone.localdate())
    except signing.BadSignature:
        messages.error(request, "Trang xem trước đã cũ. Chưa lưu gì; hãy tải tệp lên lại.")
        return redirect("orgs:import_create")
    except ValidationError as error:
        messages.error(request, f"{' '.join(error.messages)} Hãy tải tệp lên lại để xem từng dòng.")
        return redirect("orgs:import_create")
    added, changed = [sum(fate.outcome == outcome for fate in fates) for outcome in (ADDED, CHANGED)]
    messages.success(
        request, f"Đã nhập từ Excel: thêm {added}, sửa {changed}. Người mới thì cấp mật khẩu ở trang Người dùng."
    )
    return redirect(root)


@require_GET
def import_template(request: Request) -> HttpResponse:
    """The workbook to fill in."""
    if not can_manage_units(request.user):
        raise PermissionDenied
    name = 'attachment; filename="danvan-don-vi.xlsx"'
    return HttpResponse(template(), content_type=XLSX, headers={"Content-Disposition": name})


def _rows(request: Request, root: Unit) -> Iterable[Row]:
    payload = request.POST.get("rows", "")
    kept = signing.loads(payload, salt=_salt(request, root), max_age=SHOWN_HOURS * 3600)
    return [Row(*values) for values in kept]


def _salt(request: Request, root: Unit) -> str:
    """What was shown to one person for one subtree is good for nothing else."""
    return f"orgs.imports.{request.user.pk}.{root.pk}"
