"""How official paper looks (thể thức): one dated profile of numbers per regime.

Lengths are millimetres, type sizes and leadings are points. Sources: Hướng dẫn 05-HD/VPTW (2026) and
36-HD/VPTW (2018) for the Party, Phụ lục I of Nghị định 30/2020/NĐ-CP for the State, as DOMAIN.md
§1.2–1.4 tabulates them. Where a rule gives a range, one value of it stands here; a committee chooses
others on a page of its own (`models/layouts.py`).
"""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class TypeStyle:
    """The type of one part of the paper (thành phần thể thức)."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False
    centered: bool = False


@dataclass(frozen=True)
class Margins:
    """Empty edges of a page, in mm."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True)
class BodyText:
    """Running text: sizes in pt, the first-line indent in mm."""

    size: float
    leading: float
    paragraph_gap: float
    first_line_indent: float


@dataclass(frozen=True)
class LayoutProfile:
    """Every number and mark by which one regime's paper differs from another's.

    `back_margins` are those of even pages where paper is printed on both sides (`is_duplex`).
    `number_form` takes {number}, {type_code} and {symbol}; `letter_number_form`, of a công văn, has no type code.
    `header_cells` and `signature_cells` are the widths of the left and the right cell, in mm; they fill the text
    width. `title_rule_ems` is the length of the rule under the national or Party title, in ems of that title's last
    line, because a word processor cannot measure text. `issuer_rule` and `abstract_rule` are shares of the line above.
    """

    code: str
    name: str
    regime: str
    valid_from: date

    page_width: float
    page_height: float
    margins: Margins
    back_margins: Margins
    is_duplex: bool
    body: BodyText
    heading_styles: tuple[TypeStyle, ...]
    table: TypeStyle
    table_head: TypeStyle
    page_number: TypeStyle
    page_number_from_top: float

    header_cells: tuple[float, float]
    title_lines: tuple[tuple[str, TypeStyle], ...]
    title_rule_ems: float
    rule_thickness: float
    superior: TypeStyle
    issuer: TypeStyle
    issuer_rule: float
    issuer_star: str
    number: TypeStyle
    number_form: str
    letter_number_form: str
    letter_abstract: TypeStyle
    addressees: TypeStyle
    place_date: TypeStyle
    draft_mark: TypeStyle

    type_name: TypeStyle
    abstract: TypeStyle
    abstract_mark: str
    abstract_rule: float

    annex_label: TypeStyle
    annex_title: TypeStyle
    annex_note: TypeStyle

    signature_cells: tuple[float, float]
    authority_prefix: str
    order_prefix: str
    authority: TypeStyle
    job_title: TypeStyle
    signatory: TypeStyle
    signature_lines: int
    recipients_title: TypeStyle
    recipients: TypeStyle
    recipient_separator: str
    letter_end: str

    @property
    def text_width(self) -> float:
        """Width between the margins of a portrait page, in mm."""
        return self.page_width - self.margins.left - self.margins.right

    @property
    def signature_space(self) -> float:
        """Height left for seal and signature, in pt."""
        return self.signature_lines * self.authority.size * 1.15


PARTY_2018 = LayoutProfile(
    code="PARTY_2018",
    name="Hướng dẫn 36-HD/VPTW (2018)",
    regime="PARTY",
    valid_from=date(2018, 4, 3),
    page_width=210,
    page_height=297,
    margins=Margins(top=20, right=15, bottom=20, left=30),
    back_margins=Margins(top=20, right=30, bottom=20, left=15),
    is_duplex=False,
    body=BodyText(size=14, leading=18, paragraph_gap=6, first_line_indent=10),
    heading_styles=(
        TypeStyle(14, bold=True),
        TypeStyle(14, bold=True),
        TypeStyle(14, bold=True, italic=True),
    ),
    table=TypeStyle(12),
    table_head=TypeStyle(12, bold=True, centered=True),
    page_number=TypeStyle(14, centered=True),
    page_number_from_top=10,
    header_cells=(80, 85),
    title_lines=(("Đảng Cộng sản Việt Nam", TypeStyle(15, bold=True, capitals=True, centered=True)),),
    title_rule_ems=13.78,
    rule_thickness=0.75,
    superior=TypeStyle(14, capitals=True, centered=True),
    issuer=TypeStyle(14, bold=True, capitals=True, centered=True),
    issuer_rule=0,
    issuer_star="*",
    number=TypeStyle(14, centered=True),
    number_form="Số {number}-{type_code}/{symbol}",
    letter_number_form="Số {number}-CV/{symbol}",
    letter_abstract=TypeStyle(12, italic=True, centered=True),
    addressees=TypeStyle(14, centered=True),
    place_date=TypeStyle(14, italic=True, centered=True),
    draft_mark=TypeStyle(14, bold=True, capitals=True, centered=True),
    type_name=TypeStyle(16, bold=True, capitals=True, centered=True),
    abstract=TypeStyle(14, bold=True, centered=True),
    abstract_mark="-----",
    abstract_rule=0,
    annex_label=TypeStyle(14, bold=True, centered=True),
    annex_title=TypeStyle(14, bold=True, capitals=True, centered=True),
    annex_note=TypeStyle(14, italic=True, centered=True),
    signature_cells=(80, 85),
    authority_prefix="T/M",
    order_prefix="T/L",
    authority=TypeStyle(14, bold=True, capitals=True, centered=True),
    job_title=TypeStyle(14, bold=True, capitals=True, centered=True),
    signatory=TypeStyle(14, bold=True, centered=True),
    signature_lines=5,
    recipients_title=TypeStyle(14, underline=True),
    recipients=TypeStyle(12),
    recipient_separator=",",
    letter_end=".",
)

