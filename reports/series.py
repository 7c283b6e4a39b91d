"""In which series a body's documents of one type are numbered, and which rows stand in it (DOMAIN.md §1.5)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from orgs.models import Regime, Unit
from reports.numbering import series_of


def series_for(issuer: Unit, type_code: str, day: date) -> str:
    """The key of the series in which `issuer` numbers a document of that type on that day."""
    term = (issuer.term_from, issuer.term_to)
    return series_of(type_code, regime=issuer.regime, signed_on=day, term=term)


def in_series(issuer: Unit, type_code: str, day: date, *, dated: str) -> Q:
    """Documents of `issuer` in that series; those too whose key was made before the office corrected its term.

    `dated` is the field with the day of the document.
    """
    same = Q(series=series_for(issuer, type_code, day))
    if issuer.regime == Regime.PARTY and issuer.term_from and day >= issuer.term_from:
        same |= Q(**{f"{dated}__range": (issuer.term_from, issuer.term_to or date.max)})
    return same & Q(issuer=issuer)
