"""The page that makes a whole commune."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from orgs import communes, services
from orgs.forms.communes import CommuneForm
from orgs.http import Request
from orgs.models import Level, Unit
from orgs.permissions import can_manage_unit


@require_http_methods(["GET", "POST"])
def commune_create(request: Request, pk: int) -> HttpResponse:
    """Show what the pattern gives, then make it: below unit `pk`, or into it where it is a commune's committee."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    if not can_manage_unit(request.user, unit):
        raise PermissionDenied
    place = {"into": unit} if unit.level == Level.COMMUNE else {"parent": unit}
    form = CommuneForm(request.POST or None, initial=_guess(unit))
    preview = None
    if form.is_valid():
        preview = communes.Commune(**form.cleaned_data)
        if "create" in request.POST:
            try:
                made = services.create_commune(**form.cleaned_data, **place, by=request.user, on=timezone.localdate())
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(
                    request, f"Đã tạo các đơn vị và nhóm của {made}. Bước tiếp: thêm người cho từng đơn vị."
                )
                return redirect(made)
    return render(request, "orgs/commune_create.html", {"form": form, "unit": unit, **_shown(preview)})


def _guess(unit: Unit) -> dict[str, str]:
    """Read kind and name off a committee that is there: "Đảng ủy phường Quy Nhơn"."""
    found = next((kind for kind in communes.PLACES if f" {kind} " in unit.name), None)
    guessed = {"kind": found, "name": unit.name.split(f" {found} ", 1)[1]} if found else {}
    superior = unit.paper_superior.removeprefix("Đảng bộ ") or unit.name.removeprefix("Tỉnh ủy ")
    return {**guessed, "province": superior if superior != unit.name else ""}


def _shown(commune: communes.Commune | None) -> dict[str, object]:
    if commune is None:
        return {}
    found = {body.key: body.name for _, body in communes.bodies(commune).walk()}
    groups = [(group, [found[key] for key in group.members]) for group in communes.groups(commune)]
    return {"bodies": list(communes.bodies(commune).walk(1)), "groups": groups}
