"""Who a paper is from, as its head says it."""

from __future__ import annotations

from typing import Any

from orgs.models import Regime, Unit


def head_of(issuer: Unit) -> dict[str, Any]:
    """The names, symbol and place of the body that issues a paper, by the fields of `reports.paper.Paper`."""
    return {
        "superior": issuer.paper_superior,
        "issuer": issuer.paper_name or issuer.name,
        "symbol": issuer.symbol,
        "place": issuer.place,
    }


def deciding_body(issuer: Unit) -> str:
    """In whose name a committee's papers are signed: "Ban Thường vụ", or as its head calls it "Ủy ban nhân dân"."""
    if issuer.regime == Regime.STATE:
        return issuer.paper_name.split("\n")[0] or "Ủy ban nhân dân"
    return "Ban Thường vụ"
