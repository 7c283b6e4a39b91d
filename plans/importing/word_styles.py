"""What Word's styles say of a paragraph and its letters: heading level, bold, italic, capitals, hidden, fonts. Pure."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_MAX_STYLES = 20
_OFF = {"0", "false", "none", "off"}
_HEADING = re.compile(r"heading (\d)")
_CONTENTS = re.compile(r"toc \d")


class Styles:
    """The styles of a document, asked for what a run or a paragraph has by itself or through them."""

    def __init__(self, styles: Any) -> None:
        """Take the root element of styles.xml."""
        self._by_id = {style.get(qn("w:styleId"), ""): style for style in styles.findall(qn("w:style"))}
        self._known: dict[tuple[str, str], bool] = {}
        names = {key: (_value(style, "w:name") or "").lower() for key, style in self._by_id.items()}
        self._headings = {key: int(found[1]) for key, name in names.items() if (found := _HEADING.fullmatch(name))}
        self._contents = {key for key, name in names.items() if _CONTENTS.fullmatch(name)}

    def heading(self, paragraph: Any) -> int:
        """Return the level of a heading, through the style it is based on as well; 0 for other paragraphs."""
        return next((self._headings[key] for key, _ in self._chain(style_of(paragraph)) if key in self._headings), 0)

    def is_contents(self, paragraph: Any) -> bool:
        """Whether a paragraph stands in a table of contents."""
        return style_of(paragraph) in self._contents

    def has(self, run: Any, tag: str) -> bool:
        """Whether a run is bold ("w:b"), in capitals ("w:caps"), hidden ("w:vanish") …, by itself or by a style."""
        if (own := _switch(run.find(qn("w:rPr")), tag)) is not None:
            return own
        paragraph = next((above for above in run.iterancestors(qn("w:p"))), None)
        chosen = [_value(run.find(qn("w:rPr")), "w:rStyle"), style_of(paragraph) if paragraph is not None else ""]
        return any(self._style_has(key, tag) for key in chosen if key)

    def _style_has(self, key: str, tag: str) -> bool:
        if (key, tag) not in self._known:
            switches = (_switch(style.find(qn("w:rPr")), tag) for _, style in self._chain(key))
            self._known[key, tag] = next((switch for switch in switches if switch is not None), False)
        return self._known[key, tag]

    def _chain(self, key: str) -> Iterator[tuple[str, Any]]:
        for _ in range(_MAX_STYLES):
            if (style := self._by_id.get(key)) is None:
                return
            yield key, style
            key = _value(style, "w:basedOn") or ""


def style_of(paragraph: Any) -> str:
    return _value(paragraph.find(qn("w:pPr")), "w:pStyle") or ""


def font_of(run: Any) -> str:
    """Return the font that a run names itself, "" where it leaves that to its style."""
    properties = run.find(qn("w:rPr"))
    fonts = properties.find(qn("w:rFonts")) if properties is not None else None
    return (fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or "") if fonts is not None else ""


def _switch(properties: Any, tag: str) -> bool | None:
    """Return whether properties turn `tag` on or off; None where they do not speak of it."""
    found = properties.find(qn(tag)) if properties is not None else None
    return None if found is None else found.get(qn("w:val")) not in _OFF


def _value(element: Any, tag: str) -> str | None:
    child = element.find(qn(tag)) if element is not None else None
    return None if child is None else child.get(qn("w:val"))
