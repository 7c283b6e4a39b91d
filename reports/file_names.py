"""What the files of a report are called when they are taken away."""

from __future__ import annotations

import re

from orgs.text import fold
from reports.models import Report


def file_name(report: Report, extension: str, *, state: str = "") -> str:
    """Kind and number, or the period while it has none, in letters that every machine takes."""
    which = f"{report.starts_on:%d.%m.%Y} {report.ends_on:%d.%m.%Y}"
    if report.signed_on:
        which = f"số {report.number} {report.signed_on:%Y}"
    words = fold(f"báo cáo {report.get_kind_display()} {which} {state}")
    return f"{'-'.join(re.findall(r'[a-z0-9]+', words))}.{extension}"
