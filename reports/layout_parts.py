"""The values of a layout profile as a person reads them: names, units and bounds, in the order of the paper.

Names of fields are those of `layouts.LayoutProfile`; a dot leads into a value, a number into a list. Of two cells
side by side only the left is asked for: the right one takes the rest of the text width. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """A number between two bounds, in `unit`; a share of a line is read in percent (`factor` 100)."""

    name: str
    label: str
    unit: str
    least: float
    most: float
    factor: int = 1


# Places in braces as a person reads them; what is stored names them as `LayoutProfile.number_form` does.
PLACES = {"number": "số", "type_code": "loại", "symbol": "ký hiệu"}


@dataclass(frozen=True)
class Mark:
    """Words or signs; `holds` are the places in braces that must stand in them, each once."""

    name: str
    label: str
    longest: int = 20
    holds: tuple[str, ...] = ()

    @property
    def places(self) -> str:
        """As in "{số}, {ký hiệu}"."""
        return ", ".join(f"{{{PLACES[name]}}}" for name in self.holds)


def in_words(form: str) -> str:
    """A form with its places named as a person reads them: "Số {số}-{loại}/{ký hiệu}"."""
    for name, said in PLACES.items():
        form = form.replace(f"{{{name}}}", f"{{{said}}}")
    return form


def from_words(form: str) -> str:
    """The inverse of `in_words`: as it is stored."""
    for name, said in PLACES.items():
        form = form.replace(f"{{{said}}}", f"{{{name}}}")
    return form


@dataclass(frozen=True)
class Style:
    """The type of one part of the paper."""

    name: str
    label: str


@dataclass(frozen=True)
class Switch:
    """Yes or no."""

    name: str
    label: str


Part = Measure | Mark | Style | Switch


@dataclass(frozen=True)
class PartGroup:
    """What is adjusted together, with where the rule speaks of it."""

    title: str
    parts: tuple[Part, ...]


def _margins(name: str, side: str) -> tuple[Measure, ...]:
    sides = (("top", "trên"), ("bottom", "dưới"), ("left", "trái"), ("right", "phải"))
    return tuple(Measure(f"{name}.{edge}", f"Lề {words}{side}", "mm", 5, 60) for edge, words in sides)


PAGE = PartGroup(
    "Khổ giấy, lề, số trang",
    (
        Measure("page_width", "Khổ giấy, rộng", "mm", 100, 450),
        Measure("page_height", "Khổ giấy, cao", "mm", 100, 450),
        *_margins("margins", ""),
        Switch("is_duplex", "In hai mặt"),
        *_margins("back_margins", ", mặt sau"),
        Measure("page_number_from_top", "Số trang cách mép trên", "mm", 3, 50),
        Style("page_number", "Số trang"),
    ),
)
BODY = PartGroup(
    "Nội dung",
    (
        Measure("body.size", "Cỡ chữ", "pt", 8, 24),
        Measure("body.leading", "Giãn dòng, cố định", "pt", 8, 48),
        Measure("body.paragraph_gap", "Cách đoạn", "pt", 0, 36),
        Measure("body.first_line_indent", "Lùi đầu dòng", "mm", 0, 30),
        Style("heading_styles.0", "Đề mục cấp 1 (I.)"),
        Style("heading_styles.1", "Đề mục cấp 2 (1.)"),
        Style("heading_styles.2", "Đề mục cấp 3 (1.1., a)"),
        Style("table", "Chữ trong bảng"),
        Style("table_head", "Đầu bảng"),
    ),
)
NAMES = PartGroup(
    "Tên cơ quan, số, ký hiệu",
    (
        Measure("header_cells.0", "Ô trái đầu trang, rộng", "mm", 20, 400),
        Style("superior", "Cơ quan cấp trên"),
        Style("issuer", "Cơ quan ban hành"),
        Mark("issuer_star", "Dấu dưới tên cơ quan", 10),
        Measure("issuer_rule", "Kẻ dưới tên cơ quan, so với dòng chữ (0 là không kẻ)", "%", 0, 100, factor=100),
        Style("number", "Số, ký hiệu"),
        Mark("number_form", "Cách ghi số", 60, holds=("number", "type_code", "symbol")),
        Mark("letter_number_form", "Cách ghi số của công văn", 60, holds=("number", "symbol")),
        Style("letter_abstract", "Trích yếu công văn"),
        Style("draft_mark", "Chữ “Dự thảo”"),
    ),
)
AFTER_TITLE = (
    Measure("title_rule_ems", "Kẻ dưới tiêu đề trong tệp Word, dài", "lần cỡ chữ", 1, 30),
    Measure("rule_thickness", "Nét kẻ", "pt", 0.25, 3),
    Style("place_date", "Địa danh, ngày tháng"),
)
TYPE_NAME = PartGroup(
    "Tên loại, trích yếu, kính gửi",
    (
        Style("type_name", "Tên loại văn bản"),
        Style("abstract", "Trích yếu"),
        Mark("abstract_mark", "Dấu dưới trích yếu", 20),
        Measure("abstract_rule", "Kẻ dưới trích yếu, so với dòng chữ (0 là không kẻ)", "%", 0, 100, factor=100),
        Style("addressees", "Kính gửi"),
    ),
)
SIGNATURE = PartGroup(
    "Ký tên, nơi nhận",
    (
        Measure("signature_cells.0", "Ô nơi nhận bên trái, rộng", "mm", 20, 400),
        Mark("authority_prefix", "Ký thay mặt tập thể", 10),
        Mark("order_prefix", "Ký thừa lệnh", 10),
        Style("authority", "Quyền hạn ký"),
        Style("job_title", "Chức vụ"),
        Style("signatory", "Họ tên"),
        Measure("signature_lines", "Chỗ ký và đóng dấu", "dòng", 1, 10),
        Style("recipients_title", "Chữ “Nơi nhận”"),
        Style("recipients", "Danh sách nơi nhận"),
        Mark("recipient_separator", "Dấu sau mỗi nơi nhận", 3),
        Mark("letter_end", "Dấu kết thúc công văn", 5),
    ),
)
ANNEX = PartGroup(
    "Phụ lục",
    (
        Style("annex_label", "Chữ “Phụ lục”"),
        Style("annex_title", "Tên phụ lục"),
        Style("annex_note", "Dòng “Kèm theo …”"),
    ),
)


def groups_for(title_lines: int) -> tuple[PartGroup, ...]:
    """Every part of a profile that has so many lines in its title: one of the Party, two of the State."""
    lines: list[Part] = []
    for place in range(title_lines):
        lines += [
            Mark(f"title_lines.{place}.0", f"Tiêu đề dòng {place + 1}, chữ", 100),
            Style(f"title_lines.{place}.1", f"Tiêu đề dòng {place + 1}"),
        ]
    title = PartGroup("Tiêu đề, địa danh, ngày tháng", (*lines, *AFTER_TITLE))
    return PAGE, title, NAMES, TYPE_NAME, BODY, SIGNATURE, ANNEX
