"""Issue 3 §4: entered by one office, the five real plans disagree about two documents, and about no other."""

import os
from datetime import date
from pathlib import Path

import pytest

from orgs.models import Role
from plans.directives import ConflictKind
from plans.forms.imports import header_of
from plans.importing import read_plan, read_source
from plans.models import Citation, Document, PlanImport
from plans.services.citing import proposed_implements
from plans.services.confirming import confirm_import
from plans.services.documents import open_conflicts
from tests.factories.orgs import UnitFactory, UserFactory

FOLDER = os.environ.get("DANVAN_SEEDS", "")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.skipif(not FOLDER, reason="DANVAN_SEEDS names no folder with the five real plans"),
]


@pytest.fixture
def entered():
    """The plans by the first three letters of their files, confirmed as they were read."""
    office = UnitFactory(committee=True)
    officer = UserFactory(role=Role.OFFICER, unit=office)
    plans = {}
    for file in sorted(Path(FOLDER).glob("00[0-4]_*.txt")):
        draft = read_plan(read_source(file.read_bytes(), file.name))
        read = PlanImport.objects.create(issuer=office, uploaded_by=officer, name=file.name, draft=draft.to_record())
        plans[file.name[:3]] = confirm_import(plan_import=read, by=officer, header=header_of(draft, {}), matches={})
    return plans


def said(plans, number):
    """What is said of a document, by kind: value → the files that say it."""
    names = {plan.pk: name for name, plan in plans.items()}
    (document,) = Document.objects.filter(number=number)
    return {
        conflict.kind: {one.value: sorted(names[pk] for pk in one.sources) for one in conflict.variants}
        for conflict in open_conflicts(document)
    }


def test_the_five_plans_disagree_about_two_documents_only(entered):
    found = Document.objects.filter(has_conflict=True).values_list("number", flat=True)

    assert sorted(found) == ["25-NQ/TW", "33/CT-TTg"]


def test_the_resolution_of_2013_is_given_another_term_and_another_year(entered):
    assert said(entered, "25-NQ/TW") == {
        ConflictKind.ISSUED_ON: {"2013-06-03": ["000", "001", "002"], "2016-06-03": ["004"]},
        ConflictKind.TERM: {"XI": ["001", "002", "004"], "XII": ["000"]},
    }


def test_directive_33_is_spelled_in_two_ways(entered):
    assert said(entered, "33/CT-TTg") == {ConflictKind.SPELLING: {"33/CT-TTg": ["000"], "33-CT/TTg": ["001"]}}


def test_every_citation_is_linked_and_stays_as_written(entered):
    assert not Citation.objects.filter(document__isnull=True).exists()
    assert Citation.objects.count() == 45
    written = Citation.objects.filter(number_key="114 kl tw").values_list("number", flat=True)
    assert sorted(written) == ["114- KL/TW", "114-KL/TW"]


@pytest.mark.parametrize(
    ("seed", "pairs"),
    [
        ("000", [("", "65-KH/TU"), ("65-KH/TU", "43-KL/TW"), ("43-KL/TW", "25-NQ/TW")]),
        ("001", [("", "88-KH/HU")]),
        ("002", [("", "43-KL/TW"), ("43-KL/TW", "25-NQ/TW")]),
        ("003", [("", "03-CTr/BDVTU-BCSD"), ("", "44-KH/BCSD-BDVTU")]),
        ("004", [("", "711-KH/BDVTW")]),
    ],
)
def test_the_opening_proposes_what_the_plan_carries_out(entered, seed, pairs):
    plan = entered[seed]
    proposed = proposed_implements(plan)

    assert [("" if low == plan.document else low.number, up.number) for low, up in proposed] == pairs


def test_the_register_keeps_the_day_first_cited(entered):
    assert Document.objects.get(number="43-KL/TW").issued_on == date(2019, 1, 7)
