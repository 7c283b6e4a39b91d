"""What the register of documents can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from orgs.filters import ANY, HIDDEN, ListFilter, words_filter
from plans.models import Document
from plans.openings import CODE_NAMES
from plans.permissions import offices_of

MOST_ISSUERS = 100
STATES = [("conflict", "Viện dẫn trái nhau")]


class DocumentFilter(ListFilter):
    q = words_filter("Số hiệu, trích yếu", "by_words")
    type = filters.ChoiceFilter(
        label="Loại", field_name="type_name", lookup_expr="iexact", empty_label=ANY,
        choices=[(name, name) for name in sorted(set(CODE_NAMES.values()))],
    )  # fmt: skip
    issuer = filters.ChoiceFilter(label="Cơ quan ban hành", field_name="issuer_text", empty_label=ANY, choices=list)
    year = filters.NumberFilter(
        label="Năm", field_name="issued_on", lookup_expr="year", min_value=1930, max_value=2199,
        widget=forms.NumberInput(),
    )  # fmt: skip
    state = filters.ChoiceFilter(label="Cần xem", method="by_state", choices=STATES, **HIDDEN)

    class Meta:
        model = Document
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.filters["issuer"].extra["choices"] = lambda: issuers_in(self.queryset)
        if not offices_of(self.request.user):
            del self.filters["state"]  # what disagrees is a hint to the office alone

    def by_words(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.named(value)

    def by_state(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.kept_by(self.request.user).filter(has_conflict=True)


def issuers_in(documents: QuerySet) -> list[tuple[str, str]]:
    """The bodies that issued them, as written."""
    names = documents.exclude(issuer_text="").order_by("issuer_text").values_list("issuer_text", flat=True)
    return [(name, name) for name in names.distinct()[:MOST_ISSUERS]]
