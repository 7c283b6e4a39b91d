"""Citations are linked to the register; a chain is confirmed by the office, without loops."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from plans.models import Citation, Document, ItemKind
from plans.services.citing import cite_document, link_citations, proposed_implements, set_implements
from plans.services.documents import open_conflicts
from plans.services.entering import delete_plan
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import CitationFactory, DocumentFactory, PlanFactory, PlanItemFactory

TODAY = date(2026, 5, 6)
THE_DAY = date(2019, 1, 7)
OPENING = (
    "Thực hiện Kế hoạch số 65-KH/TU của Tỉnh ủy về thực hiện Kết luận số 43-KL/TW của Ban Bí thư về công tác dân vận; "
    "Đảng ủy đề ra kế hoạch như sau:"
)


def cite(plan, number, day=None, issuer=""):
    position = plan.citations.count() + 1
    return CitationFactory(plan=plan, position=position, number=number, issued_on=day, issuer_text=issuer)


@pytest.fixture
def plan(ward):
    PlanItemFactory(plan=ward.plan, kind=ItemKind.CONTENT, text=OPENING, label="", label_text="")
    return ward.plan


def implement(document, *pairs, by, version=None):
    version = document.version if version is None else version
    return set_implements(document=document, by=by, version=version, on=TODAY, pairs=pairs)


class TestLinking:
    def test_a_document_never_seen_gets_an_entry_with_the_facts_as_first_cited(self, plan, ward):
        cite(plan, "43 -KL/TW", THE_DAY, "Ban Bí thư khóa XII")
        (entry,) = link_citations(plan, by=ward.officer)

        assert (entry.number, entry.type_name, entry.abstract) == ("43-KL/TW", "Kết luận", "công tác dân vận")
        assert (entry.issued_on, entry.issuer_text, entry.term) == (THE_DAY, "Ban Bí thư", "XII")
        assert (entry.keeper, entry.verified_on) == (ward.committee, None)
        assert plan.citations.get().document == entry
        assert plan.citations.get().number == "43 -KL/TW"

    def test_another_spelling_means_the_entry_that_stands(self, plan, ward):
        entry = DocumentFactory(keeper=ward.committee, number="33/CT-TTg", issued_on=date(2021, 11, 26))
        cite(plan, "33-CT/TTg", date(2021, 11, 26))

        assert link_citations(plan, by=ward.officer) == []
        assert plan.citations.get().document == entry

    def test_a_later_term_is_another_document(self, plan, ward):
        DocumentFactory(keeper=ward.committee, number="43-KL/TW", issued_on=THE_DAY)
        cite(plan, "43-KL/TW", date(2022, 10, 26))

        assert len(link_citations(plan, by=ward.officer)) == 1

    def test_an_entry_takes_what_it_lacks_and_keeps_what_it_has(self, plan, ward):
        entry = DocumentFactory(keeper=ward.committee, number="43-KL/TW", issued_on=None, issuer_text="Ban Bí thư")
        cite(plan, "43-KL/TW", THE_DAY, "Ban Bí thư Trung ương Đảng khóa XII")
        link_citations(plan, by=ward.officer)
        entry.refresh_from_db()

        assert (entry.issued_on, entry.issuer_text, entry.term) == (THE_DAY, "Ban Bí thư", "XII")

    def test_registers_of_other_committees_are_not_touched(self, plan, ward):
        DocumentFactory(keeper=ward.other, number="43-KL/TW", issued_on=THE_DAY)
        cite(plan, "43-KL/TW", THE_DAY)
        (entry,) = link_citations(plan, by=ward.officer)

        assert entry.keeper == ward.committee

    def test_an_earlier_plan_of_the_committee_is_its_own_entry(self, plan, ward):
        earlier = PlanFactory(issuer=ward.committee, number="76-KH/ĐU", issued_on=date(2026, 1, 3))
        cite(plan, "76 -KH/ĐU", date(2026, 1, 3))
        link_citations(plan, by=ward.officer)

        assert plan.citations.get().document == earlier.document

    def test_a_plan_is_never_its_own_citation(self, plan, ward):
        cite(plan, plan.document.number, plan.document.issued_on)
        (entry,) = link_citations(plan, by=ward.officer)

        assert entry != plan.document

    def test_linking_twice_changes_nothing(self, plan, ward):
        cite(plan, "43-KL/TW")
        link_citations(plan, by=ward.officer)
        before = JournalEntry.objects.count()

        assert link_citations(plan, by=ward.officer) == []
        assert JournalEntry.objects.count() == before

    def test_the_committee_that_signs_with_the_symbol_is_known_as_its_issuer(self, db):
        province = UnitFactory(committee=True, name="Tỉnh ủy Gia Lai", symbol="TU")
        plan = PlanFactory(issuer=UnitFactory(committee=True, parent=province))
        for number, issuer in [("65-KH/TU", "Ban Thường vụ Tỉnh ủy Gia Lai"), ("9-KH/TU", "Tỉnh ủy Bình Định")]:
            cite(plan, number, issuer=issuer)

        assert [entry.issuer for entry in link_citations(plan, by=None)] == [province, None]

    def test_two_mentions_that_disagree_are_marked(self, plan, ward):
        cite(plan, "33/CT-TTg")
        link_citations(plan, by=ward.officer)
        later = PlanFactory(issuer=ward.committee)
        cite(later, "33-CT/TTg")
        link_citations(later, by=ward.officer)

        assert Document.objects.get(number="33/CT-TTg").has_conflict

    @pytest.mark.parametrize("count", [1, 40])
    def test_it_reads_the_register_in_a_fixed_number_of_queries(self, ward, count, django_assert_max_num_queries):
        for n in range(count):
            DocumentFactory(keeper=ward.committee, number=f"{n + 1}-KL/TW")
            cite(ward.plan, f"{n + 1}-KL/TW")

        with django_assert_max_num_queries(15):
            link_citations(ward.plan, by=ward.officer)


class TestPlansThrownAway:
    def test_entries_that_only_its_words_made_go_with_it(self, plan, ward):
        kept = DocumentFactory(keeper=ward.committee, number="25-NQ/TW", verified_on=TODAY)
        implement(kept, by=ward.officer)
        for number in ("25-NQ/TW", "43-KL/TW", "33-CT/TTg"):
            cite(plan, number)
        other = PlanFactory(issuer=ward.committee)
        cite(other, "33/CT-TTg")
        link_citations(plan, by=ward.officer)
        link_citations(other, by=ward.officer)
        delete_plan(plan=plan, by=ward.officer, version=plan.version)

        left = dict(Document.objects.planless().values_list("number", "has_conflict"))
        assert left == {"25-NQ/TW": False, "33/CT-TTg": False}

    def test_who_cited_it_gets_an_entry_instead(self, plan, ward):
        other = PlanFactory(issuer=ward.committee)
        cite(other, plan.document.number, plan.document.issued_on)
        link_citations(other, by=ward.officer)
        delete_plan(plan=plan, by=ward.officer, version=plan.version)

        assert other.citations.get().document.number == "15-KH/ĐU"


class TestCitingByHand:
    def test_it_is_added_as_written_and_linked(self, plan, ward):
        citation = cite_document(plan=plan, by=ward.officer, number="114- KL/TW", issuer_text="Ban Bí thư")
        citation.refresh_from_db()

        assert (citation.number, citation.position, citation.document.number) == ("114- KL/TW", 1, "114-KL/TW")

    def test_sent_twice_it_is_added_once(self, plan, ward):
        one = cite_document(plan=plan, by=ward.officer, number="114-KL/TW")

        assert cite_document(plan=plan, by=ward.officer, number="114-KL/TW") == one


class TestImplements:
    @pytest.fixture
    def entries(self, ward):
        return [
            DocumentFactory(keeper=ward.committee, number=number, issued_on=None)
            for number in ("65-KH/TU", "43-KL/TW", "25-NQ/TW")
        ]

    def test_the_opening_proposes_two_levels(self, plan, ward):
        cite(plan, "65-KH/TU")
        cite(plan, "43-KL/TW")
        link_citations(plan, by=ward.officer)
        pairs = [(lower.number, upper.number) for lower, upper in proposed_implements(plan)]

        assert pairs == [("15-KH/ĐU", "65-KH/TU"), ("65-KH/TU", "43-KL/TW")]

    def test_the_office_confirms_both_levels_at_once(self, plan, ward, entries):
        above, top, _ = entries
        implement(plan.document, (plan.document, above), (above, top), by=ward.officer)
        plan.document.refresh_from_db()

        assert list(plan.document.implements.all()) == [above]
        assert list(above.implements.all()) == [top]
        assert plan.document.implements_checked_on == TODAY
        assert JournalEntry.objects.about(plan.document).first().after["implements"] == ["65-KH/TU"]

    def test_what_is_left_out_is_taken_back(self, plan, ward, entries):
        above, top, _ = entries
        document = implement(plan.document, (plan.document, above), (plan.document, top), by=ward.officer)
        implement(document, (document, top), by=ward.officer)

        assert list(plan.document.implements.all()) == [top]

    def test_a_loop_is_refused_and_nothing_stored(self, plan, ward, entries):
        low, middle, top = entries
        implement(low, (low, middle), by=ward.officer)
        implement(middle, (middle, top), by=ward.officer)

        with pytest.raises(ValidationError, match="không thể ghi ngược lại"):
            implement(top, (top, low), by=ward.officer)
        with pytest.raises(ValidationError):
            implement(top, (top, top), by=ward.officer)
        assert not top.implements.exists()

    def test_a_document_of_another_register_is_refused(self, plan, ward):
        foreign = DocumentFactory(keeper=ward.other)

        with pytest.raises(ValidationError, match="cùng một sổ"):
            implement(plan.document, (plan.document, foreign), by=ward.officer)

    def test_the_second_of_two_people_is_told(self, plan, ward, entries):
        implement(entries[0], (entries[0], entries[1]), by=ward.officer, version=0)

        with pytest.raises(StaleVersion):
            implement(entries[0], by=UserFactory(), version=0)
        assert entries[0].implements.exists()


def test_the_migration_links_what_stood_before(ward):
    """Run again over rows as version 1 left them: no entry is made twice."""
    import importlib  # noqa: PLC0415

    migration = importlib.import_module("plans.migrations.0010_link_citations")
    other = PlanFactory(issuer=ward.committee)
    cite(ward.plan, "33/CT-TTg", date(2021, 11, 26), "Thủ tướng Chính phủ")
    cite(other, "33-CT/TTg", date(2021, 11, 26))
    cite(other, "25-NQ/TW", date(2013, 6, 3), "Ban Chấp hành Trung ương khóa XI")
    for _ in range(2):
        migration.link(apps, None)

    assert not Citation.objects.filter(document=None).exists()
    found = {entry.number: entry for entry in Document.objects.planless()}
    assert set(found) == {"33/CT-TTg", "25-NQ/TW"}
    assert (found["25-NQ/TW"].term, found["25-NQ/TW"].keeper) == ("XI", ward.committee)
    assert [number for number, entry in found.items() if entry.has_conflict] == ["33/CT-TTg"]
    assert len(open_conflicts(found["33/CT-TTg"])) == 1
