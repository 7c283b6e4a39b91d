"""Headings that name whose duties stand below them, and all the names that a document says whole. Pure.

A heading of units is known by where it stands before it is known by its words: beside headings of units, without an
end mark, tasks below it. Source: DOMAIN.md §2.2, §2.4.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from plans.importing.assignments import heading_parties, placed_parties
from plans.importing.fields import SETTING
from plans.importing.letters import UPPER
from plans.importing.names import Party, goes_on_after_level, is_name_list, is_undetermined, split_names, starts_name
from plans.importing.outline import Node
from plans.importing.paragraphs import has_ended
from plans.importing.roster import Roster
from plans.importing.sections import names_section
from plans.importing.tables import DutyRow

_MOST_WORDS = 40
_BEFORE_COLON = re.compile(r"(?P<names>[^.;:\n]{2,150}):\s")
_OBJECT = re.compile(r"\s(?:các|những|một số|nội dung|nhiệm vụ|biện pháp|công tác|việc|sau)\b")
_THROUGH = re.compile(r"\((?:thông\s+)?qua\s+(?P<name>[^()]{2,120})\)")
_PROPER = re.compile(rf"\s[{UPPER}]")
_ASIDE = re.compile(r"\s*\([^()]*\)")


def headed_by(siblings: Sequence[Node]) -> list[tuple[Party, ...]]:
    """Return for each of `siblings` the units whose duties it heads, () where it is no heading of units."""
    named = [_by_words(node) for node in siblings]
    if not any(named):
        return named
    return [parties or _by_place(node) for parties, node in zip(named, siblings, strict=True)]


def said_whole(roots: Iterable[Node], rows: Iterable[DutyRow], recipients: Iterable[str], issuer: str | None) -> Roster:
    """Gather the names of single units that stand whole: in headings, in cells, after "(qua", as receivers."""
    whole = [issuer or "", *(_ASIDE.sub("", recipient) for recipient in recipients)]
    whole += [cell for row in rows for cell in (row.lead, row.perform, row.coordinate, row.both)]
    names = [name for name in whole if starts_name(name) and not re.search(r"[,;:]|\svà\s", name)]
    for siblings in _families(roots):
        whose = [*headed_by(siblings), *_labelled(siblings)]
        names += [party.name for parties in whose for party in parties if not party.is_group]
        for node in siblings:
            through = _THROUGH.findall(node.paragraph.text)
            names += [name for name in through if starts_name(name) and len(split_names(name)) == 1]
    return Roster(name for name in names if name[:1].isupper() and not is_undetermined(name))


def _labelled(siblings: Sequence[Node]) -> list[tuple[Party, ...]]:
    """The units before a colon among lines half of which begin with units: all its words are names."""
    if 2 * sum(starts_name(node.paragraph.text) for node in siblings) < len(siblings):
        return []
    labels = [label["names"] for node in siblings if (label := _BEFORE_COLON.match(node.paragraph.text))]
    labels = [label for label in labels if not goes_on_after_level(label)]
    return [placed_parties(label) for label in labels if is_name_list(label) or not _OBJECT.search(label)]


def _families(roots: Iterable[Node]) -> Iterator[Sequence[Node]]:
    roots = list(roots)
    yield roots
    for root in roots:
        for node in root.walk():
            if node.children:
                yield node.children


def _by_words(node: Node) -> tuple[Party, ...]:
    return heading_parties(node.paragraph.text) if node.children else ()


def _by_place(node: Node) -> tuple[Party, ...]:
    """The units of a heading beside headings of units: all its words are names, whatever they are.

    Before a colon only what begins as a name or holds a proper one: "Vật tư:" leaves its duties to be asked about.
    """
    printed = node.paragraph.text.strip()
    text = printed.rstrip(" :")
    is_told = text == printed or ((starts_name(text) or _PROPER.search(text)) and not SETTING.match(text))
    is_heading = node.children and not has_ended(text) and not node.paragraph.cells and not names_section(text)
    return placed_parties(text) if is_told and is_heading and len(text.split()) <= _MOST_WORDS else ()
