"""The tree of units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from orgs.matching import expand
from orgs.text import fold, sort_key

if TYPE_CHECKING:
    from orgs.models.people import User

NOTHING = Q(pk__in=[])
WORKING_ROLES = ("OFFICER", "REPORTER", "LEADER")


class Regime(models.TextChoices):
    """Whose rules of document format a unit follows (DOMAIN.md §1.1)."""

    PARTY = "PARTY", "Đảng"
    STATE = "STATE", "Nhà nước"


class Level(models.TextChoices):
    CENTRAL = "CENTRAL", "Trung ương"
    PROVINCE = "PROVINCE", "cấp tỉnh"
    DISTRICT = "DISTRICT", "cấp huyện (trước 7/2025)"
    COMMUNE = "COMMUNE", "cấp xã"
    GRASSROOTS = "GRASSROOTS", "cơ sở"


class UnitKind(models.TextChoices):
    """What a unit is (DOMAIN.md §6)."""

    PARTY_COMMITTEE = "PARTY_COMMITTEE", "cấp ủy"
    PARTY_BODY = "PARTY_BODY", "cơ quan tham mưu của cấp ủy"
    PARTY_CELL = "PARTY_CELL", "chi bộ, đảng bộ trực thuộc"
    COUNCIL = "COUNCIL", "Hội đồng nhân dân"
    PEOPLES_COMMITTEE = "PEOPLES_COMMITTEE", "Ủy ban nhân dân"
    DEPARTMENT = "DEPARTMENT", "sở, ban, ngành, phòng"
    FRONT = "FRONT", "Mặt trận Tổ quốc"
    MASS_ORGANIZATION = "MASS_ORGANIZATION", "tổ chức chính trị - xã hội"
    ARMED_FORCES = "ARMED_FORCES", "lực lượng vũ trang"
    MEDIA = "MEDIA", "báo, đài"
    SERVICE = "SERVICE", "đơn vị sự nghiệp"
    RESIDENTIAL = "RESIDENTIAL", "thôn, tổ dân phố, khu phố"
    OTHER = "OTHER", "khác"


def last_path_below(path: str) -> str:
    """Return the greatest path below `path`; with it a subtree is one index range on both databases."""
    return path + "Z" * 4


def search_key(names: Iterable[str]) -> str:
    """Return what is searched for names: each folded, as written and with its abbreviations in full."""
    return " | ".join(dict.fromkeys(form for name in names for form in (fold(name), expand(name))))


class UnitQuerySet(MP_NodeQuerySet):
    def under(self, unit: Unit) -> UnitQuerySet:
        """The unit and every unit below it."""
        return self.filter(path__gte=unit.path, path__lte=last_path_below(unit.path))

    def of(self, user: User) -> UnitQuerySet:
        """The units in whose work `user` has a part."""
        return self.filter(pk__in=[unit.pk for unit in user.units_as(*WORKING_ROLES)])

    def readable_by(self, user: User, *roles: str) -> UnitQuerySet:
        """Units whose whole work `user` may read: his, and those below without crossing a wall (DESIGN §5).

        With `roles`, only what these roles let him read. An administrator as such reads no work (TRUST.md §3).
        """
        wanted = NOTHING
        for membership in user.current_memberships():
            if membership.role not in (roles or WORKING_ROLES):
                continue
            home = membership.unit
            wanted |= Q(path__gte=home.path, path__lte=last_path_below(home.path), committee_id=home.committee_id)
        return self.filter(wanted)

    def administered_by(self, user: User) -> UnitQuerySet:
        """Every unit in the subtrees of which `user` is administrator."""
        wanted = NOTHING
        for unit in user.units_as("ADMIN"):
            wanted |= Q(path__gte=unit.path, path__lte=last_path_below(unit.path))
        return self.filter(wanted)

    def visible_to(self, user: User) -> UnitQuerySet:
        """Units whose page `user` may open: of his committees, below them, and what he administers."""
        wanted = NOTHING
        for membership in user.current_memberships():
            home = membership.unit.committee or membership.unit
            wanted |= Q(committee_id=home.pk) | Q(path__gte=home.path, path__lte=last_path_below(home.path))
        return self.filter(wanted | Q(pk__in=Unit.objects.administered_by(user).values("pk")))

    def nameable_by(self, user: User) -> UnitQuerySet:
        """Units whose name `user` may use in a plan: every unit of the trees he works in."""
        wanted = NOTHING
        for root_path in {membership.unit.path[: Unit.steplen] for membership in user.current_memberships()}:
            wanted |= Q(path__gte=root_path, path__lte=last_path_below(root_path))
        return self.filter(wanted)

    def valid(self, on: date) -> UnitQuerySet:
        """Units that exist on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )

    def named(self, text: str) -> UnitQuerySet:
        """Units whose name or other name contains every word of `text`, accents, case and abbreviations aside."""
        return self.filter(*[Q(search_key__contains=word) for word in expand(text).split()])

    def in_print_order(self) -> UnitQuerySet:
        """As printed: a unit, then what is below it. The tree keeps this order itself (services.reorder_units)."""
        return self.order_by("path")

    def near(self, unit: Unit) -> UnitQuerySet:
        """The bodies of the unit's committee, and the committees right below it."""
        below = Q(is_committee=True, path__gte=unit.path, path__lte=last_path_below(unit.path), depth=unit.depth + 1)
        return self.filter(Q(committee_id=unit.committee_id) | below)

    def without_reporter(self) -> UnitQuerySet:
        """Units for which nobody with an account in use reports, so that what they are asked waits for the office."""
        served = Unit.objects.filter(memberships__role="REPORTER", memberships__user__is_active=True)
        return self.exclude(pk__in=served.order_by().values("pk"))

    def for_list(self) -> UnitQuerySet:
        return self.select_related("committee").in_print_order()


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> UnitQuerySet:
        return UnitQuerySet(self.model, using=self._db).order_by("path")


