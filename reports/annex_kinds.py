"""The annexes that a report may have (DOMAIN.md §4.2), in the order they are printed. Pure."""

from __future__ import annotations

from enum import StrEnum


class AnnexKind(StrEnum):
    """What an annex tells; `heading` stands above it."""

    UNITS = "UNITS"
    COMPLETENESS = "COMPLETENESS"
    TARGETS = "TARGETS"
    INDICATORS = "INDICATORS"
    INITIATIVES = "INITIATIVES"
    COMPARISON = "COMPARISON"
    RANKING = "RANKING"

    @property
    def heading(self) -> str:
        return _HEADINGS[self]


_HEADINGS = {
    AnnexKind.UNITS: "Tổng hợp tình hình thực hiện theo đơn vị",
    AnnexKind.COMPLETENESS: "Tình hình nộp báo cáo của các đơn vị",
    AnnexKind.TARGETS: "Kết quả thực hiện các chỉ tiêu",
    AnnexKind.INDICATORS: "Biểu số liệu",
    AnnexKind.INITIATIVES: "Biểu tổng hợp mô hình “Dân vận khéo”",
    AnnexKind.COMPARISON: "So sánh với cùng kỳ năm trước",
    AnnexKind.RANKING: "Xếp thứ tự đơn vị theo tỷ lệ hoàn thành đúng hạn",
}
# Ranking units is for a committee to want; a comparison, to look at before it is printed.
USUAL = (AnnexKind.UNITS, AnnexKind.COMPLETENESS, AnnexKind.TARGETS, AnnexKind.INDICATORS, AnnexKind.INITIATIVES)


def usual_annexes() -> list[str]:
    """Those that a new report has wherever there is something to tell."""
    return [kind.value for kind in USUAL]
