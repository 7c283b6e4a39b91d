"""Forms of units and groups."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Fieldset, Layout, Row, Submit
from django import forms

from orgs.forms.fields import DayField, LinesField, TickedField, UnitPickerField, VersionField
from orgs.models import Unit, UnitGroup, User


def helper(button: str, *layout: Any) -> FormHelper:
    """A form in one column, ending in its one red button."""
    made = FormHelper()
    made.render_hidden_fields = True
    made.layout = Layout(*layout, Submit("save", button, css_class="btn-main"))
    return made


class UnitForm(forms.ModelForm):
    """What a unit is; its place in the tree has a page of its own."""

    version = VersionField()
    other_names = LinesField(
        label="Tên gọi khác, viết tắt",
        required=False,
        help_text="Mỗi dòng một tên, như kế hoạch hay viết: “HĐND phường”, “MTTQ phường”.",
    )

    class Meta:
        model = Unit
        fields = [
            "version", "name", "other_names", "kind", "level", "is_committee", "phone",
            "regime", "symbol", "place", "paper_superior", "paper_name", "term_from", "term_to", "valid_from",
        ]  # fmt: skip
        field_classes = dict.fromkeys(("term_from", "term_to", "valid_from"), DayField)
        help_texts = {
            "is_committee": "Cấp ủy, ủy ban có văn phòng riêng. Cấp trên không xem việc nội bộ của đơn vị này.",
            "place": "Ghi trước ngày tháng trên văn bản: “Quy Nhơn”.",
            "paper_superior": "Dòng trên của góc trái văn bản: “Đảng bộ tỉnh Gia Lai”.",
            "paper_name": "Dòng đậm của góc trái văn bản: “Đảng ủy phường Quy Nhơn”.",
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["version"]  # there is nothing yet to write over
        self.helper = helper(
            "Lưu đơn vị",
            Field("name", autofocus=True),
            "other_names",
            Row(Column("kind"), Column("level")),
            "phone",
            "is_committee",
            Fieldset(
                "Ghi trên văn bản",
                Row(Column("regime"), Column("symbol"), Column("place")),
                "paper_superior",
                "paper_name",
            ),
            Fieldset("Thời gian", Row(Column("term_from"), Column("term_to"), Column("valid_from"))),
        )


class UnitMoveForm(forms.Form):
    parent = UnitPickerField(label="Đơn vị cấp trên mới", help_text="Mọi đơn vị trực thuộc đi theo.")

    def __init__(self, *args: Any, unit: Unit, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Unit.objects.administered_by(user)
        self.fields["parent"].look_around(unit)
        self.helper = helper("Chuyển đơn vị", "parent")


class UnitEndForm(forms.Form):
    on = DayField(label="Ngày làm việc cuối cùng")
    successor = UnitPickerField(
        label="Đơn vị kế thừa", required=False, help_text="Nhận tiếp việc còn dở. Để trống nếu không có."
    )

    def __init__(self, *args: Any, unit: Unit, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = Unit.objects.administered_by(user).exclude(pk=unit.pk)
        self.fields["successor"].look_around(unit)
        self.helper = helper("Kết thúc hoạt động", "on", "successor")


class UnitOrderForm(forms.Form):
    """A number for each child; equal numbers keep the order they had."""

    def __init__(self, *args: Any, children: list[Unit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.children = children
        for place, child in enumerate(children, start=1):
            field = forms.IntegerField(label=child.name, initial=place, min_value=0, max_value=99_999)
            field.widget.attrs.update({"class": "form-control", "inputmode": "numeric"})
            self.fields[f"place_{child.pk}"] = field

    def rows(self) -> list[tuple[Unit, forms.BoundField]]:
        return [(child, self[f"place_{child.pk}"]) for child in self.children]

    def order(self) -> list[int]:
        """The ids of the children in the wanted order."""
        return [c.pk for c in sorted(self.children, key=lambda child: self.cleaned_data[f"place_{child.pk}"])]


class GroupForm(forms.ModelForm):
    version = VersionField()
    other_names = LinesField(label="Tên gọi khác", required=False, help_text="Mỗi dòng một tên, như kế hoạch hay viết.")

    class Meta:
        model = UnitGroup
        fields = ["version", "name", "other_names"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["version"]  # there is nothing yet to write over
        self.helper = helper("Lưu nhóm", Field("name", autofocus=True), "other_names")


class GroupMembersForm(forms.Form):
    """The members, ticked; `offered` are the units that the page shows."""

    version = VersionField()
    units = TickedField(
        label="Đơn vị trong nhóm", queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: list[Unit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in offered]).in_print_order()
        self.helper = helper("Lưu thành viên", "units")
