"""Which units and groups a written name may mean, seen from the committee that issues the plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from orgs import matching
from orgs.models import Unit, UnitGroup, User
from orgs.models.units import last_path_below

SEARCHED_NEAR, SEARCHED_ELSEWHERE = 1000, 60


class Candidate(NamedTuple):
    """A unit or group offered for a name; `value` is what a form sends back, "u12" or "g3"."""

    target: Unit | UnitGroup
    score: float
    parent_name: str

    @property
    def value(self) -> str:
        return value_of(self.target)


def value_of(target: Unit | UnitGroup) -> str:
    """What a form sends for a unit or group."""
    return f"{'g' if isinstance(target, UnitGroup) else 'u'}{target.pk}"


def candidates(text: str, *, issuer: Unit, user: User, on: date, limit: int = 12) -> list[Candidate]:
    """Offer what `text`, or part of it, may name: the issuer's own tree first, then what else the user may name.

    A unit of another tree is never before one of the issuer's that fits.
    """
    home = home_of(issuer)
    places = _places(issuer, home)
    own = _own_tree(text, issuer, home, on)
    near = _ranked(text, own, places)
    if len(near) >= limit:
        return near[:limit]
    elsewhere = Unit.objects.nameable_by(user).exclude(pk__in=Unit.objects.under(home).values("pk"))
    far = _ranked(text, elsewhere.valid(on).named(text).in_print_order()[:SEARCHED_ELSEWHERE], [])
    return [*near, *far][:limit]


def match(names: Iterable[str], issuer: Unit, on: date) -> dict[str, Unit | UnitGroup | None]:
    """Find the one unit or group that each name, as a plan writes it, means; None where that is not certain.

    Certain is: the whole name or another name, accents and abbreviations aside, of exactly one unit or
    group of the issuer's own committee or, failing any there, of its own tree. The issuer's own place may
    stand at its end ("MTTQ phường Quy Nhơn"). Nothing is guessed.
    """
    home = home_of(issuer)
    places = _places(issuer, home)
    kinds = matching.kinds_of_place(issuer.name) | matching.kinds_of_place(home.name)
    rings = [_by_key(ring, places, kinds) for ring in (_inner_ring(issuer, on), _outer_ring(home, on))]
    found = {}
    for name in names:
        wanted = matching.without_place(name, kinds, places)
        answering = (ring.get(key) for key in wanted for ring in rings)
        found[name] = _only(next(filter(None, answering), None))
    return found


def home_of(issuer: Unit) -> Unit:
    """The top of the issuer's own tree: the highest body of its level above it, for UBND phường its Đảng ủy."""
    above = Unit.objects.filter(path__in=issuer.ancestor_paths(), level=issuer.level).order_by("path")
    return above.first() or issuer


def _places(issuer: Unit, home: Unit) -> list[str]:
    return [place for place in (issuer.place, home.place) if place]


def _own_tree(text: str, issuer: Unit, home: Unit, on: date) -> list[Unit | UnitGroup]:
    """The issuer's own bodies and groups, all of them; of the rest of its tree, a province's communes, what fits."""
    tree = Unit.objects.under(home)
    near = Q(committee__in=[issuer.committee_id, home.committee_id])
    units = tree.filter(near | Q(pk__in=tree.named(text).values("pk"))).valid(on).in_print_order()[:SEARCHED_NEAR]
    groups = UnitGroup.objects.filter(owner__in=tree.filter(near)).select_related("owner")
    return sorted([*units, *groups], key=lambda target: not _is_of(target, issuer))


def _is_of(target: Unit | UnitGroup, issuer: Unit) -> bool:
    owner = target.owner if isinstance(target, UnitGroup) else target
    return owner.committee_id == issuer.committee_id


def _inner_ring(issuer: Unit, on: date) -> list[Unit | UnitGroup]:
    direct = Q(committee_id=issuer.committee_id) | Q(
        is_committee=True, depth=issuer.depth + 1, path__gte=issuer.path, path__lte=last_path_below(issuer.path)
    )
    groups = UnitGroup.objects.filter(owner__committee_id=issuer.committee_id)
    return [*Unit.objects.filter(direct).valid(on), *groups]


def _outer_ring(home: Unit, on: date) -> list[Unit | UnitGroup]:
    """The home's own bodies and groups, and the committees below it: never a body inside another committee."""
    tree = Unit.objects.under(home)
    bodies = Q(is_committee=True) | Q(committee__in=Unit.objects.filter(level=home.level).values("pk"))
    return [*tree.filter(bodies).valid(on), *UnitGroup.objects.filter(owner__in=tree, owner__level=home.level)]


def _by_key(
    targets: Iterable[Unit | UnitGroup], places: list[str], kinds: set[str]
) -> dict[str, set[Unit | UnitGroup]]:
    """Who answers to which whole name; in a ward "Hội Nông dân" also to "Hội Nông dân phường"."""
    index: dict[str, set[Unit | UnitGroup]] = {}
    for target in targets:
        for name in target.names():
            for key in matching.keys(name, places):
                for whole in (key, *(f"{key} {kind}" for kind in kinds)):
                    index.setdefault(whole, set()).add(target)
    return index


def _only(found: set[Unit | UnitGroup] | None) -> Unit | UnitGroup | None:
    return next(iter(found)) if found and len(found) == 1 else None


def _ranked(text: str, targets: Iterable[Unit | UnitGroup], places: list[str]) -> list[Candidate]:
    targets = list(targets)
    scored = [(matching.score(text, target.names(), places), target) for target in targets]
    parents = _parent_names(target for points, target in scored if points)
    return sorted(
        (Candidate(target, points, parents.get(target, "")) for points, target in scored if points),
        key=lambda candidate: -candidate.score,
    )


def _parent_names(targets: Iterable[Unit | UnitGroup]) -> dict[Unit | UnitGroup, str]:
    """Each unit's parent, each group's owner, in one query."""
    targets = list(targets)
    paths = {target.parent_path() for target in targets if isinstance(target, Unit)}
    names = dict(Unit.objects.filter(path__in=paths).values_list("path", "name"))
    return {t: t.owner.name if isinstance(t, UnitGroup) else names.get(t.parent_path(), "") for t in targets}
