"""Sentences of figures that open sections."""

import pytest

from plans.initiative_figures import Counts
from reports import annexes, completeness, composing
from reports.completeness import Completeness
from reports.figure_sentences import (
    completeness_sentence,
    doubled,
    indicators_sentence,
    initiatives_sentence,
    targets_sentence,
)
from reports.models import Purpose
from tests.reports.annexed import TODAY, half_year


def test_reports_sent_are_told_with_their_share():
    assert completeness_sentence(Completeness(owed=42, sent=40, on_time=38, late=2, blank=2)) == (
        "Các đơn vị đã nộp 40/42 báo cáo (95,2%), trong đó 38 đúng hạn."
    )
    assert completeness_sentence(Completeness(owed=3, blank=3)) == "Các đơn vị đã nộp 0/3 báo cáo (0%)."
    assert completeness_sentence(Completeness(excused=3)) == ""


def test_the_register_is_told_by_who_and_field():
    total = Counts(
        all=12, collective=8, individual=4, new=5, maintained=7, recognized=2, economy=3, society=9,
    )  # fmt: skip

    assert initiatives_sentence(total) == (
        "Có 12 mô hình “Dân vận khéo” (08 tập thể, 04 cá nhân), gồm 05 mô hình mới, 07 mô hình duy trì; "
        "theo lĩnh vực: kinh tế 03, văn hóa - xã hội 09; 02 mô hình được công nhận."
    )
    assert initiatives_sentence(Counts()) == ""


@pytest.mark.parametrize(
    ("told", "left_out"),
    [
        ([("PHẦN", 1, "all"), ("I", 2, "all"), ("1", 3, "item")], {"PHẦN"}),
        ([("PHẦN", 1, "all"), ("I", 2, "one"), ("II", 2, "all"), ("PHẦN HAI", 1, "all")], {"PHẦN", "PHẦN HAI"}),
        ([("I", 1, "all"), ("II", 1, "all")], {"II"}),
        ([("I", 1, "all"), ("1", 2, "one"), ("2", 2, "other")], set()),
    ],
)
def test_the_same_figures_are_told_once_by_the_innermost_section(told, left_out):
    assert doubled(told) == left_out


@pytest.mark.django_db
class TestOfAHalfYear:
    @pytest.fixture
    def half(self):
        return half_year()

    def test_targets_not_reached_name_their_units(self, half):
        assert targets_sentence(annexes.targets_of(half.report)) == (
            "Đạt 0/1 chỉ tiêu. “Mỗi chi bộ có 01 mô hình”: 1/3 đơn vị, chưa đạt: Chi bộ Khu phố 2; "
            "chưa có số liệu: Chi bộ Khu phố 3."
        )

    def test_figures_are_told_with_their_measures(self, half):
        assert indicators_sentence(annexes.figure_tables_of(half.report)) == (
            "Số cuộc họp dân: 1.208 cuộc; Mô hình: 1 mô hình."
        )

    def test_each_section_opens_with_the_sentence_of_its_purpose(self, half):
        sections = list(half.report.sections.all())[:4]
        purposes = [Purpose.OVERALL, Purpose.TARGETS, Purpose.INDICATORS, Purpose.INITIATIVES]
        for section, purpose in zip(sections, purposes, strict=True):
            section.purpose, section.item = purpose, None

        sentences = composing.opening_sentences(half.report, sections, TODAY)

        said = [sentences[section.pk] for section in sections]
        assert completeness_sentence(completeness.total(annexes.reports_in(half.report))) in said[0]
        assert [words.split(" ")[0] for words in said[1:]] == ["Đạt", "Số", "Có"]

    def test_a_part_and_its_section_of_results_do_not_say_the_same(self, half):
        part, section = list(half.report.sections.all())[:2]
        part.purpose = section.purpose = Purpose.OVERALL
        part.item = section.item = None
        part.level, section.level = 1, 2

        sentences = composing.opening_sentences(half.report, [part, section], TODAY)

        assert list(sentences) == [section.pk]
