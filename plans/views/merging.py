"""Kết thúc hoạt động: the page of orgs, with open work passed to the successor in the same transaction."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from orgs.http import Request
from orgs.models import Unit
from orgs.views import units
from plans.services import merging


@require_http_methods(["GET", "POST"])
def unit_end(request: Request, pk: int) -> HttpResponse:
    """Record the last day of unit `pk`; what it has not done becomes its successor's."""

    def end_unit(**facts: Any) -> None:
        ended, passed = merging.end_unit(today=timezone.localdate(), **facts)
        if said := _said(ended, passed):
            messages.success(request, said)

    return units.unit_end(request, pk, end_unit=end_unit)


def _said(unit: Unit, passed: merging.Passed) -> str:
    """What went to the successor, as a sentence; empty where nothing did."""
    parts = [f"{passed.rows} việc chưa xong"] * bool(passed.rows) + [f"{passed.reports} báo cáo"] * bool(passed.reports)
    said = f"Đã chuyển {' và '.join(parts)} cho {unit.successor}." if parts else ""
    joined = f"{passed.joined} việc {unit.successor} cũng được giao thì chỉ làm một lần." if passed.joined else ""
    return " ".join(sentence for sentence in (said, joined) if sentence)
