"""What an official paper says, before anyone draws it: pure values and their wording.

`pdf.py` and `docx.py` draw the same `Paper`, so both say the same. Wording of number and day:
DOMAIN.md §1.3 rows 3 and 4. No clock, no Django.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports.blocks import Annex, Block, Flow
from reports.layouts import LayoutProfile, TypeStyle
from reports.printable import NO_BREAK, Printable, kept_together, lines

BLANK = NO_BREAK * 5
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
NATIONAL_BODIES = re.compile(r"^(Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân)\s+(?=\S)", re.IGNORECASE)

KEEPS_COPY = re.compile(r"\W*lưu\b", re.IGNORECASE)


@dataclass(frozen=True)
class Paper(Printable):
    """One paper as it will be printed.

    Names come in their own case, the profile sets capitals; a line break in `superior`, `issuer` or
    `authority` is kept. `number` is the bare number that văn thư gave ("76"), "" until then; the day
    likewise, and then `year` is printed if known. A draft prints neither. Annexes may stand anywhere in
    `blocks`: they are printed last, in their order. With `addressees` (kính gửi) it is a letter (công văn): its
    abstract stands under the number, without the name of a type. A form that is not registered bears no number. A bare
    paper is its annexes alone.
    """

    profile: LayoutProfile
    superior: str
    issuer: str
    number: str
    type_code: str
    symbol: str
    place: str
    issued_on: date | None
    type_name: str
    abstract: str
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...] = ()
    authority: str = ""
    job_title: str = ""
    signatory: str = ""
    draft: bool = False
    year: int | None = None
    addressees: tuple[str, ...] = ()
    is_numbered: bool = True
    is_bare: bool = False

    @property
    def is_letter(self) -> bool:
        return bool(self.addressees)

    @property
    def body(self) -> tuple[Flow, ...]:
        return tuple(block for block in self.blocks if not isinstance(block, Annex))

    @property
    def annexes(self) -> tuple[Annex, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Annex))

    @property
    def abstract_lines(self) -> tuple[str, ...]:
        """The trích yếu, a line each, in which no number is parted from its word."""
        return lines(kept_together(self.abstract))

    @property
    def title(self) -> str:
        """One line for the file's properties: "Báo cáo kết quả …"."""
        return " ".join(f"{self.type_name.capitalize()} {self.abstract}".split())


def in_case(text: str, style: TypeStyle) -> str:
    """The text in capitals where the style asks for them."""
    return text.upper() if style.capitals else text


def name_lines(name: str) -> tuple[str, ...]:
    """The lines of a body's name. People's committees and councils put their place on a line of its own."""
    return lines(NATIONAL_BODIES.sub(r"\1\n", name.strip()))


def short_date(day: date) -> str:
    """As in "05/9/2026": day below 10 and months 1, 2 take a zero, months 3–9 do not (DOMAIN.md §1.7)."""
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def long_date(day: date | None, year: int | None = None) -> str:
    """As in "ngày 05 tháng 01 năm 2026", with blanks to fill in by hand for what is not known."""
    if day is None:
        return f"ngày{BLANK}tháng{BLANK}năm {year or ''}".rstrip()
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def number_line(paper: Paper) -> str:
    """As in "Số 76-KH/ĐU" or "Số: 21/KH-UBND"; a number below 10 padded, blank while there is none.

    "" for what is not numbered.
    """
    if not paper.is_numbered:
        return ""
    number = "" if paper.draft else paper.number.strip()
    number = number.zfill(2) if number.isdecimal() else number
    form = paper.profile.letter_number_form if paper.is_letter else paper.profile.number_form
    return form.format(number=number or BLANK[1:], type_code=paper.type_code, symbol=paper.symbol)


def day_wording(paper: Paper) -> str:
    """The day of the paper, blank on a draft (its year stays)."""
    day = None if paper.draft else paper.issued_on
    return long_date(day, paper.issued_on.year if paper.issued_on else paper.year)


def recipient_lines(paper: Paper) -> tuple[str, ...]:
    """The list under "Nơi nhận:", "- X;" with the profile's separator and a full stop last."""
    return _listed(paper.recipients, paper.profile)


def copies_last(recipients: Iterable[str]) -> list[str]:
    """Recipients with the place that keeps the copy ("Lưu Văn phòng", "Lưu: VT") behind all others (DOMAIN.md §1.3)."""
    return sorted(recipients, key=lambda entry: KEEPS_COPY.match(entry) is not None)


def addressee_lines(paper: Paper) -> tuple[str, ...]:
    """Whom a letter is for: "Kính gửi: X.", or "Kính gửi:" and a list (DOMAIN.md §1.3 row 10)."""
    listed = _listed(paper.addressees, paper.profile)
    if len(listed) == 1:
        return (f"Kính gửi: {listed[0].removeprefix('- ')}",)
    return ("Kính gửi:", *listed) if listed else ()


def _listed(entries: tuple[str, ...], profile: LayoutProfile) -> tuple[str, ...]:
    names = [name for entry in entries if (name := entry.strip(" -–\n").rstrip(" .,;"))]
    marks = [profile.recipient_separator] * (len(names) - 1) + ["."]
    return tuple(f"- {name}{mark}" for name, mark in zip(names, marks, strict=False))


def annex_label(paper: Paper, annex: Annex) -> str:
    """The words "Phụ lục", or "Phụ lục II" where there are several (DOMAIN.md §1.7)."""
    if len(paper.annexes) == 1:
        return "Phụ lục"
    place = next(place for place, other in enumerate(paper.annexes) if other is annex)
    return f"Phụ lục {ROMAN[place] if place < len(ROMAN) else place + 1}"


def annex_note(paper: Paper, annex: Annex) -> str:
    """As in "(Kèm theo Báo cáo số 12-BC/ĐU ngày 05 tháng 5 năm 2026 của Đảng ủy phường …)"."""
    if annex.note:
        return annex.note
    number = number_line(paper).replace("Số:", "Số").replace("Số", "số", 1)
    issuer = " ".join(paper.issuer.split())
    return f"(Kèm theo {paper.type_name.capitalize()} {number} {day_wording(paper)} của {issuer})"


def by_order_of(profile: LayoutProfile, body: str) -> str:
    """The authority line of an office that signs for its body: "T/L Ban Thường vụ", "TL. Chủ tịch"."""
    return f"{profile.order_prefix} {body}"


def on_behalf_of(profile: LayoutProfile, body: str) -> str:
    """The authority line of a body that decides together: "T/M Ban Thường vụ", "TM. Ủy ban nhân dân"."""
    return f"{profile.authority_prefix} {body}"
