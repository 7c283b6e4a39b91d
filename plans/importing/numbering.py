"""Word's automatic numbering: the label that Word prints before a paragraph but does not store with it. Pure.

The rules are numbering.xml's: paragraph or style → numId and level → abstractNum → lvlText, one counter a level
(ECMA-376 part 1, §17.9).
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_LEVELS = 9
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MAX_STYLES = 20


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering definition: `text` is its pattern ("%1.%2."), `suffix` tab, space or nothing."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    style: str = ""
    is_legal: bool = False


class Numbering:
    """Labels of automatically numbered paragraphs, asked for in document order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Take the root elements of numbering.xml and styles.xml, either may be None."""
        self._abstract_of: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._overrides: dict[str, dict[int, Level]] = defaultdict(dict)
        self._linked: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._styles = _styles_by_id(styles)
        self._read_definitions(numbering)

    def label(self, paragraph: Any) -> str:
        """Return what Word prints before `paragraph`, with its space: "III. ", "a) ", "- "; "" without numbering."""
        num_id, level = self._reference(paragraph)
        if num_id not in self._abstract_of:
            return ""
        definition = self._level(num_id, level)
        numbers = self._count(num_id, level)
        if definition.format == "none" or not definition.text:
            return ""
        if definition.format == "bullet":
            return f"{_bullet(definition.text)} "
        text = definition.text
        for above in range(level + 1):
            format_ = "decimal" if definition.is_legal else self._level(num_id, above).format
            text = text.replace(f"%{above + 1}", _format(numbers[above], format_))
        return text if definition.suffix == "nothing" else f"{text} "

    def _read_definitions(self, numbering: Any) -> None:
        if numbering is None:
            return
        for abstract in numbering.findall(qn("w:abstractNum")):
            levels = {_int(level, "w:ilvl"): _read_level(level) for level in abstract.findall(qn("w:lvl"))}
            key = abstract.get(qn("w:abstractNumId"), "")
            self._levels[key] = levels
            if (style := _value(abstract, "w:numStyleLink")) is not None:
                self._linked[key] = style
        for num in numbering.findall(qn("w:num")):
            num_id = num.get(qn("w:numId"), "")
            self._abstract_of[num_id] = _value(num, "w:abstractNumId") or ""
            for override in num.findall(qn("w:lvlOverride")):
                level = _int(override, "w:ilvl")
                if (start := _value(override, "w:startOverride")) is not None:
                    self._restarts[num_id, level] = _number(start, 1)
                if (own := override.find(qn("w:lvl"))) is not None:
                    self._overrides[num_id][level] = _read_level(own)

    def _level(self, num_id: str, level: int) -> Level:
        defined = self._levels.get(self._definition(num_id), {})
        return self._overrides[num_id].get(level) or defined.get(level) or Level()

    def _definition(self, num_id: str) -> str:
        """Return the definition that holds a list's levels: its own, or the one that its list style leads to."""
        key = self._abstract_of[num_id]
        style = self._styles.get(self._linked.get(key, ""))
        number = style.find(qn("w:numPr")) if style is not None else None
        return self._abstract_of.get(_value(number, "w:numId") or "", key) if number is not None else key

    def _level_of(self, num_id: str, style: str) -> int:
        """Return the level that a definition gives to paragraphs of a style."""
        levels = self._levels.get(self._definition(num_id), {}) if num_id in self._abstract_of else {}
        return next((at for at, level in levels.items() if style and level.style == style), 0)

    def _count(self, num_id: str, level: int) -> list[int]:
        """Advance the counter of `level`, restart those below it, and return the numbers down to it."""
        abstract = self._abstract_of[num_id]
        counters = self._counters.setdefault(abstract, [None] * _LEVELS)
        if num_id not in self._begun:
            self._begun.add(num_id)
            for at in range(_LEVELS):
                if (num_id, at) in self._restarts:
                    counters[at] = self._restarts[num_id, at] - 1
        for at in range(level + 1):
            current, start = counters[at], self._level(num_id, at).start
            counters[at] = start - (at == level) if current is None else current
        counters[level] = (counters[level] or 0) + 1
        counters[level + 1 :] = [None] * (_LEVELS - level - 1)
        return [number or 0 for number in counters[: level + 1]]

    def _reference(self, paragraph: Any) -> tuple[str, int]:
        """Return numId and level of a paragraph, its own or its style's; numId "0" takes numbering away."""
        properties = paragraph.find(qn("w:pPr"))
        num_id = level = None
        styled = ""
        for _ in range(_MAX_STYLES):
            if properties is None:
                break
            if (own := properties.find(qn("w:numPr"))) is not None:
                num_id = num_id or _value(own, "w:numId")
                level = level or _value(own, "w:ilvl")
            if num_id:
                break
            styled = _value(properties, "w:pStyle") or _value(properties, "w:basedOn") or ""
            properties = self._styles.get(styled)
        at = _number(level, 0) if level is not None else self._level_of(num_id or "", styled)
        return num_id or "", min(max(at, 0), _LEVELS - 1)


def _styles_by_id(styles: Any) -> dict[str, Any]:
    """Return for each style its pPr, carrying `basedOn` so that the chain can be walked."""
    found = {}
    for style in styles.findall(qn("w:style")) if styles is not None else ():
        properties = style.find(qn("w:pPr"))
        found[style.get(qn("w:styleId"), "")] = _with_base(style, properties)
    return found


def _with_base(style: Any, properties: Any) -> Any:
    merged = style.makeelement(qn("w:pPr"))
    for child in (style.find(qn("w:basedOn")), properties.find(qn("w:numPr")) if properties is not None else None):
        if child is not None:
            merged.append(_copy(child))
    return merged


def _copy(element: Any) -> Any:
    twin = element.makeelement(element.tag, dict(element.attrib))
    twin.extend(_copy(child) for child in element)
    return twin


def _read_level(level: Any) -> Level:
    return Level(
        format=_value(level, "w:numFmt") or "decimal",
        text=_value(level, "w:lvlText") or "",
        start=_number(_value(level, "w:start") or "1", 1),
        suffix=_value(level, "w:suff") or "tab",
        style=_value(level, "w:pStyle") or "",
        is_legal=level.find(qn("w:isLgl")) is not None,
    )


def _value(element: Any, tag: str) -> str | None:
    child = element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def _int(element: Any, attribute: str) -> int:
    return _number(element.get(qn(attribute), "0"), 0)


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


def _bullet(text: str) -> str:
    """Return the sign a bullet prints; letters of symbol fonts (private use area) become a dot."""
    return text if text in {"-", "–", "—", "+", "*", "•", "o", "»", "▪", "●"} else "•"


def _format(number: int, format_: str) -> str:
    if format_ in {"upperRoman", "lowerRoman"}:
        roman = _roman(number)
        return roman.upper() if format_ == "upperRoman" else roman
    if format_ in {"upperLetter", "lowerLetter"} and 1 <= number <= _MAX_STYLES * 10:
        letter = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letter.upper() if format_ == "upperLetter" else letter
    return str(number).zfill(2) if format_ == "decimalZero" else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 400:
        return str(number)
    text = ""
    for value, letters in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), *_ROMAN):
        text += letters * (number // value)
        number %= value
    return text
