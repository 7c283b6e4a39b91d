"""A paragraph of a plan in the text it was read from."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from orgs.http import Request
from plans.models import Plan, PlanItem, PlanVersion
from plans.places import place_of


class MarkedLine(NamedTuple):
    """A line of the source: what stands before the item's words, the words, what stands after."""

    number: int
    before: str
    words: str
    after: str


@require_GET
def item_source(request: Request, pk: int) -> HttpResponse:
    """The text of the plan with one paragraph marked, for whoever may read the plan."""
    items = PlanItem.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    item = get_object_or_404(items.select_related("plan__document", "plan__issuer", "parent__parent__parent"), pk=pk)
    versions = PlanVersion.objects.filter(plan=item.plan, number__lte=item.introduced_in).exclude(source_text="")
    version = versions.order_by("-number").first()
    context = {
        "plan": item.plan,
        "item": item,
        "place": place_of(item),
        "version": version,
        "lines": marked_lines(version.source_text, item) if version else [],
    }
    return render(request, "plans/item_source.html", context)


def marked_lines(text: str, item: PlanItem) -> list[MarkedLine]:
    """The lines of a text; marked in them the words of the item, or whole lines where it runs over several."""
    first, last = item.first_line or 0, item.last_line or item.first_line or 0
    return [
        _marked(number, line, item) if first <= number <= last else MarkedLine(number, line, "", "")
        for number, line in enumerate(text.split("\n"), start=1)
    ]


def _marked(number: int, line: str, item: PlanItem) -> MarkedLine:
    before, words, after = line.partition(item.text)
    if not words:
        return MarkedLine(number, "", line, "")
    return MarkedLine(number, before, words, after)
