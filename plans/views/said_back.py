"""What the machine understands of a deadline, said at once while it is being typed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from orgs.http import Request
from plans.deadlines import Deadline, DeadlineKind, describe
from plans.services.duties import LONGEST_WORDING


def deadline_said_back(request: Request, read: Callable[[str], list[Deadline]]) -> HttpResponse:
    """The fragment below the field that sends its wording; `read` gives its deadlines, or one UNREADABLE."""
    typed = next((value for name, value in request.GET.items() if name.endswith("wording")), "")
    wording = " ".join(str(typed).split())[:LONGEST_WORDING]
    found = read(wording) if wording else []
    context = {
        "understood": [describe(deadline) for deadline in found],
        "is_doubtful": any(deadline.fuzzy or deadline.kind == DeadlineKind.UNREADABLE for deadline in found),
        "wording": wording,
    }
    return render(request, "plans/_deadline_read.html", context)
