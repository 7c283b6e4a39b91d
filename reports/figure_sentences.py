"""Sentences made of figures, as reports write them (DOMAIN.md §4.2). What they tell is counted elsewhere."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from plans.attainment import Reach
from plans.initiative_figures import FIELD_COLUMNS, Counts
from plans.tallies import FigureTable
from plans.target_results import TargetResult
from reports.comparing import Compared
from reports.completeness import Completeness
from reports.drafting import fraction, number, percent

Key = TypeVar("Key")
_FEW = 5  # units whose names a sentence writes out; more are counted


def completeness_sentence(owed: Completeness) -> str:
    """As in "Các đơn vị đã nộp 40/42 báo cáo (95,2%), trong đó 38 đúng hạn."; empty where none is owed."""
    if not owed.owed:
        return ""
    share = percent(owed.sent_share)
    sentence = f"Các đơn vị đã nộp {fraction(owed.sent, owed.owed)} báo cáo ({share})"
    return f"{sentence}, trong đó {number(owed.on_time)} đúng hạn." if owed.sent else f"{sentence}."


def targets_sentence(results: Iterable[TargetResult]) -> str:
    """How many targets are reached, and of each other one who has not; empty where no period asks about any."""
    asked = [result for result in results if result.is_asked]
    if not asked:
        return ""
    met = [result for result in asked if result.attainment.reach is Reach.MET]
    sentences = [f"Đạt {fraction(len(met), len(asked))} chỉ tiêu."]
    sentences += [_of_target(result) for result in asked if result.attainment.reach is not Reach.MET]
    return " ".join(sentences)


def indicators_sentence(tables: Iterable[FigureTable]) -> str:
    """The sums of a period's figures, each with its measure; empty where nothing was sent."""
    sums = [
        f"{tally.indicator.name}: {tally.words} {tally.indicator.called_measure}".strip()
        for table in tables
        for tally in table.tallies
        if tally.words
    ]
    return "; ".join(sums) + "." if sums else ""


def initiatives_sentence(total: Counts) -> str:
    """The register in one sentence; empty where it holds nothing."""
    if not total.all:
        return ""
    who = f"{number(total.collective)} tập thể, {number(total.individual)} cá nhân"
    fields = ", ".join(
        f"{column.head.lower()} {number(count)}" for column in FIELD_COLUMNS if (count := getattr(total, column.name))
    )
    recognized = f"; {number(total.recognized)} mô hình được công nhận" if total.recognized else ""
    return (
        f"Có {number(total.all)} mô hình “Dân vận khéo” ({who}), gồm {number(total.new)} mô hình mới, "
        f"{number(total.maintained)} mô hình duy trì; theo lĩnh vực: {fields}{recognized}."
    )


def comparison_sentence(lines: Iterable[Compared]) -> str:
    """As in "So với cùng kỳ năm trước: hoàn thành tăng 05 việc; quá hạn giảm 02 việc."; empty where nothing moved."""
    moved = [
        f"{line.name[:1].lower()}{line.name[1:]} {'tăng' if line.change > 0 else 'giảm'} {number(abs(line.change))}"
        for line in lines
        if line.change
    ]
    return f"So với cùng kỳ năm trước: {'; '.join(moved)}." if moved else ""


def doubled(told: Sequence[tuple[Key, int, Hashable]]) -> set[Key]:
    """The sections whose figures another one tells, from (key, level, what its figures are of) in the order of print.

    Of a section and those below it the innermost tells them, else the first.
    """
    found: set[Key] = set()
    heard: set[Hashable] = set()
    for place, (key, level, subject) in enumerate(told):
        behind = range(place + 1, len(told))
        end = next((at for at in behind if told[at][1] <= level), len(told))
        if subject in heard or any(other == subject for _, _, other in told[place + 1 : end]):
            found.add(key)
        else:
            heard.add(subject)
    return found


def _of_target(result: TargetResult) -> str:
    unmet = _named([line.unit.name for line in result.unmet_lines])
    missing = _named([line.unit.name for line in result.unanswered_lines])
    told = [f"{result.verdict}: {unmet}" if unmet else result.verdict]
    if missing:
        told.append(f"chưa có số liệu: {missing}")
    return f"“{result.target.text.rstrip('.;')}”: {result.figure}, {'; '.join(told)}."


def _named(units: Sequence[str]) -> str:
    return ", ".join(units) if len(units) <= _FEW else f"{number(len(units))} đơn vị"
