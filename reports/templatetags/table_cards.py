"""Tables of paper on a page."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from reports import cards
from reports.blocks import Table

register = template.Library()


@register.filter
def card_rows(table: Table) -> Sequence[cards.Row]:
    return cards.cards_of(table)


@register.filter
def total_cells(table: Table) -> Sequence[cards.Cell]:
    return cards.cells_of(table, table.totals)


@register.filter
def further(rows: Sequence[cards.Row]) -> int:
    """How many of the rows a phone shows only when asked for all."""
    return sum(row.is_further for row in rows)
