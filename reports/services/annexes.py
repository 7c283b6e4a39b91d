"""Which annexes a report has."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from orgs import journal
from orgs.models import User
from reports.annex_kinds import AnnexKind
from reports.models import Report
from reports.services.writing import touch


@transaction.atomic
def choose_annexes(*, report: Report, by: User, kinds: Iterable[AnnexKind]) -> None:
    """Print these annexes with a draft. Raises StaleVersion (no draft any more)."""
    wanted = [kind.value for kind in AnnexKind if kind in set(kinds)]
    touch(report)
    if wanted != report.annexes:
        before, after = _headings(report.annexes), _headings(wanted)
        report.annexes = wanted
        report.save(update_fields=["annexes"])
        journal.record("chọn phụ lục", report, by=by, unit=report.issuer, before=before, after=after)


def _headings(kinds: Iterable[str]) -> dict[str, list[str]]:
    """What the history says of annexes."""
    return {"annexes": [AnnexKind(kind).heading for kind in kinds]}
