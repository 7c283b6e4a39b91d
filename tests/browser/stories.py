"""The plans on paper that the story is told with, and what a person adds to what the machine reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from orgs.models import Unit
from tests.browser import documents, worlds

TODAY = timezone.localdate()
ABSTRACT = "kết quả công tác dân vận đến nay"
CELLS = "Các tổ chức đảng trực thuộc Đảng ủy"
DISTRICTS = "Ủy ban nhân dân các huyện, thị xã, thành phố"


def day(days_from_today: int) -> str:
    return f"{TODAY + timedelta(days=days_from_today):%d/%m/%Y}"


@dataclass(frozen=True)
class Story:
    """One plan, from paper to paper."""

    world: Callable[[], Unit]
    file: Callable[[], dict]
    number: str
    header: dict[str, str]  # label → what the document does not say
    column: str  # the group that answers every item of part II
    reporter: str
    silent: str  # who sends paper instead
    duty: str  # of which the reporter answers first
    section: str  # of the report, where its words go
    window: tuple[str, str]  # the days the report tells of
    printed: tuple[str, ...]  # on the report
    picks: dict[str, tuple[str, str]] = field(default_factory=dict)  # written name → part typed, unit


PARTY = {"printed": ("ĐẢNG CỘNG SẢN VIỆT NAM", "T/M BAN THƯỜNG VỤ"), "column": CELLS,
         "reporter": "Chi bộ khu phố 3", "silent": "Chi bộ khu phố 5"}  # fmt: skip

OWN = Story(
    world=worlds.ward,
    file=lambda: documents.word_file(documents.own_plan(TODAY)),
    number="91-KH/ĐU",
    header={"Thực hiện từ ngày": day(-40), "đến ngày": day(140)},
    picks={"Tổ giúp việc công tác dân vận phường": ("ban xay dung", "Ban Xây dựng Đảng")},
    duty="Tổ chức một buổi gặp gỡ",
    section="Các tổ chức đảng trực thuộc Đảng ủy",
    window=(day(-40), day(140)),
    **PARTY,
)
SEED_000 = Story(
    world=worlds.ward,
    file=lambda: documents.word_file(documents.seed("000")),
    number="76-KH/ĐU",
    header={"Ngày ban hành": "05/05/2026", "Thực hiện từ ngày": "05/05/2026", "đến ngày": "31/12/2026",
            "Quyền hạn ký": "T/M BAN THƯỜNG VỤ", "Chức vụ người ký": "PHÓ BÍ THƯ", "Họ tên người ký": "Nguyễn Thị Mẫu"},
    duty="Tổ chức quán triệt, triển khai",
    section="Các tổ chức đảng trực thuộc Đảng ủy",
    window=("05/05/2026", "31/12/2026"),
    **PARTY,
)  # fmt: skip
SEED_003 = Story(
    world=worlds.province,
    file=lambda: documents.text_file(documents.seed("003")),
    number="445/KH-UBND",
    header={"Số và ký hiệu": "445/KH-UBND", "Ngày ban hành": "23/02/2024"},
    column=DISTRICTS,
    reporter="Ủy ban nhân dân huyện Chư Sê",
    silent="Ủy ban nhân dân huyện Ia Grai",
    duty="Bên cạnh đó, quan tâm chỉ đạo",
    section="Các sở, ban, ngành",
    window=("01/01/2024", "31/12/2024"),
    printed=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TM. ỦY BAN NHÂN DÂN"),
)
