"""Forms of filled-in report sheets: the upload, and which answers are taken over."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from plans.importing.sheets import MAX_BYTES, SUFFIXES


class SheetUploadForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label="Phiếu đã điền (.docx hoặc .odt)",
        error_messages={"required": "Hãy chọn tệp phiếu đã điền.", "empty": "Tệp rỗng. Chưa lưu gì."},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, initial={"key": uuid.uuid4()}, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(SUFFIXES)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Tệp lớn quá 10 MB. Chưa lưu gì. Hãy bỏ ảnh khỏi phiếu rồi tải lên lại.")
        return file


class SheetTakingForm(forms.Form):
    """Which of the items found go into drafts."""

    rows = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, rows: list[int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = [(pk, pk) for pk in rows]