# The day of 05-HD/VPTW is reported differently by different sources (DOMAIN.md §1.1); most say 27/5/2026.
PARTY_2026 = replace(
    PARTY_2018,
    code="PARTY_2026",
    name="Hướng dẫn 05-HD/VPTW (2026)",
    valid_from=date(2026, 5, 27),
    job_title=TypeStyle(14, capitals=True, centered=True),
    recipient_separator=";",
)

STATE_2020 = LayoutProfile(
    code="STATE_2020",
    name="Nghị định 30/2020/NĐ-CP",
    regime="STATE",
    valid_from=date(2020, 3, 5),
    page_width=210,
    page_height=297,
    margins=Margins(top=20, right=15, bottom=20, left=30),
    back_margins=Margins(top=20, right=30, bottom=20, left=15),
    is_duplex=False,
    body=BodyText(size=14, leading=18, paragraph_gap=6, first_line_indent=10),
    heading_styles=(
        TypeStyle(14, bold=True),
        TypeStyle(14, bold=True),
        TypeStyle(14, bold=True, italic=True),
    ),
    table=TypeStyle(12),
    table_head=TypeStyle(12, bold=True, centered=True),
    page_number=TypeStyle(14, centered=True),
    page_number_from_top=10,
    header_cells=(65, 100),
    title_lines=(
        ("Cộng hòa xã hội chủ nghĩa Việt Nam", TypeStyle(13, bold=True, capitals=True, centered=True)),
        ("Độc lập - Tự do - Hạnh phúc", TypeStyle(14, bold=True, centered=True)),
    ),
    title_rule_ems=12.24,
    rule_thickness=0.75,
    superior=TypeStyle(13, capitals=True, centered=True),
    issuer=TypeStyle(13, bold=True, capitals=True, centered=True),
    issuer_rule=0.4,
    issuer_star="",
    number=TypeStyle(13, centered=True),
    number_form="Số: {number}/{type_code}-{symbol}",
    letter_number_form="Số: {number}/{symbol}",
    letter_abstract=TypeStyle(13, centered=True),
    addressees=TypeStyle(14, centered=True),
    place_date=TypeStyle(14, italic=True, centered=True),
    draft_mark=TypeStyle(13, bold=True, capitals=True, centered=True),
    type_name=TypeStyle(14, bold=True, capitals=True, centered=True),
    abstract=TypeStyle(14, bold=True, centered=True),
    abstract_mark="",
    abstract_rule=0.4,
    annex_label=TypeStyle(14, bold=True, centered=True),
    annex_title=TypeStyle(14, bold=True, capitals=True, centered=True),
    annex_note=TypeStyle(14, italic=True, centered=True),
    signature_cells=(80, 85),
    authority_prefix="TM.",
    order_prefix="TL.",
    authority=TypeStyle(14, bold=True, capitals=True, centered=True),
    job_title=TypeStyle(14, bold=True, capitals=True, centered=True),
    signatory=TypeStyle(14, bold=True, centered=True),
    signature_lines=5,
    recipients_title=TypeStyle(12, bold=True, italic=True),
    recipients=TypeStyle(11),
    recipient_separator=";",
    letter_end="./.",
)

PROFILES = {
    "PARTY": (PARTY_2018, PARTY_2026),
    "STATE": (STATE_2020,),
}


def profile_for(regime: str, on: date) -> LayoutProfile:
    """The profile by which a body of `regime` ("PARTY" or "STATE") lays out paper issued on a day.

    A day before every profile gets the oldest one: the rules before 2018 and 2020 are not drawn here.
    Raises ValueError for any other regime.
    """
    if regime not in PROFILES:
        raise ValueError(f"no layout profile for the regime {regime!r}")

    oldest, *later = PROFILES[regime]
    return max((oldest, *(p for p in later if p.valid_from <= on)), key=lambda p: p.valid_from)


def profile_named(code: str) -> LayoutProfile:
    """The profile of that code ("PARTY_2026"), by which a signed paper was laid out. Raises KeyError."""
    return {profile.code: profile for profiles in PROFILES.values() for profile in profiles}[code]
