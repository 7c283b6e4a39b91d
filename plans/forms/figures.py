"""The figures of a unit's report, one line each: a number or đạt / không đạt, and a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from orgs.forms.fields import VersionField
from plans.asked_figures import AskedFigure, said
from plans.forms.numbers import LONGEST, VietnameseNumberField
from plans.models import IndicatorKind, IndicatorValue
from plans.numbers import DoubtfulNumber, read_number
from plans.services.indicators import Figure

GRADES = [("", "Chưa trả lời"), ("no", "Không đạt"), ("yes", "Đạt")]
_IS_MET = {"yes": True, "no": False}
_GRADE = {met: word for word, met in _IS_MET.items()}


@dataclass(frozen=True)
class FigureRow:
    """One line as the page draws it; `answer` is None where the register of initiatives answers."""

    asked: AskedFigure
    answer: forms.BoundField | None
    note: forms.BoundField
    version: forms.BoundField

    @property
    def question(self) -> str:
        """What to ask about what stands, unless what is typed now is in question already."""
        return "" if self.answer is not None and self.answer.errors else self.asked.question

    @property
    def unread(self) -> str:
        """What is wrong with words kept from another time, which are no number; "" where the form says it itself."""
        typed = self.asked.value.typed if self.asked.value else ""
        if not typed or self.answer is None or self.answer.form.is_bound:
            return ""
        try:
            read_number(typed, measure=self.asked.indicator.called_measure)
        except DoubtfulNumber as question:
            return str(question)
        return ""


class FiguresForm(forms.Form):
    """Fields are named by the indicator: "figure-12", "note-12", "version-12".

    `figures()` may be asked whether it is valid or not: what is no number is kept as it was typed.
    """

    def __init__(self, *args: Any, asked: list[AskedFigure], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.asked = asked
        for one in asked:
            pk, value = one.indicator.pk, one.value
            if one.registered is None:
                self.fields[f"figure-{pk}"] = _answer_field(one)
                self.initial[f"figure-{pk}"] = _initial(one)
            self.fields[f"note-{pk}"] = forms.CharField(
                label=f"Ghi chú: {one.indicator.name}", max_length=500, required=False
            )
            self.fields[f"version-{pk}"] = VersionField(required=False)
            self.initial |= {f"note-{pk}": value.note if value else "", f"version-{pk}": value.version if value else 0}

    def rows(self) -> Iterator[FigureRow]:
        for one in self.asked:
            pk = one.indicator.pk
            answer = self[f"figure-{pk}"] if one.registered is None else None
            yield FigureRow(one, answer, self[f"note-{pk}"], self[f"version-{pk}"])

    def figures(self) -> dict[int, Figure]:
        """What services.indicators.save_figures takes: the lines of which something was sent."""
        self.full_clean()
        sent = {one.indicator.pk: self._figure(one) for one in self.asked if self._is_sent(one)}
        hidden = {one.indicator.pk for one in self.asked if one.is_hidden}
        return {pk: figure for pk, figure in sent.items() if pk not in hidden or any(figure.values().values())}

    def changed(self) -> dict[int, Figure]:
        """Of `figures()` those that say something else than what stood as the page was asked."""
        standing = {one.indicator.pk: one.value or IndicatorValue() for one in self.asked}
        return {
            pk: figure
            for pk, figure in self.figures().items()
            if any(getattr(standing[pk], name) != new for name, new in figure.values().items())
        }

    def _is_sent(self, one: AskedFigure) -> bool:
        return self.add_prefix(f"note-{one.indicator.pk}") in self.data

    def _figure(self, one: AskedFigure) -> Figure:
        pk = one.indicator.pk
        answer, typed = self.cleaned_data.get(f"figure-{pk}"), ""
        if f"figure-{pk}" in self.errors and one.indicator.is_number:
            typed = str(self.data.get(self.add_prefix(f"figure-{pk}"), "")).replace("\x00", "").strip()[:LONGEST]
        note = self.cleaned_data.get(f"note-{pk}", one.value.note if one.value else "")
        version = self.cleaned_data.get(f"version-{pk}") or 0
        if one.indicator.kind == IndicatorKind.YES_NO:
            return Figure(is_met=_IS_MET.get(answer or ""), note=note, version=version)
        return Figure(number=answer, note=note, typed=typed, version=version)

    def tell_clashes(self, clashes: list[IndicatorValue]) -> None:
        """Say at each line what another person wrote meanwhile; sent once more, this person's own takes its place."""
        self.data = self.data.copy()
        hidden = {one.indicator.pk for one in self.asked if one.is_hidden}
        for value in clashes:
            pk = value.indicator_id
            words = "số khác, chưa gửi" if pk in hidden else _written(value)
            self.data[self.add_prefix(f"version-{pk}")] = str(value.version)
            name = f"figure-{pk}" if f"figure-{pk}" in self.fields else f"note-{pk}"
            self.add_error(name, f"{value.by} vừa ghi {words}. Muốn ghi như dưới đây thì bấm lưu lần nữa.")


def _answer_field(one: AskedFigure) -> forms.Field:
    label = one.indicator.name
    if one.indicator.kind == IndicatorKind.YES_NO:
        return forms.ChoiceField(label=label, choices=GRADES, required=False, widget=forms.RadioSelect)
    return VietnameseNumberField(label=label, measure=one.indicator.called_measure, required=False)


def _initial(one: AskedFigure) -> Any:
    value = one.value
    if value is None:
        return ""
    return _GRADE.get(value.is_met, "") if one.indicator.kind == IndicatorKind.YES_NO else value.typed or value.number


def _written(value: IndicatorValue) -> str:
    return said(value.number, value.is_met, value.indicator.called_measure) or value.note or "bỏ trống"