class Unit(MP_Node):
    """A body that issues plans or answers for work (đơn vị, tổ chức đảng).

    Its parent is the body whose staff may read its whole work. A committee (cấp ủy, ủy ban) issues
    plans of its own and is a wall that superiors do not look over (DESIGN §2, §5).
    """

    name = models.CharField("tên đơn vị", max_length=200)
    other_names = models.JSONField("tên gọi khác, viết tắt", default=list, blank=True)
    kind = models.CharField("loại đơn vị", max_length=20, choices=UnitKind, default=UnitKind.OTHER)
    level = models.CharField("cấp", max_length=12, choices=Level, default=Level.COMMUNE)
    regime = models.CharField("thể thức văn bản", max_length=6, choices=Regime, default=Regime.PARTY)
    symbol = models.CharField("ký hiệu cơ quan", max_length=30, blank=True, help_text="ĐU, UBND, BXDĐ…")
    place = models.CharField("địa danh", max_length=100, blank=True)
    paper_superior = models.CharField("cơ quan cấp trên ghi trên văn bản", max_length=200, blank=True)
    paper_name = models.CharField("tên ghi trên văn bản", max_length=200, blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    term_from = models.DateField("nhiệm kỳ từ", null=True, blank=True)
    term_to = models.DateField("nhiệm kỳ đến", null=True, blank=True)
    valid_from = models.DateField("hoạt động từ", null=True, blank=True)
    valid_to = models.DateField("hoạt động đến", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="đơn vị kế thừa"
    )
    is_committee = models.BooleanField("ban hành kế hoạch riêng", default=False)
    committee = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="committee_units", verbose_name="cấp ủy, ủy ban"
    )
    version = models.PositiveIntegerField(default=0)
    search_key = models.TextField(editable=False)
    sort_key = models.CharField(max_length=700, editable=False)

    objects = UnitManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="unit_ends_after_it_starts",
                violation_error_message="Ngày thôi hoạt động phải sau ngày bắt đầu hoạt động.",
            ),
        ]
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("orgs:unit_detail", args=[self.pk])

    def set_keys(self) -> None:
        """Derive the folded keys from the names, before saving."""
        self.search_key = search_key([self.name, *self.other_names])
        self.sort_key = sort_key(self.name)[:700]

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def names(self) -> list[str]:
        return [self.name, *self.other_names]

    def parent_path(self) -> str:
        """The path of the unit above; empty for a root."""
        return self.path[: -self.steplen]

    def children(self) -> UnitQuerySet:
        """The units right below, in print order."""
        return Unit.objects.under(self).filter(depth=self.depth + 1)

    def above(self) -> Unit | None:
        """The unit above; None for a root."""
        return Unit.objects.filter(path=self.parent_path()).first() if self.depth > 1 else None

    def ancestor_paths(self) -> list[str]:
        """The paths of the units above, from the root down."""
        return [self.path[:end] for end in range(self.steplen, len(self.path), self.steplen)]

    def is_under(self, other: Unit) -> bool:
        """Whether this unit is `other` or below it."""
        return self.path.startswith(other.path)
