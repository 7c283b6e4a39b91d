"""Fields of our own: a day, names one a line, a unit or a person by typing the name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse

from orgs.matching import expand
from orgs.models import Unit, User
from orgs.text import whole_number

AMONG = 5
LAST_VERSION = 2**31 - 1
# What a set of forms says when parts of the page did not arrive.
INCOMPLETE = {"missing_management_form": "Trang gửi đi thiếu dữ liệu, chưa lưu gì. Hãy tải lại trang rồi nhập lại."}
FIRST_DAY, LAST_DAY = date(1930, 1, 1), date(2199, 12, 31)


class DayField(forms.DateField):
    """A day, 20/11/2026; days outside 1930–2199 are slips of the hand.

    Typed, not picked: browsers in English show a calendar field as 11/20/2026, and 05/06 is misread.
    """

    widget = forms.DateInput({"placeholder": "ngày/tháng/năm", "inputmode": "numeric", "autocomplete": "off"})
    default_error_messages: ClassVar = {"invalid": "Ghi ngày dạng ngày/tháng/năm, có trong lịch, ví dụ 20/11/2026."}

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(f"Năm phải từ {FIRST_DAY.year} đến {LAST_DAY.year}.")
        return day


class VersionField(forms.IntegerField):
    """The version that a form was drawn from, so that nobody writes over what he has not read (TRUST.md P2)."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any):
        super().__init__(**{"min_value": 0, "max_value": LAST_VERSION, **kwargs})


class OfficeField(forms.ChoiceField):
    """For which of the committees that a person works for; asked where there are several."""

    def __init__(self, *, offices: Iterable[Unit], **kwargs: Any):
        super().__init__(choices=[(unit.pk, unit.name) for unit in offices], **kwargs)


class TickedField(forms.ModelMultipleChoiceField):
    """Rows of a queryset by their ids; what can be no id, as a number that no database holds, is no choice."""

    def clean(self, value: Any) -> Any:
        ticked = value or []
        if any(whole_number(str(one)) is None for one in ticked):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": "?"})
        return super().clean(value)


class LinesField(forms.CharField):
    """Entries, one a line; cleaned to a list without blanks and doubles, and without `marks` around an entry."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, max_lines: int = 50, max_length_of_line: int = 200, marks: str = "", **kwargs: Any):
        self.max_lines, self.max_length_of_line, self.marks = max_lines, max_length_of_line, marks
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = self._lines(super().clean(value))
        if len(lines) > self.max_lines:
            raise ValidationError(f"Tối đa {self.max_lines} dòng; đang có {len(lines)} dòng.")
        if long := next((line for line in lines if len(line) > self.max_length_of_line), None):
            raise ValidationError(f"Dòng “{long[:40]}…” dài quá {self.max_length_of_line} chữ.")
        return lines

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self._lines(self.prepare_value(initial)) != self._lines(data)

    def _lines(self, text: str | None) -> list[str]:
        lines = (" ".join(line.split()).strip(f" {self.marks}") for line in (text or "").splitlines())
        return [line for line in dict.fromkeys(lines) if line]


def capitalized(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, str]]:
    """Choices as a list to choose from begins them: "kinh tế" → "Kinh tế"."""
    return [(value, str(label).capitalize()) for value, label in choices]


class UnitPicker(forms.MultiWidget):
    """A unit's name, with candidates while typing; without JavaScript the name is enough."""

    template_name = "orgs/widgets/unit_picker.html"

    def __init__(self, attrs: dict | None = None):
        text = forms.TextInput({"autocomplete": "off", "class": "form-control", "placeholder": "Gõ một phần tên…"})
        super().__init__({"name": text, "id": forms.HiddenInput()}, attrs)
        self.url = ""

    def decompress(self, value: Any) -> list[str]:
        return [value.name, f"u{value.pk}"] if isinstance(value, Unit) else ["", ""]

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        return {**super().get_context(name, value, attrs), "url": self.url}


class UnitPickerField(forms.MultiValueField):
    """One unit of `queryset`, chosen from candidates or named so that only one can be meant."""

    widget = UnitPicker

    def __init__(self, *, queryset: QuerySet | None = None, **kwargs: Any):
        self.queryset = queryset if queryset is not None else Unit.objects.none()
        fields = (forms.CharField(required=False, max_length=200), forms.CharField(required=False, max_length=200))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def look_around(self, unit: Unit | None) -> None:
        """Offer candidates as seen from `unit`."""
        self.widget.url = reverse("orgs:unit_candidates", args=[unit.pk, "units"]) if unit else ""

    def compress(self, values: list[str]) -> Unit | None:
        name, chosen = [*values, "", ""][:2]
        if chosen.startswith("u") and (found := self.queryset.filter(pk=whole_number(chosen[1:])).first()):
            return found
        if name.strip():
            return self._named(name)
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return None

    def _named(self, name: str) -> Unit:
        found = list(self.queryset.named(name)[: AMONG + 1])
        whole = [unit for unit in found if expand(name) in {expand(one) for one in unit.names()}]
        if len(whole) == 1 or len(found) == 1:
            return (whole or found)[0]
        if not found:
            raise ValidationError(f"Không có đơn vị nào tên “{name}” trong phạm vi của đồng chí.")
        names = "; ".join(unit.name for unit in found[:AMONG])
        raise ValidationError(f"Nhiều đơn vị có tên như vậy: {names}… Hãy gõ đủ tên.")


class PersonField(forms.CharField):
    """One person of `queryset`, by user name or by a name that only one person bears."""

    def __init__(self, *, queryset: QuerySet | None = None, **kwargs: Any):
        self.queryset = queryset if queryset is not None else User.objects.none()
        super().__init__(max_length=160, **kwargs)

    def clean(self, value: Any) -> User | None:  # type: ignore[override]
        text = super().clean(value)
        if not text:
            return None
        username = text.rsplit("(", 1)[-1].rstrip(") ").lower()
        if person := self.queryset.filter(username=username).first():
            return person
        found = list(self.queryset.named(text)[: AMONG + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(f"Không có ai tên “{text}” trong phạm vi của đồng chí.")
        names = "; ".join(f"{person} ({person.username})" for person in found[:AMONG])
        raise ValidationError(f"Nhiều người có tên như vậy: {names}. Hãy gõ tên đăng nhập.")
