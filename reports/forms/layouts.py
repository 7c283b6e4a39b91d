"""The form on which a committee changes any value of a layout (DOMAIN.md §1.2–1.4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from string import Formatter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from orgs.forms.fields import DayField, VersionField
from plans.forms.numbers import VietnameseNumberField
from reports.layout_differences import FACES, steps, style_words, value_at, written
from reports.layout_parts import Mark, Measure, Part, Style, Switch, from_words, groups_for, in_words
from reports.layout_values import values_of
from reports.layouts import LayoutProfile

SIZES = (6, 30)
LEAST_TEXT, LEAST_CELL = 60, 20  # mm


class MeasureField(VietnameseNumberField):
    """A number between two bounds."""

    def __init__(self, *, least: float, most: float, **kwargs: Any):
        self.least, self.most = least, most
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Decimal | None:
        number = super().clean(value)
        if number is not None and not self.least <= number <= self.most:
            raise ValidationError(f"Phải từ {written(self.least)} đến {written(self.most)}.")
        return number


class StyleWidget(forms.MultiWidget):
    """Size and faces of one part in one line."""

    template_name = "reports/_style_widget.html"

    def __init__(self) -> None:
        size = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "form-control size-field"})
        super().__init__({"size": size} | {name: forms.CheckboxInput() for name, _ in FACES})

    def decompress(self, value: dict[str, Any] | None) -> list[Any]:
        style = value or {}
        return [written(style.get("size", "")), *(style.get(name, False) for name, _ in FACES)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        size, *faces = context["widget"]["subwidgets"]
        context["size"], context["faces"] = size, list(zip(faces, (label for _, label in FACES), strict=True))
        return context


class StyleField(forms.MultiValueField):
    """The type of one part, cleaned to the values of a TypeStyle."""

    widget = StyleWidget

    def __init__(self, **kwargs: Any):
        least, most = SIZES
        size = MeasureField(least=least, most=most, measure="pt")
        faces = [forms.BooleanField(required=False) for _ in FACES]
        super().__init__([size, *faces], require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> dict[str, Any]:
        size, *faces = data_list
        return {"size": plain(size)} | {name: bool(on) for (name, _), on in zip(FACES, faces, strict=True)}

    def worded(self, value: dict[str, Any] | list[Any] | None) -> str:
        """As in "14 pt, đậm, giữa"."""
        size, *faces = value if isinstance(value, list) else self.widget.decompress(value)
        return style_words(size, dict(zip((name for name, _ in FACES), faces, strict=True)))


class MarkField(forms.CharField):
    """Words in which places in braces are filled in when a paper is printed: named in Vietnamese on the page."""

    def to_python(self, value: Any) -> str:
        return from_words(unicodedata.normalize("NFC", super().to_python(value) or ""))

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, str) else value


class LayoutForm(forms.Form):
    """Every value of one rule's layout, as a committee would have it, and why.

    `cleaned_data["values"]` holds them in the shape of `layout_values.values_of`.
    """

    reason = forms.CharField(
        label="Căn cứ", max_length=300, required=False, help_text="Văn bản hoặc ý kiến chỉ đạo cho phép đổi, nếu có."
    )
    version = VersionField()

    def __init__(self, *args: Any, profile: LayoutProfile, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.profile = profile
        self.groups = groups_for(len(profile.title_lines))
        values = values_of(profile)
        for part in self._parts():
            self.fields[part.name] = _field_of(part)
            self.initial.setdefault(part.name, _shown(part, value_at(values, part.name)))

    @property
    def fieldsets(self) -> Iterator[tuple[str, list[forms.BoundField], bool]]:
        """The fields by part of the paper, as (title, fields, whether one of them is wrong)."""
        for group in self.groups:
            bound = [self[part.name] for part in group.parts]
            yield group.title, bound, any(field.errors for field in bound)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        values = values_of(self.profile)
        for part in self._parts():
            _set(values, part.name, _stored(part, cleaned[part.name]))
        text_width = values["page_width"] - values["margins"]["left"] - values["margins"]["right"]
        text_height = values["page_height"] - values["margins"]["top"] - values["margins"]["bottom"]
        if min(text_width, text_height) < LEAST_TEXT:
            self.add_error("margins.left", f"Lề chiếm gần hết trang: chữ phải còn ít nhất {LEAST_TEXT} mm mỗi chiều.")
        for name in ("header_cells", "signature_cells"):
            left = values[name][0]
            values[name] = [left, round(text_width - left, 2)]
            if text_width - left < LEAST_CELL:
                self.add_error(f"{name}.0", f"Ô bên phải còn dưới {LEAST_CELL} mm; chữ rộng {written(text_width)} mm.")
        return {**cleaned, "values": values}

    def _parts(self) -> Iterator[Part]:
        for group in self.groups:
            yield from group.parts


class ApplyForm(forms.Form):
    """From which day a tried layout is in force."""

    valid_from = DayField(label="Áp dụng từ ngày")
    version = VersionField()


def plain(number: Decimal) -> float:
    """An int where it is whole, so that equal values are equal in JSON."""
    return int(number) if number == int(number) else float(number)


def _field_of(part: Part) -> forms.Field:
    if isinstance(part, Measure):
        label = f"{part.label} ({part.unit})"
        return MeasureField(label=label, least=part.least, most=part.most, measure=part.unit)
    if isinstance(part, Style):
        return StyleField(label=part.label)
    if isinstance(part, Switch):
        return forms.BooleanField(label=part.label, required=False)
    return MarkField(
        widget=forms.TextInput({"class": "form-control", "autocomplete": "off"}),
        label=part.label,
        max_length=part.longest,
        required=bool(part.holds),
        validators=[_holds(part)],
        help_text=" ".join(filter(None, [_help(part), _example(part)])),
    )


def _help(part: Mark) -> str:
    return f"Giữ nguyên {part.places}." if part.holds else ""


def _example(part: Mark) -> str:
    """What the places stand for, as a person would write them."""
    if not part.holds:
        return ""
    kind = ", {loại} bằng chữ viết tắt tên loại (12-BC/ĐU là báo cáo)" if "type_code" in part.holds else ""
    return f"Khi in, {{số}} được thay bằng số văn thư cấp{kind}, {{ký hiệu}} bằng ký hiệu của cơ quan."


def _holds(part: Mark) -> Any:
    """That the places in braces are there, each once, and no other: they are filled in when a paper is printed."""

    def check(text: str) -> None:
        try:
            found = [(name, spec, how) for _, name, spec, how in Formatter().parse(text) if name is not None]
        except ValueError:
            found = [("", "", "")]
        if sorted(found) != sorted((name, "", None) for name in part.holds):
            raise ValidationError(_help(part) or "Không dùng dấu ngoặc nhọn { }.")

    return check


def _shown(part: Part, value: Any) -> Any:
    return written(round(value * part.factor, 4)) if isinstance(part, Measure) else value


def _stored(part: Part, value: Any) -> Any:
    return plain(value / part.factor) if isinstance(part, Measure) else value


def _set(values: Any, name: str, value: Any) -> None:
    *way, last = steps(name)
    for step in way:
        values = values[step]
    values[last] = value
