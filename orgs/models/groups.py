"""Groups of units as plans name them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from orgs.matching import expand
from orgs.models.units import Unit, UnitQuerySet, search_key

if TYPE_CHECKING:
    from orgs.models.people import User


class UnitGroupQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> UnitGroupQuerySet:
        """Groups owned by units whose names `user` may look up."""
        return self.filter(owner__in=Unit.objects.visible_to(user))

    def administered_by(self, user: User) -> UnitGroupQuerySet:
        return self.filter(owner__in=Unit.objects.administered_by(user))

    def named(self, text: str) -> UnitGroupQuerySet:
        return self.filter(*[Q(search_key__contains=word) for word in expand(text).split()])

    def holding(self, unit: Unit, on: date) -> UnitGroupQuerySet:
        """Groups to which the unit belongs on that day."""
        held = GroupMembership.objects.on(on).filter(unit=unit)
        return self.filter(pk__in=held.values("group")).select_related("owner")

    def for_list(self, on: date) -> UnitGroupQuerySet:
        """With their owners and `member_count`, the number of units that belong to each on that day."""
        current = Q(memberships__in=GroupMembership.objects.on(on))
        counted = self.annotate(member_count=models.Count("memberships", filter=current))
        return counted.select_related("owner").order_by("owner__path", "name")


class UnitGroup(models.Model):
    """A collective that plans give work to (nhóm đơn vị): "Các tổ chức đảng trực thuộc Đảng ủy".

    Expanded into its members of the day when a plan is issued (DOMAIN.md §6.4).
    """

    owner = models.ForeignKey(Unit, models.PROTECT, related_name="groups", verbose_name="của cấp ủy, ủy ban")
    name = models.CharField("tên nhóm", max_length=200)
    other_names = models.JSONField("tên gọi khác", default=list, blank=True)
    units = models.ManyToManyField(Unit, through="GroupMembership", related_name="member_of", verbose_name="đơn vị")
    version = models.PositiveIntegerField(default=0)
    search_key = models.TextField(editable=False)

    objects = UnitGroupQuerySet.as_manager()

    class Meta:
        ordering = ["owner", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="group_name_is_unique_for_its_owner",
                violation_error_message="Đã có nhóm mang tên này.",
            )
        ]
        verbose_name = "nhóm đơn vị"
        verbose_name_plural = "nhóm đơn vị"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("orgs:group_detail", args=[self.pk])

    def set_keys(self) -> None:
        self.search_key = search_key([self.name, *self.other_names])

    def names(self) -> list[str]:
        return [self.name, *self.other_names]

    def members_on(self, day: date) -> UnitQuerySet:
        """The units that belong to the group, and exist, on that day, in print order."""
        current = GroupMembership.objects.on(day).filter(group=self)
        return Unit.objects.valid(day).filter(pk__in=current.values("unit")).in_print_order()


class GroupMembershipQuerySet(models.QuerySet):
    def on(self, day: date) -> GroupMembershipQuerySet:
        """Those that hold on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )


class GroupMembership(models.Model):
    """A unit's time in a group: from `valid_from`, and no longer on `valid_to`."""

    group = models.ForeignKey(UnitGroup, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="group_memberships")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "unit", "valid_from"], name="unit_joins_a_group_once_a_day")
        ]
        verbose_name = "thành viên nhóm"
        verbose_name_plural = "thành viên nhóm"

    def __str__(self) -> str:
        return f"{self.group} · {self.unit}"
