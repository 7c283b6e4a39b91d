"""The table of wordings in DOMAIN.md §3.2, row by row, read whole and through the command."""

import io
import json

import pytest
from django.core.management import call_command

from plans.deadlines import read_deadlines
from tests.plans.deadlines.table import PLAN, PLANS, ROWS, in_short


@pytest.mark.parametrize(("row", "wording", "meaning"), ROWS)
def test_the_row_is_read(row, wording, meaning):
    found = read_deadlines(wording, **PLANS.get(row, PLAN))

    assert " | ".join(in_short(deadline.to_json()) for deadline in found) == meaning


def test_no_row_is_left_out():
    assert {row for row, _, _ in ROWS} == {f"D{number:03d}" for number in range(1, 176)}


def test_the_command_prints_every_row(monkeypatch):
    rows = [(wording, meaning) for row, wording, meaning in ROWS if row not in PLANS]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{wording}\n" for wording, _ in rows)))
    out = io.StringIO()

    call_command("read_deadlines", "--issued=2026-05-05", "--from=2026-01-01", "--to=2026-12-31", stdout=out)

    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(each["wording"], " | ".join(map(in_short, each["deadlines"]))) for each in answers] == rows
