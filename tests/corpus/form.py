"""The source form of a corpus document: its text and, right below each paragraph, what a careful clerk reads in it.

format: docx            docx doc odt rtf · pdf pdf-office · scan-pdf scan-jpg scan-png · txt utf-16 cp1258 md
class: clean            clean tables noisy scans
number: 14-KH/ĐU        issued: 2026-02-09 · period: 2026-01-01..2026-12-31; left out where the text says none
cites: 05-CTr/TU 2026-01-12; 02-NQ/ĐU
options: numbering      Word's own numbers · styles: its headings · footnotes: its own · wrapped: hard lines · nfd
===
ĐẢNG ỦY XÃ TÂN LẬP || ĐẢNG CỘNG SẢN VIỆT NAM       two columns
Some words broken \\                                  across two lines; "\\\\" also by a gap, as a page break does
**bold** and *italic*; | cells | of a | row |, "^" the cell above, "<" the cell to the left (merged)
@1 heading I           depth, kind ("task|content": either), printed label; for a row "[2]": the cell with the words
@?                     may be an item or not
@> lead: Sở Nội vụ + Sở Y tế       roles ("perform|lead": either, "monitor?": may be said too): names ("A ~ B": one)
@! 2026-05-31          due days ("2026-01-25?": may be said too), or ongoing undated recurring on_request unreadable
@$ percent 100         a target: kind and value, "-" where it states none; "zero" has none; "count?": may be said
@to Ủy ban nhân dân xã · @to|via Phòng Văn hóa - Xã hội · @product Kế hoạch
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARKS = re.compile(r"^#{1,6}\s|\*\*|(?<!\*)\*(?=[^\s*])|(?<=[^\s*])\*(?!\*)")
_ITEM = re.compile(r"@(?P<depth>\d)\s+(?P<kind>[a-z|]+)(?:\s+(?P<label>[^\[]*?))?(?:\s*\[(?P<cell>\d+)\])?\s*")
_CLOSING = r"\s*[.)\-–—:/]*\s*"


@dataclass(frozen=True, slots=True)
class Share:
    """One unit's part in an item: it must have one of `roles`; `is_optional`: it may as well be left out."""

    name: str
    roles: frozenset[str]
    is_optional: bool = False


@dataclass(slots=True)
class Item:
    """What one paragraph must yield. `parent` is the place of its parent in the list of items, None at the top."""

    text: str
    depth: int
    kinds: frozenset[str]
    label: str
    parent: int | None = None
    shares: list[Share] = field(default_factory=list)
    dates: set[str] = field(default_factory=set)
    optional_dates: set[str] = field(default_factory=set)
    undated: set[str] = field(default_factory=set)
    targets: list[tuple[str, float | None]] = field(default_factory=list)
    optional_targets: list[tuple[str, float | None]] = field(default_factory=list)
    details: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """One paragraph, one line in two columns, or one row of a table, as it is to be drawn."""

    parts: list[str]
    gaps: list[bool] = field(default_factory=list)
    columns: tuple[str, str] | None = None
    cells: tuple[str, ...] = ()
    item: Item | None = None

    @property
    def text(self) -> str:
        return " ".join(self.parts)


@dataclass(slots=True)
class Document:
    """One document of the corpus: how to draw it (`blocks`, None for an empty line) and what it must yield."""

    name: str
    meta: dict[str, str]
    blocks: list[Block | None]
    items: list[Item] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    @property
    def format(self) -> str:
        return self.meta["format"]

    @property
    def klass(self) -> str:
        return self.meta["class"]

    @property
    def options(self) -> list[str]:
        return self.meta.get("options", "").split()

    @property
    def citations(self) -> list[tuple[str, str | None]]:
        pairs = [entry.split() for entry in self.meta.get("cites", "").split(";") if entry.strip()]
        return [(pair[0], pair[1] if len(pair) > 1 else None) for pair in pairs]


def load(folder: Path) -> list[Document]:
    """Return the documents of a folder in the order of their names."""
    return [read_form(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("*.txt"))]


