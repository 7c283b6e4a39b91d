"""Text files, pasted text and Markdown as lines, the marks of Markdown taken off. Pure."""

import re

from plans.importing.encodings import refuse_lost_letters
from plans.importing.source import Line, clean

_HEADING = re.compile(r"^(#{1,6})\s+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")
_STRONG = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|(?<=[^\s*])\*(?=[^\s*])")
_UNDERLINE = re.compile(r"(?<!\w)_(?=\w)|(?<=\w|[.,;”\"])_(?!\w)")
_TAGS = re.compile(
    r"</?(?:u|b|i|em|strong|sup|sub|span|div|p|center)(?:\s[^<>\n]{0,200})?>|<br\s*/?>|&nbsp;", re.IGNORECASE
)
_FOOTNOTE_MARK = re.compile(r"\[\^(\d{1,3})\]:?")
_RULE = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*\|[\s:|-]*$")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def text_lines(text: str) -> list[Line]:
    """Return the lines of a text, Markdown marks taken off and kept as hints; blank lines stay.

    Raises UnreadableFile where the letters are those of an old code table or have been lost.
    """
    refuse_lost_letters(text)
    lines, is_bold = [], False
    for raw in re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text):
        line, is_bold = _read_line(raw, is_bold=is_bold)
        if line is not None:
            lines.append(line)
    return lines


def superscript(number: str) -> str:
    """Return the digits of a footnote mark as they are printed: "12" → "¹²"."""
    return number.translate(_SUPERSCRIPTS)


def _read_line(raw: str, *, is_bold: bool) -> tuple[Line | None, bool]:
    """Return the line (None for the rule of a Markdown table), and whether a bold run stays open after it."""
    text = clean(raw)
    if _RULE.match(text):
        return None, is_bold
    heading = _HEADING.match(text)
    level = len(heading[1]) if heading else 0
    text = text[heading.end() :] if heading else text
    starts_bold = is_bold or text.startswith(("**", "- **", "+ **"))
    opens_bold = is_bold ^ (text.count("**") % 2 == 1)
    is_italic = text.startswith(("*", "_")) and not text.startswith("**") and text.rstrip("*_ .;") != text
    if not text:
        return Line(0, ""), False
    plain = _plain(text)
    cells = _cells(plain)
    return (
        Line(0, " | ".join(cells) or plain, bold=starts_bold, italic=is_italic, heading=level, cells=cells),
        opens_bold,
    )


def _plain(text: str) -> str:
    text = _FOOTNOTE_MARK.sub(lambda found: superscript(found[1]), text)
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", _TAGS.sub(" ", text)))
    if not re.fullmatch(r"[\s*_]+", text):
        bullet = re.match(r"\*\s+(?=\S)", text)
        text = "* " * bool(bullet) + _EMPHASIS.sub("", _STRONG.sub("", text[bullet.end() if bullet else 0 :]))
        text = _UNDERLINE.sub("", text)
    return _ESCAPE.sub(r"\1", text).rstrip("\\").strip(" ").rstrip()


def _cells(text: str) -> tuple[str, ...]:
    if not (text.startswith("|") and text.endswith("|") and text.count("|") > 2):
        return ()
    return tuple(cell.strip() for cell in text[1:-1].split("|"))
