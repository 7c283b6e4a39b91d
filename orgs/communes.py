"""The usual bodies and groups of a commune (xã, phường, đặc khu) since 01/7/2025. Pure: no Django, no database.

Source: DOMAIN.md §6.2 (bodies), §6.4 (groups and how plans call them), §1.3 (who heads a document).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

PARTY, STATE = "PARTY", "STATE"
WARD, COMMUNE, ZONE = "phường", "xã", "đặc khu"
PLACES = (WARD, COMMUNE, ZONE)


@dataclass(frozen=True)
class Body:
    """A unit to be made, with those below it. Fields as in orgs.models.Unit; `key` names it for groups."""

    key: str
    name: str
    kind: str
    other_names: tuple[str, ...] = ()
    regime: str = PARTY
    symbol: str = ""
    level: str = "COMMUNE"
    is_committee: bool = False
    paper_superior: str = ""
    paper_name: str = ""
    children: tuple[Body, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Body]]:
        """The body and all below it, in print order, each with its depth below this one."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


@dataclass(frozen=True)
class Group:
    """A group to be made; `members` are keys of bodies."""

    name: str
    other_names: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True)
class Commune:
    """What is typed: kind "phường", name "Quy Nhơn", province "tỉnh Gia Lai", party cells and hamlets by name."""

    kind: str
    name: str
    province: str
    cells: tuple[str, ...] = ()
    hamlets: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def party(self) -> str:
        return f"Đảng ủy {self.full}"


def bodies(commune: Commune) -> Body:
    """Return the party committee with every usual body below it."""
    office = _of_the_committee(commune)
    cells = tuple(_cell(commune, number, name) for number, name in enumerate(commune.cells))
    return Body(
        "party", commune.party, "PARTY_COMMITTEE",
        (f"Đảng ủy {commune.kind}", "Đảng ủy", f"Ban Thường vụ Đảng ủy {commune.kind}", "Ban Thường vụ Đảng ủy"),
        symbol="ĐU", is_committee=True,
        paper_superior=f"Đảng bộ {commune.province}", paper_name=commune.party,
        children=(*office, _council(commune), _peoples_committee(commune), _front(commune), *cells),
    )  # fmt: skip


def groups(commune: Commune) -> list[Group]:
    """Return the groups that plans of the commune name; one without members is left out."""
    kind = commune.kind
    cells = tuple(f"cell{number}" for number in range(len(commune.cells)))
    hamlets = tuple(f"hamlet{number}" for number in range(len(commune.hamlets)))
    places = "khu phố" if kind == WARD else "thôn"
    made = [
        Group("Các tổ chức đảng trực thuộc Đảng ủy", _CELL_NAMES, cells),
        Group("Các cơ quan tham mưu, giúp việc Đảng ủy", _OFFICE_NAMES, ("office", "building", "inspection")),
        Group(
            "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội",
            (*_FRONT_NAMES, f"MTTQ và các tổ chức chính trị - xã hội {kind}"),
            ("front", *_ORGANIZATIONS),
        ),
        Group(
            "Các tổ chức chính trị - xã hội",
            ("Các đoàn thể", f"Các tổ chức chính trị - xã hội {kind}", f"Các đoàn thể {kind}"),
            tuple(_ORGANIZATIONS),
        ),
        Group(
            "Lực lượng vũ trang",
            ("Các lực lượng vũ trang", f"Lực lượng vũ trang {kind}"),
            ("police", "military"),
        ),
        Group(f"Các {places}", ("Các thôn, khu phố", "Các khu dân cư", "Các tổ dân phố"), hamlets),
    ]
    return [group for group in made if group.members]


_CELL_NAMES = (
    "Các tổ chức đảng trực thuộc", "Các chi bộ trực thuộc", "Các chi bộ trực thuộc Đảng ủy",
    "Các chi bộ, đảng bộ trực thuộc", "Các chi bộ, đảng bộ trực thuộc Đảng ủy", "Các chi, đảng bộ trực thuộc",
    "Các tổ chức cơ sở đảng trực thuộc",
)  # fmt: skip
_OFFICE_NAMES = ("Các cơ quan tham mưu, giúp việc của Đảng ủy", "Các ban xây dựng Đảng, Văn phòng Đảng ủy")
_FRONT_NAMES = (
    "MTTQ và các tổ chức CT-XH", "Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội",
    "Mặt trận Tổ quốc, các tổ chức chính trị - xã hội", "Mặt trận và các đoàn thể", "Mặt trận Tổ quốc và các đoàn thể",
)  # fmt: skip
_FRONT_CALLED = (
    "MTTQ", "Mặt trận Tổ quốc", "Mặt trận Tổ quốc Việt Nam", "MTTQ Việt Nam", "Ủy ban MTTQ", "Ủy ban MTTQ Việt Nam",
    "UBMTTQ", "Ủy ban Mặt trận Tổ quốc", "Ban Thường trực Ủy ban MTTQ",
)  # fmt: skip
# key → name before the place, other name, symbol
_ORGANIZATIONS = {
    "union": ("Công đoàn", "Công đoàn cơ sở", "CĐ"),
    "farmers": ("Hội Nông dân", "HND", "HND"),
    "women": ("Hội Liên hiệp Phụ nữ", "Hội LHPN", "HLHPN"),
    "youth": ("Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Đoàn Thanh niên", "ĐTN"),
    "veterans": ("Hội Cựu chiến binh", "Hội CCB", "HCCB"),
}


