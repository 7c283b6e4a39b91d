"""The one page on which a report is asked for in between (báo cáo đột xuất)."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from orgs.forms.fields import DayField, OfficeField, TickedField
from orgs.models import Unit, UnitGroup
from orgs.models.units import UnitQuerySet
from plans.citations import normal_number
from plans.importing.questions import Question, Request, read_request
from plans.importing.read import source_from_text
from plans.importing.source import UnreadableFile
from plans.services.asked_files import SUFFIXES, text_of_file

LONGEST_TEXT = 200_000
MOST_QUESTIONS = 200
MOST_BYTES = 2 * 1024 * 1024


class RequestForm(forms.Form):
    """A letter, its đề cương, who answers by when. `seen` says which text the ticks below the preview belong to."""

    number = forms.CharField(label="Số và ký hiệu công văn", max_length=60, required=False)
    issued_on = DayField(label="Ngày công văn", required=False)
    issuer_text = forms.CharField(label="Cơ quan gửi công văn", max_length=200, required=False)
    abstract = forms.CharField(
        label="Báo cáo về việc gì", max_length=2000, widget=forms.Textarea({"rows": 2}),
        help_text="Ví dụ: tình hình công tác dân vận 9 tháng đầu năm 2026",
    )  # fmt: skip
    due_on = DayField(label="Hạn nộp")
    starts_on = DayField(label="Số liệu từ ngày")
    ends_on = DayField(label="đến ngày")
    file = forms.FileField(
        label="Hoặc chọn tệp đề cương", required=False, max_length=180, allow_empty_file=True,
        widget=forms.FileInput({"accept": ",".join(SUFFIXES)}),
        help_text="Tệp Word (.docx) hoặc .txt, không quá 2 MB. Tệp được đọc vào ô bên trên để đồng chí sửa.",
    )  # fmt: skip
    text = forms.CharField(
        label="Dán công văn, đề cương vào đây", max_length=LONGEST_TEXT, required=False,
        widget=forms.Textarea({"rows": 10}), help_text="Mỗi mục một dòng, giữ số mục (I, 1, a…) như văn bản.",
    )  # fmt: skip
    groups = TickedField(
        label="Nhóm đơn vị", queryset=UnitGroup.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    units = TickedField(
        label="Đơn vị", queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_not_secret = forms.BooleanField(
        label="Tôi xác nhận nội dung không chứa bí mật nhà nước",
        error_messages={"required": "Hãy đánh dấu xác nhận. Hệ thống không được nhận tài liệu mật."},
    )

    def __init__(self, *args: Any, offices: list[Unit], issuer: Unit, on: date, **kwargs: Any):
        kwargs["initial"] = {
            "issuer_text": issuer.paper_name or issuer.name, "starts_on": date(on.year, 1, 1), "ends_on": on,
        } | kwargs.get("initial", {})  # fmt: skip
        super().__init__(*args, **kwargs)
        self.on = on
        if len(offices) > 1:
            self.fields["issuer"] = OfficeField(label="Mở cho", offices=offices, initial=issuer.pk)
            self.order_fields(["issuer"])
        units = Unit.objects.near(issuer).valid(on).exclude(pk=issuer.pk)
        cast("TickedField", self.fields["units"]).queryset = units.in_print_order()
        groups = UnitGroup.objects.filter(owner__committee=issuer.committee_id).order_by("owner__path", "name")
        cast("TickedField", self.fields["groups"]).queryset = groups
        self.read: Request | None = None

    def clean_number(self) -> str:
        number = " ".join(self.cleaned_data["number"].split())
        return normal_number(number) or number

    def clean_due_on(self) -> date:
        due_on = self.cleaned_data["due_on"]
        if due_on < self.on:
            raise ValidationError("Hạn nộp đã qua; hãy ghi hạn từ hôm nay trở đi.")
        return due_on

    def clean_text(self) -> str:
        return _plain(self.cleaned_data["text"])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and Path(file.name).suffix.lower() not in SUFFIXES:
            raise ValidationError("Chỉ đọc tệp Word (.docx) hoặc .txt ở đây. Tệp khác xin mở ra rồi dán nội dung.")
        if file and file.size > MOST_BYTES:
            raise ValidationError("Tệp lớn quá 2 MB. Chưa lưu gì. Hãy dán nội dung đề cương vào ô bên trên.")
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "Ngày cuối của số liệu phải sau ngày đầu.")
        if not (data.get("groups") or data.get("units")) and not {"groups", "units"} & self.errors.keys():
            self.add_error("units", "Hãy chọn ít nhất một nhóm hoặc một đơn vị phải báo cáo.")
        if not {"file", "text"} & self.errors.keys():
            self._read(data)
        return data

    def _read(self, data: dict[str, Any]) -> None:
        try:
            if data.get("file"):
                data["text"] = _plain(text_of_file(data["file"]))
            if not data["text"].strip():
                self.add_error("text", "Hãy dán đề cương vào đây, hoặc chọn một tệp.")
                return
            self.read = read_request(source_from_text(data["text"]))
        except UnreadableFile as refusal:
            self.add_error("file" if data.get("file") else "text", str(refusal))
            return
        if not self.read.questions or len(self.read.questions) > MOST_QUESTIONS:
            self.add_error(
                "text", f"Đọc được {len(self.read.questions)} mục; đề cương cần từ 1 đến {MOST_QUESTIONS} mục."
            )

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.read.questions if self.read else ()

    @property
    def digest(self) -> str:
        """Tells one text from another, so that ticks are never taken for those of another outline."""
        return hashlib.sha256(self.cleaned_data.get("text", "").encode()).hexdigest()[:16]

    def has_seen(self) -> bool:
        """Whether the ticks sent belong to the outline as it is read now."""
        return not self.cleaned_data.get("file") and self.data.get("seen") == self.digest

    def chosen(self) -> set[int]:
        """The places of the questions that units answer: those ticked, else all that are no headings."""
        places = range(len(self.questions))
        if not self.has_seen():
            return {place for place in places if not self.questions[place].is_heading}
        ticked = set(self.data.getlist("asked"))  # type: ignore[attr-defined]  # a QueryDict
        return {place for place in places if str(place) in ticked}

    def targets(self) -> list[Unit | UnitGroup]:
        return [*self.cleaned_data["groups"], *self.cleaned_data["units"]]

    def addressees(self, on: date) -> UnitQuerySet:
        """The units asked, groups as they stand on the day that handing out goes by."""
        day = self.cleaned_data["issued_on"] or on
        members = [group.members_on(day).values("pk") for group in self.cleaned_data["groups"]]
        asked = Q(pk__in=[unit.pk for unit in self.cleaned_data["units"]])
        return Unit.objects.filter(reduce(or_, (Q(pk__in=one) for one in members), asked)).in_print_order()

    def letter(self) -> dict[str, Any]:
        """What services.requesting takes of the head."""
        return {name: self.cleaned_data[name] for name in ("number", "issued_on", "issuer_text", "abstract")}


def _plain(text: str) -> str:
    """As it comes back from a page: browsers end lines in their own way."""
    return text.replace("\r\n", "\n").strip()
