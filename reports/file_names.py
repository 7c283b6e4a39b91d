"""What files are called when they are taken away: in letters that every machine takes."""

from __future__ import annotations

import re

from orgs.text import fold
from reports.models import Report

LONGEST_NAME = 100


def file_name(report: Report, extension: str, *, state: str = "") -> str:
    """Kind and number, or the period while it has none."""
    which = f"{report.starts_on:%d.%m.%Y} {report.ends_on:%d.%m.%Y}"
    if report.signed_on:
        which = f"số {report.number} {report.signed_on:%Y}"
    return named(f"báo cáo {report.get_kind_display()} {which} {state}", extension)


def named(words: str, extension: str) -> str:
    """As in "bang-phan-cong-76-kh-du.pdf"; what is too long ends with a whole word."""
    name = "-".join(re.findall(r"[a-z0-9]+", fold(words)))
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME + 1].rpartition("-")[0] or name[:LONGEST_NAME]
    return f"{name}.{extension}"
