"""A unit's own report, sent as a file instead of answers."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from orgs.forms.fields import VersionField
from plans.forms.work import OneFileField, words
from plans.models import Submission
from plans.services.evidence import ACCEPTED_EXTENSIONS


class OwnReportForm(forms.Form):
    """One file and a word to go with it."""

    version = VersionField()
    key = forms.UUIDField(widget=forms.HiddenInput)
    file = OneFileField(label="Báo cáo của đơn vị: tệp Word, PDF, bản quét hoặc ảnh chụp")
    note = words("Lời kèm theo", rows=2, longest=5_000)

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any):
        super().__init__(*args, initial={"version": submission.version, "key": uuid4()}, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(["image/*", *ACCEPTED_EXTENSIONS])

    def refuse(self, error: ValidationError) -> None:
        """Put the sentences of services.submitting at the field they are about."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error.messages)  # type: ignore[arg-type]
            return
        for name, sentences in error.message_dict.items():
            self.add_error({"files": "file", "note": "note"}.get(name), sentences)  # type: ignore[arg-type]
