"""The form that takes a workbook of units, groups and people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from orgs.forms.units import helper
from orgs.import_units import MAX_BYTES, Row, UnreadableWorkbook, read_workbook
from orgs.models import Role, Unit, User

# A page writes some 100 rows a second, twice; the command takes whole workbooks.
ROWS_AT_ONCE = 500


class ImportForm(forms.Form):
    root = forms.ModelChoiceField(label="Nhập vào", queryset=Unit.objects.none(), empty_label=None)
    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        help_text=f"Theo tệp mẫu, tối đa {ROWS_AT_ONCE} dòng. Chưa lưu gì ở bước này: máy cho xem từng dòng trước.",
        widget=forms.FileInput({"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        homes = [unit.pk for unit in user.units_as(Role.ADMIN)]
        self.fields["root"].queryset = Unit.objects.filter(pk__in=homes).in_print_order()
        self.helper = helper("Xem từng dòng", "root", "file")

    def clean_file(self) -> list[Row]:
        """The rows of the workbook, still unchecked against what is there."""
        uploaded = self.cleaned_data["file"]
        if uploaded.size > MAX_BYTES:
            raise ValidationError("Tệp quá 5 MB. Chưa lưu gì.")
        try:
            rows = read_workbook(uploaded.read())
        except UnreadableWorkbook as error:
            raise ValidationError(str(error)) from error
        if len(rows) > ROWS_AT_ONCE:
            words = f"Tệp có {len(rows)} dòng; mỗi lần tải lên tối đa {ROWS_AT_ONCE} dòng. Hãy chia nhỏ. Chưa lưu gì."
            raise ValidationError(words)
        return rows
