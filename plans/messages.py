"""Short texts to urge late units with, ready to paste into Zalo or an SMS. Pure: words in, words out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.reminders import days_words

MOST_ITEMS = 5
LONGEST_ITEM = 90


@dataclass(frozen=True)
class Item:
    """One thing that a unit has not answered: the work in few words, and the last day on time."""

    what: str
    due_on: date


def message_to_unit(unit: str, sender: str, items: Sequence[Item], *, on: date, link: str) -> str:
    """What one unit owes, since when, and where to answer; at most five things are named, the others counted."""
    lines = [f"Kính gửi {unit}: đến {on:%d/%m/%Y} đơn vị còn {len(items)} việc quá hạn chưa trả lời."]
    for number, item in enumerate(items[:MOST_ITEMS], 1):
        lines.append(f"{number}) {_short(item.what)} (hạn {item.due_on:%d/%m/%Y}, {days_words(item.due_on, on)})")
    if len(items) > MOST_ITEMS:
        lines.append(f"và {len(items) - MOST_ITEMS} việc khác.")
    lines.append(f"Đề nghị đồng chí gửi kết quả tại {link} hoặc báo văn phòng nếu có vướng mắc.")
    return "\n".join([*lines, sender])


def message_to_all(units: Sequence[tuple[str, Sequence[Item]]], sender: str, *, on: date, link: str) -> str:
    """One text for a group chat: each unit with how many things it owes and how late the oldest is."""
    lines = [f"Đến {on:%d/%m/%Y}, các đơn vị sau còn việc quá hạn chưa trả lời:"]
    for number, (unit, items) in enumerate(units, 1):
        days = (on - min(item.due_on for item in items)).days
        lines.append(f"{number}) {unit}: {len(items)} việc, lâu nhất quá hạn {days} ngày")
    lines.append(f"Đề nghị các đồng chí gửi kết quả tại {link} hoặc báo văn phòng nếu có vướng mắc.")
    return "\n".join([*lines, sender])


def _short(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= LONGEST_ITEM:
        return words.rstrip(".;")
    return words[:LONGEST_ITEM].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
