"""Entries of the register: written once, corrected with care, what disagrees settled."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from plans.directives import ConflictKind
from plans.models import Document
from plans.services.documents import edit_document, open_conflicts, recheck, register_document, settle_conflict
from tests.factories.plans import CitationFactory, DocumentFactory, PlanFactory

TODAY = date(2026, 5, 6)
RIGHT, WRONG = date(2013, 6, 3), date(2016, 6, 3)
FACTS = {"type_name": "Nghị quyết", "number": "25 -NQ/TW", "issuer_text": "Ban Chấp hành", "issued_on": RIGHT}


@pytest.fixture
def disputed(ward):
    """Said to be of two years and of two terms."""
    entry = DocumentFactory(keeper=ward.committee, number="25-NQ/TW", issued_on=WRONG, term="XI")
    for day, term in [(WRONG, "XI"), (RIGHT, "XII"), (RIGHT, "XI")]:
        say(entry, ward, day, f"Ban Chấp hành Trung ương Đảng khóa {term}")
    return entry


def say(entry, ward, day, issuer):
    plan = PlanFactory(issuer=ward.committee)
    CitationFactory(plan=plan, number="25-NQ/TW", issued_on=day, issuer_text=issuer, document=entry)
    recheck([entry.pk])
    entry.refresh_from_db()


def settle(entry, ward, kind, value, version=None):
    version = entry.version if version is None else version
    return settle_conflict(document=entry, by=ward.officer, version=version, on=TODAY, kind=kind, value=value)


def kinds(entry):
    return [conflict.kind for conflict in open_conflicts(entry)]


class TestEntries:
    def test_an_entry_is_added_in_its_normal_form(self, ward):
        entry = register_document(keeper=ward.committee, by=ward.officer, on=TODAY, is_verified=True, **FACTS)

        assert (entry.number, entry.number_key, entry.verified_on) == ("25-NQ/TW", "25 nq tw", TODAY)
        assert JournalEntry.objects.about(entry).get().action == "ghi vào sổ văn bản"

    def test_added_twice_it_stands_once(self, ward):
        one = register_document(keeper=ward.committee, by=ward.officer, on=TODAY, **FACTS)
        other = register_document(keeper=ward.committee, by=ward.officer, on=TODAY, **FACTS | {"number": "25-NQ/TW"})

        assert one == other

    def test_a_correction_leaves_a_trace_and_the_words_of_plans_alone(self, disputed, ward):
        facts = {"type_name": "Nghị quyết", "number": "25-NQ/TW", "issuer_text": "Ban Chấp hành", "term": "XI"}
        edit_document(
            document=disputed, by=ward.officer, version=0, on=TODAY, is_verified=True, issued_on=RIGHT, **facts
        )
        entry = JournalEntry.objects.about(disputed).first()

        assert (entry.before["issued_on"], entry.after["issued_on"]) == ("2016-06-03", "2013-06-03")
        assert {citation.issued_on for citation in disputed.citations.all()} == {RIGHT, WRONG}

    def test_the_second_of_two_people_is_told(self, disputed, ward):
        with pytest.raises(StaleVersion):
            edit_document(document=disputed, by=ward.officer, version=7, on=TODAY, is_verified=False, **FACTS)
        disputed.refresh_from_db()
        assert disputed.issued_on == WRONG


class TestConflicts:
    def test_what_plans_say_differently_is_open(self, disputed):
        assert kinds(disputed) == [ConflictKind.ISSUED_ON, ConflictKind.TERM]
        assert disputed.has_conflict

    def test_the_right_variant_goes_into_the_register(self, disputed, ward):
        entry = settle(disputed, ward, ConflictKind.ISSUED_ON, "2013-06-03")

        assert (entry.issued_on, kinds(entry)) == (RIGHT, [ConflictKind.TERM])
        assert JournalEntry.objects.about(entry).first().after["chosen"] == "2013-06-03"

    def test_letting_it_rest_changes_no_fact(self, disputed, ward):
        entry = settle(settle(disputed, ward, ConflictKind.ISSUED_ON, ""), ward, ConflictKind.TERM, "")

        assert (entry.issued_on, kinds(entry)) == (WRONG, [])
        assert not Document.objects.get(pk=entry.pk).has_conflict

    def test_it_comes_back_only_when_something_else_is_said(self, disputed, ward):
        entry = settle(disputed, ward, ConflictKind.ISSUED_ON, "2013-06-03")
        entry = settle(entry, ward, ConflictKind.TERM, "XI")
        say(entry, ward, WRONG, "Ban Chấp hành Trung ương Đảng khóa XII")
        assert not entry.has_conflict

        say(entry, ward, date(2014, 6, 3), "Ban Chấp hành Trung ương Đảng")
        assert kinds(entry) == [ConflictKind.ISSUED_ON]

    def test_a_plan_that_differs_from_the_checked_paper_is_told(self, ward):
        entry = DocumentFactory(keeper=ward.committee, number="25-NQ/TW", issued_on=RIGHT, verified_on=TODAY)
        say(entry, ward, WRONG, "")

        assert kinds(entry) == [ConflictKind.ISSUED_ON]

    def test_an_unchecked_entry_is_no_authority(self, ward):
        entry = DocumentFactory(keeper=ward.committee, number="25-NQ/TW", issued_on=RIGHT)
        say(entry, ward, WRONG, "")

        assert kinds(entry) == []

    @pytest.mark.parametrize("value", ["2014-01-01", "không phải ngày"])
    def test_only_what_was_said_can_be_chosen(self, disputed, ward, value):
        with pytest.raises(ValidationError):
            settle(disputed, ward, ConflictKind.ISSUED_ON, value)
        disputed.refresh_from_db()
        assert (disputed.issued_on, disputed.settled) == (WRONG, {})

    def test_the_right_spelling_keeps_its_zero(self, ward):
        entry = DocumentFactory(keeper=ward.committee, number="05-CT/TTg", issued_on=None)
        for number in ("05/CT-TTg", "5-CT/TTg"):
            CitationFactory(plan=PlanFactory(issuer=ward.committee), number=number, document=entry)

        assert settle(entry, ward, ConflictKind.SPELLING, "5/CT-TTg").number == "05/CT-TTg"

    def test_settled_twice_it_is_told(self, disputed, ward):
        settle(disputed, ward, ConflictKind.TERM, "XI", version=0)

        with pytest.raises(StaleVersion):
            settle(disputed, ward, ConflictKind.TERM, "XII", version=0)
