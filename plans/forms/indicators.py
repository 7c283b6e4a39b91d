"""The list of figures that a period asks for (biểu số liệu): its lines, targets of the plan, lines pasted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory

from orgs.forms.fields import INCOMPLETE, VersionField
from orgs.text import whole_number
from plans.models import Indicator, IndicatorKind, ReportingPeriod, Target
from plans.pasted_lines import LONGEST_MEASURE, LONGEST_NAME, read_lines
from plans.services.indicators import MOST_LINES, Line, kind_for

EXTRA = 2


class LineForm(forms.Form):
    """One line. An emptied name, or the box, takes it out."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Nội dung", max_length=LONGEST_NAME, required=False)
    measure = forms.CharField(label="Đơn vị tính", max_length=LONGEST_MEASURE, required=False)
    kind = forms.ChoiceField(
        label="Cách trả lời", required=False, initial=IndicatorKind.NUMBER,
        choices=[(kind.value, kind.label.capitalize()) for kind in IndicatorKind],
    )  # fmt: skip
    place = forms.IntegerField(label="Thứ tự", required=False, min_value=1, max_value=999)
    remove = forms.BooleanField(label="Bỏ dòng này", required=False)

    @property
    def is_new(self) -> bool:
        return not self.initial.get("pk")


LineFormSet = formset_factory(LineForm, extra=EXTRA, max_num=MOST_LINES + EXTRA, absolute_max=MOST_LINES + EXTRA)


class IndicatorsForm(forms.Form):
    """What comes on top of the lines that stand: targets of the plan, and a table pasted."""

    version = VersionField()
    targets = forms.MultipleChoiceField(
        label="Hỏi cả các chỉ tiêu của kế hoạch", required=False, widget=forms.CheckboxSelectMultiple
    )
    pasted = forms.CharField(
        label="Dán bảng từ Excel hoặc Word", required=False, max_length=60_000, strip=False,
        widget=forms.Textarea({"rows": 4, "class": "is-mono"}),
        help_text="Mỗi dòng: nội dung, rồi đơn vị tính (cách nhau bằng dấu Tab như khi chép từ bảng).",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, period: ReportingPeriod, targets: list[Target], **kwargs: Any):
        super().__init__(data, initial={"version": period.plan.version}, **kwargs)
        self.standing = list(period.indicators.select_related("target"))
        asked = {indicator.target_id for indicator in self.standing}
        self.by_pk = {str(target.pk): target for target in targets if target.pk not in asked}
        choices = [(pk, f"{target.text} ({kind_for(target).label})") for pk, target in self.by_pk.items()]
        self.fields["targets"].choices = choices
        if not choices:
            del self.fields["targets"]
        self.lines = LineFormSet(
            data, prefix="line", error_messages=INCOMPLETE,
            initial=[_as_initial(place, indicator) for place, indicator in enumerate(self.standing, start=1)],
        )  # fmt: skip

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.lines.is_valid()])

    def clean_pasted(self) -> str:
        text = self.cleaned_data["pasted"]
        if text.strip() and not read_lines(text):
            raise ValidationError("Chưa thấy dòng nào có nội dung. Hãy chép cả cột nội dung rồi dán lại.")
        return text

    def wanted(self) -> list[Line]:
        """The whole list in its order, as services.indicators.set_indicators takes it."""
        targets = {indicator.pk: indicator.target for indicator in self.standing}
        rows = [row for form in self.lines if (row := form.cleaned_data) and row.get("name") and not row["remove"]]
        rows.sort(key=lambda row: row.get("place") or MOST_LINES + 1)
        lines = [
            Line(row["name"], row["measure"], row["kind"] or IndicatorKind.NUMBER, targets.get(row["pk"]), row["pk"])
            for row in rows
        ]
        chosen = [self.by_pk[pk] for pk in self.cleaned_data.get("targets", [])]
        lines += [Line(target.text[:LONGEST_NAME], target.measure, kind_for(target), target) for target in chosen]
        known = {line.name.casefold() for line in lines}
        pasted = [line for line in read_lines(self.cleaned_data["pasted"]) if line.name.casefold() not in known]
        return lines + [Line(line.name, line.measure, line.kind.value) for line in pasted]


def _as_initial(place: int, indicator: Indicator) -> dict[str, Any]:
    return {
        "pk": indicator.pk, "name": indicator.name, "measure": indicator.measure, "kind": indicator.kind,
        "place": place,
    }  # fmt: skip


def one_line_more(data: Any) -> Any:
    """What was sent, with empty lines added: the way without JavaScript."""
    more = data.copy()
    sent = whole_number(data.get("line-TOTAL_FORMS", ""), digits=4)
    if sent is not None and sent < MOST_LINES:
        more["line-TOTAL_FORMS"] = str(sent + EXTRA + 3)
    return more
