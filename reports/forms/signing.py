"""Forms of a report's way to signature, and of what is kept beside it afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row, Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile

from orgs.forms.fields import DayField, VersionField
from plans.models import Submission
from plans.services.evidence import check_files
from reports import composing
from reports.layouts import profile_for
from reports.models import Report
from reports.numbering import UnreadableNumber, same_sign, split_number
from reports.services.signing import next_number

FAR = timedelta(days=60)  # a day of signing so long ago is more often a slip of the pen
SIGNED_KINDS = (".pdf", ".docx", ".jpg", ".jpeg", ".png")
_DIFFERS = [("no", "Không, giống bản hệ thống"), ("yes", "Có, bản đã ký có chỗ khác")]
_NO_MARK = "Tôi đã xem: tệp đính kèm không có dấu mật, không chứa bí mật nhà nước."


class SignedCopyField(forms.FileField):
    """A scan or the final Word file; looked into as evidence is, and nothing of it is kept if refused."""

    def __init__(self, **kwargs: Any):
        accept = forms.ClearableFileInput(attrs={"accept": ",".join(SIGNED_KINDS)})
        help_text = "Bản quét PDF, ảnh, hoặc tệp .docx cuối cùng. Tối đa 20 MB."
        super().__init__(**{"widget": accept, "help_text": help_text, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        if not upload.name.lower().endswith(SIGNED_KINDS):
            raise forms.ValidationError("Chỉ nhận tệp PDF, .docx hoặc ảnh. Chưa lưu gì.")
        try:
            check_files([upload])
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from error
        upload.seek(0)
        return upload


class SignatureForm(forms.Form):
    """What văn thư and the signer gave; `on` proposes the day."""

    version = VersionField()
    key = forms.UUIDField(widget=forms.HiddenInput)
    number = forms.CharField(
        label="Số văn thư cấp", max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    signed_on = DayField(label="Ngày ký")
    is_day_checked = forms.BooleanField(label="Tôi đã xem lại: ngày ký này đúng như trên bản giấy.", required=False)
    signatory = forms.CharField(label="Họ tên người ký", max_length=100)
    job_title = forms.CharField(label="Chức vụ người ký", max_length=120, required=False)
    authority = forms.CharField(
        label="Quyền hạn ký", max_length=120, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Để trống thì in theo thể thức của cơ quan ban hành.",
    )  # fmt: skip
    signed_copy = SignedCopyField(label="Bản đã ký", required=False)
    differs = forms.ChoiceField(
        label="Bản đã ký có khác bản hệ thống không?", choices=_DIFFERS, widget=forms.RadioSelect, initial="no",
        help_text="Nếu lãnh đạo sửa tay hoặc đã sửa trong Word trước khi ký, chọn “Có”: bản đã ký là văn bản chính "
        "thức, bản in từ đây gọi là bản hệ thống.",
    )  # fmt: skip
    is_not_secret = forms.BooleanField(label=_NO_MARK, required=False)
    is_held_known = forms.BooleanField(label="Tôi đã xem: phần chưa ghi vào báo cáo sẽ không có trong bản đã ký.")

    def __init__(self, *args: Any, report: Report, on: date, has_held: bool = False, **kwargs: Any):
        self.report, self.on = report, on
        kwargs["initial"] = {
            "version": report.version, "key": uuid4(), "signed_on": on, "signatory": report.signatory,
            "job_title": report.job_title, "authority": report.authority,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = (
            f"Chỉ ghi phần số, như trên bản giấy. Số liền sau số lớn nhất đã ghi ở đây là {next_number(report, on)}; "
            "văn thư cấp số nào thì ghi số ấy, cách quãng không sao."
        )
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "version", "key", Row("number", "signed_on"), Row("signatory", "job_title"), "authority", "signed_copy",
            "is_not_secret", "differs", "is_held_known", Submit("save", "Ghi nhận đã ký", css_class="btn-main"),
        )  # fmt: skip
        if not has_held:
            del self.fields["is_held_known"]
            self.helper.layout.remove("is_held_known")

    def clean_number(self) -> str:
        try:
            number, sign = split_number(self.cleaned_data["number"])
        except UnreadableNumber as error:
            raise forms.ValidationError("Ghi phần số, ví dụ 12 hoặc 112a.") from error
        if sign and not same_sign(sign, self._sign()):
            raise forms.ValidationError(
                f"Ký hiệu “{sign}” không phải của báo cáo này (số …{self._sign()}). Hãy xem lại, hoặc chỉ ghi phần số."
            )
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("differs") == "yes" and not cleaned.get("signed_copy") and "signed_copy" not in self.errors:
            self.add_error("signed_copy", "Bản đã ký khác bản hệ thống thì phải đính kèm bản đã ký.")
        self._check_far_day(cleaned)
        _check_not_secret(self, cleaned)
        return cleaned

    def given(self) -> dict[str, Any]:
        """What `services.sign_report` takes."""
        ticks = {"is_not_secret", "is_day_checked", "is_held_known"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in ticks}
        return {**values, "differs": values["differs"] == "yes"}

    def _check_far_day(self, cleaned: dict[str, Any]) -> None:
        """Ask once more about a day long ago: it is frozen with the report, and its layout and series follow it."""
        day = cleaned.get("signed_on")
        if day is None or day >= self.on - FAR:
            return
        self.helper.layout.insert(self.helper.layout.index("authority"), "is_day_checked")
        if not cleaned.get("is_day_checked"):
            self.add_error(
                "is_day_checked",
                f"Ngày ký {day:%d/%m/%Y} đã qua {(self.on - day).days} ngày. Ngày này không sửa được sau khi ghi nhận; "
                "hãy xem lại bản giấy, đúng thì đánh dấu ở đây.",
            )

    def _sign(self) -> str:
        """What stands behind the number on this report: "-BC/ĐU"."""
        issuer = self.report.issuer
        form = profile_for(issuer.regime, self.on).number_form
        return form.format(number="|", type_code=composing.TYPE_CODE, symbol=issuer.symbol).rpartition("|")[2]


class SignedCopyForm(forms.Form):
    """One more copy of a report that is signed."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    signed_copy = SignedCopyField(label="Bản đã ký")
    differs = forms.ChoiceField(
        label="Bản này có khác bản hệ thống không?", choices=_DIFFERS, widget=forms.RadioSelect, initial="no"
    )
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)
    is_not_secret = forms.BooleanField(label=_NO_MARK, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs["initial"] = {"key": uuid4()}
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "key", "signed_copy", "is_not_secret", "differs", "note", Submit("save", "Đính kèm", css_class="btn-main")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        _check_not_secret(self, cleaned)
        return cleaned

    def given(self) -> dict[str, Any]:
        """What `services.receive_copy` takes."""
        values = self.cleaned_data
        return {
            "key": values["key"], "file": values["signed_copy"], "differs": values["differs"] == "yes",
            "note": values["note"],
        }  # fmt: skip


class ReturnForm(forms.Form):
    """Why a report at signature goes back to its draft."""

    version = VersionField()
    reason = forms.CharField(
        label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: bổ sung số liệu mục II.2; sửa tên người ký.",
    )  # fmt: skip

    def __init__(self, *args: Any, report: Report, **kwargs: Any):
        kwargs["initial"] = {"version": report.version}
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("version", "reason", Submit("save", "Trả về dự thảo", css_class="btn-main"))


class HandUpForm(forms.Form):
    """Which report owed to a superior this one is, and a word to go with it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    submission = forms.ModelChoiceField(
        label="Nộp cho kỳ báo cáo", queryset=Submission.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    note = forms.CharField(
        label="Lời kèm theo", max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, open_ones: Any, **kwargs: Any):
        kwargs["initial"] = {"key": uuid4(), "submission": open_ones[0].pk if open_ones else None}
        super().__init__(*args, **kwargs)
        field = self.fields["submission"]
        field.queryset = Submission.objects.filter(pk__in=[one.pk for one in open_ones]).for_list()  # type: ignore[attr-defined]
        field.label_from_instance = _owed_in_words  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.layout = Layout("key", "submission", "note", Submit("save", "Gửi cấp trên", css_class="btn-main"))


def _owed_in_words(submission: Submission) -> str:
    period = submission.period
    due = f", hạn nộp {period.due_on:%d/%m/%Y}" if period.due_on else ""
    return f"{period.label} – {period.plan.short_name} của {period.plan.issuer}{due}"


def _check_not_secret(form: forms.Form, cleaned: dict[str, Any]) -> None:
    if cleaned.get("signed_copy") and not cleaned.get("is_not_secret"):
        form.add_error("is_not_secret", "Hãy đánh dấu xác nhận. Hệ thống không được nhận tài liệu mật.")
