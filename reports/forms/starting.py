"""The page on which a report is begun: what it is about, which time, which outline; the rest is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from orgs.forms.fields import DayField, OfficeField, TickedField, VersionField
from orgs.models import Unit, User
from plans.importing.source import UnreadableFile
from plans.models import Plan, ReportingCalendar, ReportingRule
from plans.permissions import offices_of
from reports.models import ReportKind, ReportOutline, ReportSpan
from reports.outlines import SectionPlan, UnreadableOutline, read_outline
from reports.paper import copies_last
from reports.timespans import Timespan, likely, timespans, title
from reports.usual_outlines import BY_PLAN, USUAL, usual, usual_for

CALENDARS = {"YEAR": "năm dương lịch", "STATE": "năm báo cáo của Nhà nước (15/12 đến 14/12)"}
OTHER, PASTED = "OTHER", "pasted"
_STILL = "Mẫu thường dùng cho loại báo cáo này"


class ReportStartForm(forms.Form):
    """What a new report is. Days and abstract left blank are proposed; `was` is what was proposed before."""

    kind = forms.ChoiceField(label="Loại báo cáo", choices=ReportKind, initial=ReportKind.INTERIM)
    plans = TickedField(
        label="Kế hoạch", queryset=Plan.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một kế hoạch."},
    )  # fmt: skip
    timespan = forms.ChoiceField(label="Khoảng thời gian", required=False)
    calendar = forms.ChoiceField(label="Cách tính năm", choices=CALENDARS, required=False, initial="YEAR")
    starts_on = DayField(label="Số liệu từ ngày", required=False)
    ends_on = DayField(label="Số liệu đến ngày", required=False)
    abstract = forms.CharField(
        label="Trích yếu", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Dòng viết dưới chữ BÁO CÁO. Máy đề nghị theo lựa chọn ở trên; đồng chí sửa lại nếu cần.",
    )  # fmt: skip
    outline = forms.ChoiceField(label="Đề cương", required=False)
    pasted = forms.CharField(
        label="Đề cương của cấp trên", max_length=50_000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Dán nguyên văn, mỗi mục một dòng, giữ số mục (I, 1, a…). Lời hướng dẫn dưới mục được giữ để"
        " tham khảo khi viết, không in.",
    )  # fmt: skip
    was = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1200)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today, self.offices = today, offices_of(user)
        self.initial["key"] = self.initial.get("key") or uuid4()
        self.committee = self._chosen_committee()
        if len(self.offices) > 1:
            self.fields["issuer"] = OfficeField(
                label="Cơ quan ban hành", offices=self.offices, initial=self.committee.pk
            )
            self.order_fields(["issuer"])
        self.handed_out = list(Plan.objects.handed_out().filter(issuer=self.committee).for_list())
        plans = cast("TickedField", self.fields["plans"])
        plans.error_messages["invalid_choice"] = f"Chỉ chọn kế hoạch của {self.committee}."
        plans.queryset = Plan.objects.handed_out().filter(issuer=self.committee).for_list()
        if len(self.handed_out) == 1:
            self.initial.setdefault("plans", [self.handed_out[0].pk])
        self.initial.setdefault("calendar", self._usual_calendar())
        self.timespans = timespans(today, is_state=self._said("calendar") == "STATE", stages=self._stages())
        spans = [(one.key, one.label) for one in self.timespans]
        self._field("timespan").choices = [*spans, (OTHER, "Khoảng khác, ghi ngày ở dưới")]
        self._field("outline").choices = self._outlines()
        self.initial.setdefault("timespan", likely(self.timespans, self._said("kind"), today).key)
        if not self.is_bound and "was" not in self.initial:
            self.initial |= {name: said for name, said in self.proposal().items() if name not in self.initial}

    def proposal(self) -> dict[str, Any]:
        """Time, days and abstract as they follow from the other choices; what was chosen or typed by hand stays.

        `was` says of a time only whether it is our proposal: once a person has chosen one it names none.
        """
        names = ("timespan", "starts_on", "ends_on", "abstract")
        before = dict(zip(names, str(self._said("was")).split("|", 3), strict=False))
        timespan = self._timespan()
        is_chosen = self.is_bound and (timespan.span == OTHER or timespan.key != before.get("timespan"))
        if self.is_bound and not is_chosen:
            timespan = likely(self.timespans, self._said("kind"), self.today)
        proposed = {"timespan": timespan.key if timespan.span != OTHER else OTHER, **self._follows(timespan)}
        typed = {name: str(self.data.get(name) or "") for name in names[1:]} if self.is_bound else {}
        kept = {name: said for name, said in typed.items() if said and said != before.get(name, "")}
        was = {**proposed, "timespan": ""} if is_chosen else proposed
        return {**proposed, **kept, "was": "|".join(was.values())}

    def _follows(self, timespan: Timespan) -> dict[str, str]:
        """Days and abstract of a report on that time; blank where they do not follow."""
        abstracts = [plan.document.abstract for plan in self.handed_out if str(plan.pk) in self._ticked()]
        is_named = timespan.span != OTHER
        return {
            "starts_on": f"{timespan.start:%d/%m/%Y}" if is_named else "",
            "ends_on": f"{timespan.end:%d/%m/%Y}" if is_named else "",
            "abstract": title(self._said("kind"), timespan, abstracts) if abstracts else "",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        timespan = self._timespan()
        if timespan.span != OTHER:
            cleaned["starts_on"] = cleaned.get("starts_on") or timespan.start
            cleaned["ends_on"] = cleaned.get("ends_on") or timespan.end
        for name in ("starts_on", "ends_on"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "Hãy ghi ngày, vì không chọn quý, 6 tháng, năm hay giai đoạn.")
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "Ngày cuối của số liệu phải sau ngày đầu.")
        cleaned["abstract"] = self._titled(timespan, cleaned)
        if not cleaned["abstract"] and "plans" not in self.errors:
            self.add_error("abstract", "Hãy ghi trích yếu.")
        cleaned["sections"] = self._read_outline(cleaned)
        return cleaned

    def _titled(self, timespan: Timespan, cleaned: dict[str, Any]) -> str:
        """The abstract that was typed; one that we proposed follows the days, where others were typed."""
        typed = (cleaned.get("abstract") or "").strip()
        if typed and typed != self._follows(timespan)["abstract"]:
            return typed
        days = cleaned.get("starts_on"), cleaned.get("ends_on")
        return self._follows(timespan.between(*days) if all(days) else timespan)["abstract"]

    def report(self) -> dict[str, Any]:
        """What services.create_report takes."""
        said = self.cleaned_data
        latest = max(said["plans"], key=lambda plan: plan.document.issued_on or date.min)
        return {
            "issuer": self.committee, "kind": said["kind"], "span": self._timespan().span, "plans": said["plans"],
            "starts_on": said["starts_on"], "ends_on": said["ends_on"], "abstract": said["abstract"],
            "place": self.committee.place, "job_title": latest.signatory_title, "signatory": latest.signatory_name,
            "recipients": copies_last(latest.recipients), "outline": said["sections"],
            "by_plan": said["outline"] == BY_PLAN, "key": said["key"],
        }  # fmt: skip

    def _read_outline(self, cleaned: dict[str, Any]) -> list[SectionPlan] | None:
        chosen = cleaned.get("outline") or (PASTED if (cleaned.get("pasted") or "").strip() else "")
        try:
            return read_outline(self._outline_text(chosen, cleaned))
        except (UnreadableOutline, UnreadableFile) as refusal:
            self.add_error("pasted" if chosen == PASTED else "outline", str(refusal))
            return None

    def _outline_text(self, chosen: str, cleaned: dict[str, Any]) -> str:
        if chosen == PASTED:
            return cleaned.get("pasted") or ""
        if own := next((one for one in self.own if f"own-{one.pk}" == chosen), None):
            return own.text
        return (usual(chosen) or usual_for(cleaned.get("kind", ReportKind.INTERIM), self._timespan().span)).text

    def _outlines(self) -> list[tuple[str, Any]]:
        self.own = list(ReportOutline.objects.filter(committee=self.committee))
        own = [(f"own-{one.pk}", one.name) for one in self.own]
        groups = [("", _STILL), ("Mẫu có sẵn", [(one.key, one.name) for one in USUAL])]
        groups += [("Mẫu của cơ quan", own)] if own else []
        return [*groups, (PASTED, "Đề cương của cấp trên, dán ở dưới")]

    def _timespan(self) -> Timespan:
        chosen = self.data.get("timespan") if self.is_bound else self.initial.get("timespan")
        found = next((one for one in self.timespans if one.key == chosen), None)
        return found or Timespan(ReportSpan.OTHER, self.today, self.today)

    def _stages(self) -> list[tuple[date, date]]:
        return [(plan.starts_on, plan.ends_on) for plan in self.handed_out if plan.starts_on and plan.ends_on]

    def _usual_calendar(self) -> str:
        rule = ReportingRule.objects.filter(committee=self.committee).first()
        return "STATE" if rule and rule.calendar == ReportingCalendar.STATE_YEAR else "YEAR"

    def _chosen_committee(self) -> Unit:
        wanted = str(self.data.get("issuer", "")) or str(self.initial.get("issuer", ""))
        return next((unit for unit in self.offices if str(unit.pk) == wanted), self.offices[0])

    def _said(self, name: str) -> Any:
        """What was sent for a field, else what it begins with."""
        said = self.data.get(name) if self.is_bound else None
        return said if said else self.initial.get(name) or self.fields[name].initial or ""

    def _ticked(self) -> set[str]:
        ticked = self.data.getlist("plans") if self.is_bound else self.initial.get("plans", [])  # type: ignore[attr-defined]
        return {str(one) for one in ticked}

    def _field(self, name: str) -> forms.ChoiceField:
        return cast("forms.ChoiceField", self.fields[name])


class OutlineForm(forms.ModelForm):
    """An outline of a committee's own, as indented lines; of a new one it is asked for which of several `offices`."""

    version = VersionField(required=False)

    class Meta:
        model = ReportOutline
        fields = ["name", "kind", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 22, "spellcheck": "false"})}

    def __init__(self, *args: Any, offices: Sequence[Unit] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offices = offices
        if len(offices) > 1:
            self.fields["committee"] = OfficeField(label="Của cơ quan", offices=offices)
            self.order_fields(["committee"])
        self.fields["version"].initial = self.instance.version
        self.fields["kind"].required = False
        self.fields["kind"].choices = [("", "Loại nào cũng được"), *ReportKind.choices]  # type: ignore[attr-defined]
        self.fields["text"].help_text = "Mỗi mục một dòng; mục con lùi vào hai dấu cách."

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            read_outline(text)
        except (UnreadableOutline, UnreadableFile) as refusal:
            raise ValidationError(str(refusal)) from refusal
        return text

    def committee(self) -> Unit:
        """For whom a valid form keeps the outline."""
        chosen = self.cleaned_data.get("committee", str(self.offices[0].pk))
        return next(unit for unit in self.offices if str(unit.pk) == chosen)
