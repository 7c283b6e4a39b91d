"""Forms of people, roles and accounts."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Field, Row
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from orgs.forms.fields import DayField, PersonField, UnitPickerField, VersionField
from orgs.forms.units import helper
from orgs.models import Role, Unit, User
from orgs.permissions import can_give_role

ROLE_WORDS = {
    Role.REPORTER: "đơn vị: trả lời việc của đơn vị",
    Role.OFFICER: "văn phòng: nhập kế hoạch, giao việc, tiếp nhận",
    Role.LEADER: "lãnh đạo: xem tình hình, báo cáo",
    Role.ADMIN: "quản trị: đơn vị, nhóm, người dùng",
}


class PersonForm(forms.ModelForm):
    version = VersionField()

    class Meta:
        model = User
        fields = ["version", "full_name", "job_title", "phone", "email"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = helper(
            "Lưu", Field("full_name", autofocus=True), "job_title", Row(Column("phone"), Column("email"))
        )


class MailForm(forms.ModelForm):
    """Whether a person wants to be reminded by e-mail, and where."""

    version = VersionField()

    class Meta:
        model = User
        fields = ["version", "email", "wants_mail"]
        labels = {"wants_mail": "Nhận thư nhắc việc (mỗi ngày nhiều nhất một thư)"}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = helper("Lưu", "email", "wants_mail")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("wants_mail") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "Hãy ghi địa chỉ thư điện tử để nhận thư nhắc việc.")
        return cleaned


class UserCreateForm(PersonForm):
    """A person of one unit, with a first role."""

    version = None  # there is nothing yet to write over
    role = forms.ChoiceField(label="Vai trò")

    class Meta(PersonForm.Meta):
        fields = ["full_name", "username", "job_title", "phone", "email"]
        help_texts = {"username": "Để trống thì máy đặt theo họ tên."}

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["username"].required = False
        self.fields["role"].choices = [(role.value, ROLE_WORDS[role]) for role in ROLE_WORDS if role in roles]
        self.helper = helper(
            "Tạo tài khoản, in phiếu",
            Field("full_name", autofocus=True),
            "role",
            Row(Column("username"), Column("job_title")),
            Row(Column("phone"), Column("email")),
        )

    def clean_username(self) -> str:
        return " ".join(self.cleaned_data["username"].split()).lower()


class RoleForm(forms.Form):
    """One more role for a person, in a unit the user may speak for."""

    unit = UnitPickerField(label="Đơn vị")
    role = forms.ChoiceField(label="Vai trò", choices=[(role.value, words) for role, words in ROLE_WORDS.items()])

    def __init__(self, *args: Any, user: User, person: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user, self.person = user, person
        self.fields["unit"].queryset = Unit.objects.visible_to(user)
        self.fields["unit"].look_around(user.home_unit())
        self.helper = helper("Giao vai trò", "unit", "role")

    def clean(self) -> dict[str, Any]:
        unit, role = self.cleaned_data.get("unit"), self.cleaned_data.get("role")
        if unit and role and not can_give_role(self.user, self.person, unit, role):
            self.add_error("role", f"Đồng chí không được giao vai trò này ở {unit}.")
        return self.cleaned_data


class HandOverForm(forms.Form):
    to_user = PersonField(label="Người nhận bàn giao", help_text="Gõ tên đăng nhập hoặc họ tên.")
    on = DayField(label="Từ ngày")
    disable = forms.BooleanField(label="Ngừng tài khoản của người bàn giao", required=False)

    def __init__(self, *args: Any, from_user: User, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.from_user, self.user = from_user, user
        self.fields["to_user"].queryset = User.objects.visible_to(user).filter(is_active=True).exclude(pk=from_user.pk)
        self.helper = helper("Bàn giao", Field("to_user", autofocus=True), "on", "disable")

    def clean_to_user(self) -> User:
        """Nobody passes to another, or to himself, what he may not give him outright."""
        to_user, held = self.cleaned_data["to_user"], self.from_user.current_memberships()
        if not all(can_give_role(self.user, to_user, passed.unit, passed.role) for passed in held):
            raise ValidationError(f"Đồng chí không được giao các vai trò này cho {to_user}.")
        return to_user


class LoginForm(AuthenticationForm):
    """The name is taken without capitals, so that failures under "VanPhong" count for "vanphong"."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại; quên mật khẩu thì liên hệ văn phòng.",
        "inactive": "Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại; quên mật khẩu thì liên hệ văn phòng.",
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"
        self.helper = helper("Đăng nhập", "username", "password")
        self.helper.form_tag = self.helper.form_show_errors = False

    def clean_username(self) -> str:
        return self.cleaned_data["username"].strip().lower()


class OwnPasswordForm(PasswordChangeForm):
    """Wrong guesses at the old password count as those at signing in: an open page is no way around the lock."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": "Mật khẩu hiện tại không đúng.",
        "password_mismatch": "Hai lần gõ mật khẩu mới không giống nhau.",
    }

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request = request
        labels = {
            "old_password": "Mật khẩu hiện tại",
            "new_password1": "Mật khẩu mới",
            "new_password2": "Gõ lại mật khẩu mới",
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields[
            "new_password1"
        ].help_text = "Ít nhất 10 ký tự, không phải mật khẩu hay gặp. Một câu ngắn dễ nhớ là tốt nhất."
        self.fields["new_password2"].help_text = ""
        self.helper = helper("Đổi mật khẩu", *labels)

    def clean_old_password(self) -> str:
        password = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.username, password=password) is None:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return password

    def validate_password_for_user(self, user: User, *below: str) -> None:
        """What is wrong with the new password stands below it, not below its repetition."""
        super().validate_password_for_user(user, "new_password1")

    def clean_new_password1(self) -> str:
        """A first password, which the office has seen too, is not chosen again."""
        password = self.cleaned_data["new_password1"]
        if password == self.cleaned_data.get("old_password"):
            raise ValidationError("Mật khẩu mới phải khác mật khẩu hiện tại.")
        return password
