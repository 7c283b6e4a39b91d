"""One search box for plans, tasks, units and documents; accents and spelling of numbers do not matter."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from orgs.http import Request
from orgs.models import Unit
from plans.forms.review import SearchForm
from plans.models import Document, Plan, PlanItem
from plans.places import place_of

MOST = 20


@require_GET
def search(request: Request) -> HttpResponse:
    """Find what the person may read, at most MOST of each kind."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context: dict[str, object] = {"form": form, "words": words}
    if words:
        plans = Plan.objects.visible_to(request.user)
        documents = Document.objects.visible_to(request.user)
        items = PlanItem.objects.within(plans).named(words).for_search()[:MOST]
        context |= {
            "plans": plans.named(words).for_list()[:MOST],
            "items": [(item, place_of(item)) for item in items],
            "units": Unit.objects.visible_to(request.user).named(words).for_list()[:MOST],
            "documents": documents.planless().once(request.user).named(words).for_list()[:MOST],
            "most": MOST,
        }
    return render(request, "plans/search.html", context)
