"""The seal of a signed report: one SHA-256 over what it says, what that came from and how it is numbered (TRUST.md P4).

Left out is what steers the writing alone: how the window is called, which annexes were chosen, why a draft came back;
of sections their purpose, their guidance, whether they show figures. What came of it stands in `paper`, which is
sealed; the rows themselves are frozen (`freezing`).

The journal, itself a chain of hashes, tells the seal on the day of signing; so a change that gets past the
database's triggers does not get past `verify_reports`.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from orgs.journal import plain
from reports.models import Report

_FIELDS = (
    "issuer_id", "kind", "abstract", "starts_on", "ends_on", "number", "number_key", "series", "place", "authority",
    "job_title", "signatory", "recipients", "submitted_at", "signed_on", "layout", "figures", "paper", "supersedes_id",
)  # fmt: skip


def seal_of(report: Report) -> str:
    """The SHA-256 of what is sealed, as hexadecimal text; the report must be as the database gives it."""
    content = json.dumps(plain(content_of(report)), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def content_of(report: Report) -> dict[str, Any]:
    """What is sealed: the fields, which plans, and every section and paragraph with what it came from."""
    sections = report.sections.order_by("position").prefetch_related("paragraphs__sources", "paragraphs__quotes")
    return {
        "format": 1,
        **{name: getattr(report, name) for name in _FIELDS},
        "plans": sorted(report.plans.values_list("pk", flat=True)),
        "sections": [
            {
                **{name: getattr(section, name) for name in ("position", "level", "label", "heading", "item_id")},
                "paragraphs": [
                    [one.position, one.text, _keys(one.sources), _keys(one.quotes)]
                    for one in sorted(section.paragraphs.all(), key=lambda one: (one.position, one.pk))
                ],
            }
            for section in sections
        ],
    }


def _keys(rows: Any) -> list[int]:
    return sorted(row.pk for row in rows.all())
