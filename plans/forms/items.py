"""A paragraph of a plan, who does it, by when, and what it aims at: one form, one button."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory, modelformset_factory

from orgs.forms.fields import INCOMPLETE, VersionField, capitalized
from orgs.models import Unit, UnitGroup
from orgs.text import whole_number
from plans.forms.naming import NamedField, Scope, look_up
from plans.forms.targets import TargetValueField
from plans.models import Assignee, ItemKind, Origin, PlanItem, Target
from plans.services.duties import LONGEST_WORDING, Wording
from plans.services.outline import Duties

MANY = 60


class ItemForm(forms.ModelForm):
    """The words of a paragraph. `is_child` says where a new one goes."""

    version = VersionField()
    is_child = forms.TypedChoiceField(
        label="Vị trí", required=False, coerce=lambda value: value == "child", empty_value=False,
        choices=[("", "Ngang cấp, ngay sau mục này"), ("child", "Là mục con của mục này")],
    )  # fmt: skip

    class Meta:
        model = PlanItem
        fields = ["label_text", "text", "kind"]
        labels = {"label_text": "Số mục", "text": "Nội dung", "kind": "Loại"}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = capitalized(ItemKind.choices)
        if self.instance.pk:
            del self.fields["is_child"]

    def words(self) -> dict[str, Any]:
        """What services.outline takes."""
        return {name: self.cleaned_data[name] for name in ("label_text", "text", "kind")}


class AssigneeForm(forms.ModelForm):
    """Who does it. `text` keeps the name as the document writes it; `who` says whom that is."""

    who = NamedField(label="Đơn vị, nhóm", may_stay_open=True)
    via = NamedField(label="Báo cáo qua", required=False, groups=False)

    class Meta:
        model = Assignee
        fields = ["role", "acts", "product"]
        labels = {"acts": "Việc cụ thể", "product": "Sản phẩm"}

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any):
        super().__init__(*args, **kwargs)
        look_up(self.fields.values(), scope)
        row = self.instance
        if row.pk:
            self.initial |= {"who": row.unit or row.group or row.text, "via": row.via}

    def save(self, commit: bool = False) -> Assignee:
        row, who, via = self.instance, self.cleaned_data["who"], self.cleaned_data["via"]
        row.unit = who.target if isinstance(who.target, Unit) else None
        row.group = who.target if isinstance(who.target, UnitGroup) else None
        row.text = row.text or who.text[:300]
        row.via = via.target if via else None
        return super().save(commit=False)


class DeadlineForm(forms.Form):
    """A deadline as the document says it."""

    wording = forms.CharField(label="Thời hạn, như văn bản ghi", max_length=LONGEST_WORDING, required=False)
    assignee = forms.TypedChoiceField(label="Cho", required=False, empty_value=None)

    def __init__(self, *args: Any, assignees: list[Assignee], **kwargs: Any):
        super().__init__(*args, **kwargs)
        by_key = {str(row.pk): row for row in assignees}
        self.fields["assignee"].choices = [("", "cả mục"), *((key, row.text) for key, row in by_key.items())]
        self.fields["assignee"].coerce = by_key.get

    def clean_wording(self) -> str:
        return " ".join(self.cleaned_data["wording"].split())


class TargetForm(forms.ModelForm):
    """One target of the paragraph."""

    value = TargetValueField(label="Giá trị", required=False)

    class Meta:
        model = Target
        fields = ["text", "kind", "comparison", "value", "measure", "scope"]
        labels = {"text": "Chỉ tiêu", "measure": "Đơn vị tính"}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


AssigneeFormSet = modelformset_factory(
    Assignee, AssigneeForm, extra=1, can_delete=True, max_num=MANY, absolute_max=MANY
)
TargetFormSet = modelformset_factory(Target, TargetForm, extra=1, can_delete=True, max_num=MANY, absolute_max=MANY)
DeadlineFormSet = formset_factory(DeadlineForm, extra=1, can_delete=True, max_num=MANY, absolute_max=MANY)


class ItemBundle:
    """The form of a paragraph with the rows that stand beside it."""

    item_form: type[ItemForm] = ItemForm

    def __init__(self, data: Any = None, *, item: PlanItem, scope: Scope, initial: dict[str, Any] | None = None):
        assignees = Assignee.objects.filter(item=item.pk, origin=Origin.DUTY).select_related("unit", "group", "via")
        self.item = item
        self.asks_row = "more" in data if data else False
        if self.asks_row:
            data = _one_row_more(data)
        self.form = self.item_form(data, instance=item, initial=initial)
        self.assignees = AssigneeFormSet(
            data, queryset=assignees, prefix="who", form_kwargs={"scope": scope}, error_messages=INCOMPLETE
        )
        self.deadlines = DeadlineFormSet(
            data,
            initial=deadline_rows(item),
            prefix="when",
            form_kwargs={"assignees": list(assignees)},
            error_messages=INCOMPLETE,
        )
        self.targets = TargetFormSet(
            data, queryset=Target.objects.filter(item=item.pk), prefix="target", error_messages=INCOMPLETE
        )

    @property
    def sets(self) -> tuple[BaseFormSet, ...]:
        return self.assignees, self.deadlines, self.targets

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.sets)])

    def is_sent(self) -> bool:
        """Whether all was filled in well and is to be saved (and not just one more empty row asked for)."""
        return self.form.is_bound and not self.asks_row and self.is_valid()

    def version(self) -> int:
        return self.form.cleaned_data["version"]

    def is_child(self) -> bool:
        return self.form.cleaned_data["is_child"]

    def all_forms(self) -> list[forms.BaseForm]:
        return [self.form, *(row for rows in self.sets for row in rows.forms)]

    def duties(self) -> Duties:
        """What services.outline takes; nothing is saved here."""
        kept = [*self.assignees.save(commit=False), *self.targets.save(commit=False)]
        removed = [*self.assignees.deleted_objects, *self.targets.deleted_objects]
        gone = {row.pk for row in removed if isinstance(row, Assignee)}
        rows = [form.cleaned_data for form in self.deadlines if form.cleaned_data]
        typed = [row for row in rows if row.get("wording") and not row.get("DELETE")]
        wanted = [
            Wording(row["wording"], row["assignee"])
            for row in typed
            if row["assignee"] is None or row["assignee"].pk not in gone
        ]
        return Duties(kept=kept, removed=removed, deadlines=wanted)


def deadline_rows(item: PlanItem) -> list[dict[str, Any]]:
    """Each wording once, though it may state several deadlines."""
    rows = item.deadlines.all() if item.pk else []
    once = dict.fromkeys((row.wording, row.assignee_id) for row in rows)
    return [{"wording": wording, "assignee": assignee} for wording, assignee in once]


def _one_row_more(data: Any) -> Any:
    """What was sent, with an empty row added to the set that `more` names: the way without JavaScript."""
    more = data.copy()
    count = f"{data['more']}-TOTAL_FORMS"
    sent = whole_number(data.get(count, ""))
    if sent is not None and sent < MANY:
        more[count] = str(sent + 1)
    return more