def read_form(text: str, name: str) -> Document:
    """Return one document; raises ValueError with the line that is not understood."""
    head, _, body = text.partition("\n===\n")
    meta = {key: value.strip() for key, _, value in (line.partition(": ") for line in head.splitlines())}
    document = Document(name, meta, [])
    last: Block | None = None
    for line in body.splitlines():
        if line.startswith("@"):
            if last is None:
                raise ValueError(f"{name}: nothing above {line!r}")
            _annotate(document, last, line)
            continue
        last = _add_line(document.blocks, last, line) or last
    _find_parents(document)
    return document


def plain(text: str) -> str:
    """Return a text without the marks of headings, bold and italic letters."""
    return _MARKS.sub("", text)


def _add_line(blocks: list[Block | None], last: Block | None, line: str) -> Block | None:
    if not line.strip():
        blocks.append(None)
        return None
    words, gap = line.rstrip("\\").rstrip(), line.endswith("\\\\")
    if last and blocks[-1] is last and len(last.gaps) == len(last.parts):
        last.parts.append(words)
    else:
        blocks.append(_block(words))
    if line.endswith("\\"):
        block = blocks[-1]
        assert block is not None
        block.gaps.append(gap)
    return blocks[-1]


def _block(line: str) -> Block:
    if line.startswith("|"):
        return Block([line], cells=tuple(cell.strip() for cell in line.strip("| ").split(" |")))
    if "||" in line:
        left, right = (side.strip() for side in line.split("||"))
        return Block([line], columns=(left, right))
    return Block([line])


def _annotate(document: Document, block: Block, line: str) -> None:
    if line == "@?":
        document.ignored.append(
            plain(" ".join(cell for cell in block.cells if cell not in "^<") if block.cells else block.text)
        )
    elif found := _ITEM.fullmatch(line):
        label = (found["label"] or "").strip()
        words = block.cells[int(found["cell"]) - 1] if found["cell"] else block.text
        block.item = Item(
            _without_label(plain(words), label), int(found["depth"]), frozenset(found["kind"].split("|")), label
        )
        document.items.append(block.item)
    elif block.item is None:
        raise ValueError(f"{document.name}: no item above {line!r}")
    else:
        _annotate_item(block.item, line)


def _annotate_item(item: Item, line: str) -> None:
    sign, _, rest = line.partition(" ")
    if sign == "@>":
        roles, _, names = rest.partition(":")
        item.shares += [share for name in names.split(" + ") for share in _shares(name.strip(), roles.split())]
    elif sign == "@!":
        for entry in rest.split():
            if entry.endswith("?"):
                item.optional_dates.add(entry[:-1])
            else:
                (item.dates if entry[0].isdigit() else item.undated).add(entry)
    elif sign == "@$":
        kind, value = rest.split()
        kept = item.optional_targets if kind.endswith("?") else item.targets
        kept.append((kind.rstrip("?"), None if value == "-" or kind == "zero" else float(value)))
    elif set(sign[1:].rstrip("?").split("|")) <= {"to", "via", "product"}:
        item.details.append((sign[1:], rest.strip()))
    else:
        raise ValueError(f"not understood: {line!r}")


def _shares(name: str, roles: list[str]) -> list[Share]:
    return [Share(name, frozenset(role.rstrip("?").split("|")), role.endswith("?")) for role in roles]


def _without_label(text: str, label: str) -> str:
    if not label:
        return text
    found = re.match(rf"[*\s(]*{re.escape(label)}{_CLOSING}", text)
    return text[found.end() :] if found else text


def _find_parents(document: Document) -> None:
    """A footnote belongs to the item that carries its mark, all else to the item one level out above it."""
    above: list[int] = []
    for place, item in enumerate(document.items):
        if "footnote" in item.kinds:
            mark = item.label if item.label[0] in SUPERSCRIPTS else SUPERSCRIPTS[int(item.label)]
            item.parent = next(i for i, other in enumerate(document.items) if mark in other.text)
            continue
        above = above[: item.depth - 1]
        item.parent = above[-1] if above else None
        above.append(place)
