"""Every view, asked by everybody, about everybody's things: nothing leaks, nothing foreign changes (TRUST.md §6)."""

import logging
import pickle

import pytest
from django.db import transaction
from django.template.base import Template
from django.test.utils import _TestState
from django.utils import timezone

from orgs.models.people import UserManager
from tests.access.actors import ACTORS
from tests.access.planted import FAULTS
from tests.access.rules import RULES
from tests.access.walk import Walk, all_views, take_stock
from tests.access.world import build_world

VIEWS = {view.name: view for view in all_views()}
ALL_METHODS = ("get", "head", "post", "put", "patch", "delete", "options")


@pytest.fixture(scope="module", autouse=True)
def plain_templates():
    """Draw templates without the test client's copying of every context, which nobody here reads."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _TestState.saved_data.template_render)
        yield


@pytest.fixture(scope="module", autouse=True)
def quiet_refusals():
    """Refusals are what is asked for here: thousands of them, each with its trace in the log."""
    log = logging.getLogger("django.request")
    log.disabled = True
    yield
    log.disabled = False


@pytest.fixture(scope="module", autouse=True)
def people_known():
    """Read each person and his roles once, a fifth of the whole walk: whatever a cell changes is taken back.

    Every request gets a person of its own, as ever, and asks whether he is still let in.
    """
    read, known = UserManager.with_roles, {}

    def with_roles(manager, pk):
        if pk not in known:
            known[pk] = pickle.dumps(read(manager, pk))
        return pickle.loads(known[pk])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(UserManager, "with_roles", with_roles)
        yield


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The world, built once; every walk leaves it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield take_stock(build_world(timezone.localdate()))
        transaction.set_rollback(True)


@pytest.fixture
def world(built, db):
    return built


def test_every_view_has_a_rule_and_every_rule_a_view():
    assert set(VIEWS) == set(RULES)


def test_only_these_views_are_public():
    assert {name for name, rule in RULES.items() if rule.is_public} == {
        "favicon",
        "health",
        "orgs:login",
        "orgs:logout",
    }


@pytest.mark.one_database
@pytest.mark.parametrize("name", sorted(RULES))
def test_nothing_leaks_and_nothing_foreign_changes(world, name):
    complaints = Walk(world, VIEWS[name], RULES[name]).run(ACTORS).complaints
    assert not complaints, "\n".join(complaints)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(RULES))
def test_no_other_method_leaks_or_changes(world, name):
    complaints = Walk(world, VIEWS[name], RULES[name]).run(ACTORS, ALL_METHODS).complaints
    assert not complaints, "\n".join(complaints)


@pytest.mark.one_database
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_walk_finds_a_planted_fault(world, fault, monkeypatch):
    fault.plant(monkeypatch)

    assert Walk(world, VIEWS[fault.view], RULES[fault.view]).finds_fault(ACTORS)


def test_a_view_without_a_rule_is_found(monkeypatch):
    monkeypatch.delitem(RULES, "plans:plan_detail")

    with pytest.raises(AssertionError):
        test_every_view_has_a_rule_and_every_rule_a_view()