def _of_the_committee(commune: Commune) -> tuple[Body, ...]:
    kind = commune.kind
    wanted = [
        ("office", "Văn phòng Đảng ủy", (f"Văn phòng Đảng ủy {kind}", "VPĐU"), "VPĐU", "Văn phòng"),
        ("building", "Ban Xây dựng Đảng",
         ("Ban Xây dựng Đảng Đảng ủy", "Ban Xây dựng Đảng của Đảng ủy", f"Ban Xây dựng Đảng {kind}", "BXD Đảng"),
         "BXDĐ", ""),
        ("inspection", "Ủy ban Kiểm tra Đảng ủy",
         ("Cơ quan Ủy ban Kiểm tra Đảng ủy", "UBKT Đảng ủy", "Ủy ban Kiểm tra", "UBKT"), "UBKT", "Ủy ban Kiểm tra"),
    ]  # fmt: skip
    return tuple(
        Body(key, name, "PARTY_BODY", others, symbol=symbol, paper_superior=commune.party, paper_name=paper or name)
        for key, name, others, symbol, paper in wanted
    )


def _council(commune: Commune) -> Body:
    others = (f"HĐND {commune.kind}", "HĐND", "Thường trực HĐND", f"Thường trực HĐND {commune.kind}")
    return _state_body("council", f"Hội đồng nhân dân {commune.full}", "COUNCIL", others, "HĐND")


def _peoples_committee(commune: Commune) -> Body:
    kind, name = commune.kind, f"Ủy ban nhân dân {commune.full}"
    economy = "Phòng Kinh tế, Hạ tầng và Đô thị" if kind != COMMUNE else "Phòng Kinh tế"
    rooms: list[tuple[str, str, str, tuple[str, ...], str]] = [
        ("room0", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "DEPARTMENT", ("Văn phòng HĐND và UBND",), "VP"),
        ("room1", economy, "DEPARTMENT", (f"{economy} {kind}",), ""),
        ("room2", "Phòng Văn hóa - Xã hội", "DEPARTMENT", (f"Phòng Văn hóa - Xã hội {kind}",), ""),
        ("room3", "Trung tâm Phục vụ hành chính công", "SERVICE", (), ""),
        ("police", f"Công an {commune.full}", "ARMED_FORCES", (f"Công an {kind}", "Công an"), "CA"),
        ("military", f"Ban Chỉ huy Quân sự {commune.full}", "ARMED_FORCES",
         (f"Ban Chỉ huy Quân sự {kind}", f"Ban CHQS {kind}", "Ban CHQS"), "BCH"),
        ("health", f"Trạm Y tế {commune.full}", "SERVICE", (f"Trạm Y tế {kind}", "Trạm Y tế"), "TYT"),
    ]  # fmt: skip
    below = [
        replace(_state_body(key, called, body, others, symbol), paper_superior=name)
        for key, called, body, others, symbol in rooms
    ]
    hamlets = [
        Body(f"hamlet{number}", hamlet, "RESIDENTIAL", (), STATE, level="GRASSROOTS")
        for number, hamlet in enumerate(commune.hamlets)
    ]
    made = _state_body("people", name, "PEOPLES_COMMITTEE", (f"UBND {kind}", "UBND"), "UBND")
    return replace(made, is_committee=True, children=(*below, *hamlets))


def _state_body(key: str, name: str, kind: str, others: Iterable[str], symbol: str) -> Body:
    return Body(key, name, kind, tuple(others), STATE, symbol, paper_name=name)


def _front(commune: Commune) -> Body:
    kind = commune.kind
    name = f"Ủy ban Mặt trận Tổ quốc Việt Nam {commune.full}"
    others = (*_FRONT_CALLED, *(f"{called} {kind}" for called in _FRONT_CALLED))
    below = tuple(
        Body(key, f"{called} {commune.full}", "MASS_ORGANIZATION",
             (f"{called} {kind}", f"{short} {kind}", called, short), symbol=symbol,
             paper_name=f"{called} {commune.full}")
        for key, (called, short, symbol) in _ORGANIZATIONS.items()
    )  # fmt: skip
    return Body("front", name, "FRONT", others, symbol="MTTQ", paper_name=name, children=below)


def _cell(commune: Commune, number: int, name: str) -> Body:
    """A party cell as typed; "khu phố 1" is read as "Chi bộ khu phố 1"."""
    is_whole = name.casefold().startswith(("chi bộ", "đảng bộ", "đảng ủy"))
    whole = name if is_whole else f"Chi bộ {name[:1].lower()}{name[1:]}"
    return Body(
        f"cell{number}", whole, "PARTY_CELL", symbol="CB", level="GRASSROOTS",
        paper_superior=commune.party, paper_name=whole,
    )  # fmt: skip
