"""The letters of text files: Unicode and Windows-1258 are read; TCVN3, VNI and lost letters are told apart. Pure.

Source: DOMAIN.md §2.6 (noise seen in real copies), §8.5 (encodings).
"""

import re
import unicodedata

from plans.importing.source import UnreadableFile

_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_LETTERS = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_VIETNAMESE = re.compile(f"[{_LETTERS}]", re.IGNORECASE)
_TCVN3 = re.compile(r"[^\W\d_][©«¬®µ¶·¸¹»¼½¾]|[©«¬®µ¶·¸¹»¼½¾][^\W\d_]")
_TCVN3_SIGNS = re.compile("[©«¬®µ¶·¸¹»¼½¾¨ª\xadÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþ]")
_VNI = re.compile(r"[aeouAEOUöôÖÔ][ùøûõïâáàåãäéèêëüúÂÙØÛÕÏ]|[ñÑ][aeuoöôAEUOÖÔ]")
_VNI_SIGNS = re.compile("[ùøûõïâáàåãäéèêëüúñöôÙØÛÕÏÂÁÀÅÃÄÉÈÊËÜÚÑÖÔ]")
_BROKEN_WORD = re.compile(r"\b[^\W\d_aAoOyYôÔởỞeEđĐiIvVxX]\b|[^\W\d_]\?[^\W\d_]")
_ODD = re.compile(rf"[^\x00-\x7f\xa0–—‘’“”…•€™°×·«»§\u200b\ufeff{_LETTERS}{_LETTERS.upper()}]")
_ZEROS = 0.2
_FEW = 5
_PLAIN_WORDS = 60

_OTHER_TABLE = (
    "Tệp không ghi bằng bảng mã Unicode (UTF-8) nên không đọc được chữ. Chưa lưu gì. "
    "Hãy mở tệp, chọn Lưu thành… với mã hóa UTF-8, hoặc dán nội dung vào ô."
)
_NO_TEXT = "Tệp không phải là văn bản thường. Chưa lưu gì. Hãy lưu kế hoạch thành .docx, .txt hoặc PDF có chữ."


def decode(content: bytes) -> str:
    """Return the text of a .txt or .md file in UTF-8, UTF-16 (with its mark or without) or Windows-1258.

    Raises UnreadableFile for anything else; for TCVN3 and VNI it says how to convert them.
    """
    encoding = next((name for mark, name in _BOMS.items() if content.startswith(mark)), "") or _unmarked(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise UnreadableFile(_OTHER_TABLE) from error
        text = _decode_windows(content)
    if "\x00" in text:
        raise UnreadableFile(_NO_TEXT)
    return text


def refuse_lost_letters(text: str) -> None:
    """Raise UnreadableFile for TCVN3 or VNI letters read as Unicode, and for text that has lost its letters."""
    text = unicodedata.normalize("NFC", text)
    vietnamese = len(_VIETNAMESE.findall(text))
    for marks, name, fonts in ((_TCVN3, "TCVN3 (ABC)", ".VnTime"), (_VNI, "VNI", "VNI-Times")):
        if (found := len(marks.findall(text))) >= _FEW and found * 3 > vietnamese - found:
            raise _other_letters(name, fonts)
    words = text.split()
    broken = len(_BROKEN_WORD.findall(text)) + 5 * text.count("\ufffd")
    if len(words) >= 20 and broken > len(words) // 5:
        raise UnreadableFile(
            "Văn bản bị mất chữ hoặc mất dấu ở nhiều chỗ. Chưa lưu gì. Hãy dùng tệp gốc, hoặc gõ lại nội dung."
        )
    if len(words) >= _PLAIN_WORDS and sum(map(str.isalpha, words)) > len(words) // 2 and vietnamese * 20 < len(words):
        raise UnreadableFile(
            "Văn bản không có dấu tiếng Việt nên không đọc được. Chưa lưu gì. Hãy dùng tệp gốc có dấu."
        )


def refuse_font_letters(font: str, text: str) -> None:
    """Raise UnreadableFile for a text that needs its font (.VnTime, VNI-Times) to show Vietnamese letters."""
    kind = font.casefold().lstrip(".")
    text = unicodedata.normalize("NFC", text)
    if kind.startswith("vn") and font.startswith(".") and _TCVN3_SIGNS.search(text) and not _unicode_only(text):
        raise _other_letters("TCVN3 (ABC)", font)
    if kind.startswith("vni") and _VNI_SIGNS.search(text) and len(_VNI.findall(text)) > 1 and not _unicode_only(text):
        raise _other_letters("VNI", font)


def is_garbled(text: str) -> bool:
    """Whether a text is no Vietnamese that a person could read: old code tables, lost letters, no letter with marks."""
    try:
        refuse_lost_letters(text)
    except UnreadableFile:
        return True
    words = len(text.split())
    return words > _FEW and len(_VIETNAMESE.findall(unicodedata.normalize("NFC", text))) * 5 < words


def _unmarked(content: bytes) -> str:
    """Tell UTF-16 without its mark by the zeros that every second byte of plain letters is."""
    start = content[:4096]
    half = len(start) // 2
    if half >= 2 and len(content) % 2 == 0:
        if start[1::2].count(0) > _ZEROS * half and not start[0::2].count(0):
            return "utf-16-le"
        if start[0::2].count(0) > _ZEROS * half and not start[1::2].count(0):
            return "utf-16-be"
    return "utf-8"


def _decode_windows(content: bytes) -> str:
    """Return text in Windows-1258, told by its giving Vietnamese letters and next to nothing else."""
    if b"\x00" in content:
        raise UnreadableFile(_OTHER_TABLE)
    text = unicodedata.normalize("NFC", content.decode("cp1258", errors="replace"))
    vietnamese, odd = len(_VIETNAMESE.findall(text)), len(_ODD.findall(text))
    if vietnamese >= _FEW and odd * 50 <= vietnamese:
        return text
    refuse_lost_letters(content.decode("cp1252", errors="replace"))
    raise UnreadableFile(_OTHER_TABLE)


def _unicode_only(text: str) -> bool:
    """Whether a text has letters that only Unicode has: its font was named, and not needed."""
    return any(ord(char) > 0xFF and _VIETNAMESE.match(char) for char in text)


def _other_letters(table: str, font: str) -> UnreadableFile:
    return UnreadableFile(
        f"Văn bản dùng bảng mã {table} (phông {font}) nên chữ không đọc được. Chưa lưu gì. "
        "Hãy chuyển sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi tải lên lại."
    )
