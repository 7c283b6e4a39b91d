"""A paper as it is frozen when it is signed, and back again. Pure: no database, no clock."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from reports.blocks import Annex, Bars, Block, Column, Heading, Paragraph, Table
from reports.layout_values import profile_from, values_of
from reports.layouts import LayoutProfile, profile_named
from reports.paper import Paper


def record(paper: Paper) -> dict[str, Any]:
    """The words of a paper as they are frozen when it is signed; `restore` reads them back."""
    blocks = [_block_record(block) for block in paper.blocks]
    return {**asdict(paper), "profile": values_of(paper.profile), "blocks": blocks}


def restore(words: dict[str, Any]) -> Paper:
    """The paper that `record` froze, whatever has happened to the work since."""
    day = words["issued_on"]
    return Paper(
        **{
            **words,
            "profile": _restored_profile(words["profile"]),
            "issued_on": date.fromisoformat(day) if isinstance(day, str) else day,
            "blocks": tuple(_restored_block(block) for block in words["blocks"]),
            "recipients": tuple(words["recipients"]),
            "addressees": tuple(words.get("addressees", ())),  # frozen before letters were printed
        }
    )


def _restored_profile(frozen: dict[str, Any] | str) -> LayoutProfile:
    """Every number as it was; of a paper signed before committees had layouts of their own, the rule's by name."""
    return profile_named(frozen) if isinstance(frozen, str) else profile_from(frozen)


def _block_record(block: Block) -> dict[str, Any]:
    words = {"kind": type(block).__name__, **asdict(block)}
    if isinstance(block, Annex):
        words["blocks"] = [_block_record(part) for part in block.blocks]
    return words


def _restored_block(words: dict[str, Any]) -> Any:
    values = {name: value for name, value in words.items() if name != "kind"}
    match words["kind"]:
        case "Annex":
            return Annex(**{**values, "blocks": tuple(_restored_block(part) for part in values["blocks"])})
        case "Table":
            columns = tuple(Column(**column) for column in values["columns"])
            rows = tuple(tuple(row) for row in values["rows"])
            bands = tuple((place, band) for place, band in values.get("bands", ()))
            return Table(values["caption"], columns, rows, tuple(values["totals"]), bands)
        case "Bars":
            rows = tuple((label, tuple(numbers)) for label, numbers in values["rows"])
            return Bars(values["title"], rows, tuple((name, said) for name, said in values["legend"]))
        case "Heading":
            return Heading(**values)
    return Paragraph(**values)
