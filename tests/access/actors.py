"""Who asks, and what he may read and open: written from DESIGN §5, without the product's permissions."""

import re
from dataclasses import dataclass

from orgs.models import Role

# The dots keep a random token, which has none, from ever looking like one.
_CANARY = re.compile(r"ZQ\.([A-Z0-9]+)\.QZ")


def canary(owner: str) -> str:
    return f"ZQ.{owner}.QZ"


def canaries(text: str) -> set[str]:
    return set(_CANARY.findall(text))


@dataclass(frozen=True)
class Actor:
    """Who asks: a name for the test's message, a role and a home; no role is nobody at all."""

    name: str
    role: str = ""
    home: str = ""
    is_active: bool = True


ACTORS = [
    Actor("reporter of A1", Role.REPORTER, "A1"),
    Actor("reporter of A", Role.REPORTER, "A"),
    Actor("officer of A", Role.OFFICER, "A"),
    Actor("leader of A", Role.LEADER, "A"),
    Actor("administrator of A", Role.ADMIN, "A"),
    Actor("officer of R", Role.OFFICER, "R"),
    Actor("leader of R", Role.LEADER, "R"),
    Actor("officer of B", Role.OFFICER, "B"),
    Actor("disabled officer of A", Role.OFFICER, "A", is_active=False),
    Actor("nobody"),
]

# What each home reads, by the code that its canary carries (DESIGN §5): "plan PA" is the plan's text, "A1/PA" the
# answers of A1 in it, "report RA" a report's words, "NRA" a drawing of it as a draft, "WRA" what was written and taken
# away before; "draft" and "person" belong to one person.
_ANSWERS = {"A1": {"A1PA"}, "A": {"A1PA", "A2PA", "APR"}, "B": {"B1PB", "BPR"}, "R": {"APR", "BPR"}}
# An entry of the register that a plan cites goes with the plan ("CA" with PA); one that none does ("KA") stays in the
# office that keeps the register.
_PLANS = {
    "A1": {"PA", "CA"}, "A": {"PA", "PR", "CA", "CR"}, "B": {"PB", "PR", "CB", "CR"}, "R": {"PR", "CR"},
}  # fmt: skip
_BEING_ENTERED = {"A": {"PDA"}, "B": {"PDB"}, "R": set()}
_REPORTS = {
    "A": {"RA", "RTA", "RSA", "NRA", "NRTA", "NRSA", "WRA", "WRTA", "WRSA", "KA", "LA", "OA", "HPA"},
    "B": {"RB", "NRB", "WRB", "KB", "LB", "OB", "HPB"}, "R": {"RSA", "KR", "HPR"},
}  # fmt: skip


def may_read(actor: Actor) -> set[str]:
    """The codes whose words this actor may see anywhere."""
    if not actor.role or not actor.is_active or actor.role == Role.ADMIN:
        return set()
    codes = _ANSWERS[actor.home] | _PLANS[actor.home]
    if actor.role in {Role.OFFICER, Role.LEADER}:
        codes |= _REPORTS[actor.home]
    if actor.role == Role.OFFICER:
        codes |= _BEING_ENTERED[actor.home]
    return codes


# Units and groups carry no secret, but only those of one's own committee, and below, have a page.
_UNITS = {"A1": {"A", "A1", "A2"}, "A": {"A", "A1", "A2"}, "B": {"B", "B1"}, "R": {"R", "A", "A1", "A2", "B", "B1"}}
_PEOPLE = {
    Role.OFFICER: {"A": {"A1", "A2"}, "B": {"B1"}},
    Role.LEADER: {"A": {"A1", "A2"}},
    Role.ADMIN: {"A": {"A1", "A2"}},
}


def may_open(actor: Actor, kind: str, code: str) -> bool:
    """Whether the object has a page for this actor; everything else is "not found"."""
    if not actor.role or not actor.is_active:
        return False
    if kind in {"unit", "group", "layout"}:
        return code in _UNITS[actor.home]
    if kind in {"person", "membership"}:
        return code in _PEOPLE.get(actor.role, {}).get(actor.home, set())
    if kind == "drawn":
        code = code.removeprefix("N")  # a draft's drawing has an address wherever its report has one
    return code in may_read(actor)
