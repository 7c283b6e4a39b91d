"""People who sign in, and the roles they hold in units."""

from __future__ import annotations

import re
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from orgs.models.journal import JournalEntry
from orgs.models.units import Unit, last_path_below
from orgs.text import fold, sort_key


class Role(models.TextChoices):
    """What a person does in a unit (DESIGN §2)."""

    OFFICER = "OFFICER", "văn phòng"
    REPORTER = "REPORTER", "đơn vị"
    LEADER = "LEADER", "lãnh đạo"
    ADMIN = "ADMIN", "quản trị"


class UserQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> UserQuerySet:
        """Himself, and people of units he administers, or whose work he reads as office or leader.

        Who has lost every role stays with the administrators of the units where he had them.
        """
        administered = Unit.objects.administered_by(user)
        readable = Unit.objects.readable_by(user, Role.OFFICER, Role.LEADER)
        told = JournalEntry.objects.filter(object_type="user", object_id=OuterRef("pk"), unit__in=administered)
        return self.filter(
            Q(pk=user.pk)
            | Q(pk__in=Membership.objects.filter(Q(unit__in=administered) | Q(unit__in=readable)).values("user"))
            | Q(Exists(told), ~Exists(Membership.objects.filter(user=OuterRef("pk"))))
        )

    def in_units(self, units: models.QuerySet, *, role: str = "") -> UserQuerySet:
        """Who holds a role, or that very role, in one of the units."""
        held = Membership.objects.filter(unit__in=units)
        return self.filter(pk__in=(held.filter(role=role) if role else held).values("user"))

    def named(self, text: str) -> UserQuerySet:
        return self.filter(*[Q(search_key__contains=word) for word in fold(text).split()])

    def without_password(self) -> UserQuerySet:
        """Accounts that came from a workbook and were given no password yet."""
        return self.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def for_list(self) -> UserQuerySet:
        return self.prefetch_related("memberships__unit").order_by("sort_key", "username")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> User:
        """Names are looked up without regard to case, as people type them."""
        return self.get(username=(username or "").strip().lower())

    def with_roles(self, pk: int) -> User | None:
        """A person together with the roles held: one query, two of somebody who holds none."""
        held = list(Membership.objects.filter(user=pk).select_related("user", "unit__committee"))
        if not held:
            return self.filter(pk=pk).first()
        user = held[0].user
        user._memberships = held
        return user


class User(AbstractBaseUser):
    """A person with an account (người dùng). Never deleted, only disabled, so that history keeps its author."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=100)
    job_title = models.CharField("chức vụ", max_length=120, blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    wants_mail = models.BooleanField("nhận thư nhắc việc", default=False)
    is_active = models.BooleanField("đang dùng", default=True)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    version = models.PositiveIntegerField(default=0)
    search_key = models.TextField(editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"

    def __str__(self) -> str:
        return self.full_name or self.username

    def clean(self) -> None:
        """Django's check of addresses lets control characters and quotes pass, which no mail server here takes."""
        super().clean()
        if re.search(r'[\x00-\x20\x7f"]', self.email):
            raise ValidationError({"email": "Địa chỉ thư điện tử không hợp lệ."})

    def get_absolute_url(self) -> str:
        return reverse("orgs:user_detail", args=[self.pk])

    @property
    def dialed(self) -> str:
        """The telephone number as a link dials it: digits only, of the first number where there are two."""
        first = re.split(r"[;,/]| - ", self.phone, maxsplit=1)[0]
        return ("+" if first.strip().startswith("+") else "") + re.sub(r"\D", "", first)

    def set_keys(self) -> None:
        self.search_key = fold(f"{self.full_name} {self.username} {self.job_title}")
        self.sort_key = sort_key(" ".join([*self.full_name.split()[-1:], self.full_name]))[:400]

    def current_memberships(self) -> list[Membership]:
        """Roles held, with their units: one query a request, however often it is asked."""
        if not hasattr(self, "_memberships"):
            self._memberships = list(self.memberships.select_related("unit__committee"))
        return self._memberships

    def forget_memberships(self) -> None:
        """Read the roles again when next asked, after they were changed."""
        self.__dict__.pop("_memberships", None)

    def roles(self) -> set[Role]:
        return {Role(membership.role) for membership in self.current_memberships()}

    def units_as(self, *roles: str) -> list[Unit]:
        """The units in which this person holds one of the roles."""
        return [m.unit for m in self.current_memberships() if m.role in roles]

    def holds(self, role: str, unit: Unit) -> bool:
        """Whether this person holds `role` in that very unit."""
        return any(m.role == role and m.unit_id == unit.pk for m in self.current_memberships())

    def administers(self, unit: Unit) -> bool:
        """Whether `unit` lies in a subtree of which this person is administrator."""
        return any(home.path <= unit.path <= last_path_below(home.path) for home in self.units_as(Role.ADMIN))

    def home_unit(self) -> Unit | None:
        """The unit named in the frame: the first one held."""
        memberships = self.current_memberships()
        return memberships[0].unit if memberships else None


class MembershipQuerySet(models.QuerySet):
    def of_unit(self, unit: Unit, *, seen_by: User) -> MembershipQuerySet:
        """The roles held in that very unit by people whom `seen_by` may see, person by person."""
        shown = self.filter(unit=unit, user__in=User.objects.visible_to(seen_by))
        return shown.select_related("user").order_by("user__sort_key", "user", "role")


class Membership(models.Model):
    """One role of one person in one unit (vai trò)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="người dùng")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=10, choices=Role)
    since = models.DateField("từ ngày", default=date.today)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user", "unit__path", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                name="membership_is_held_once",
                violation_error_message="Người này đã có vai trò đó trong đơn vị.",
            )
        ]
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.unit}"
