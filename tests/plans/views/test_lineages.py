"""What a document carries out, and who below carries it on, as each person may see it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from plans.models import Document, Progress
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    CitationFactory,
    DocumentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
)

TODAY = timezone.localdate()
CITED = {"number": "43-KL/TW", "issued_on": date(2019, 1, 7)}


def url(name, *args):
    return reverse(f"plans:{name}", args=args)


@pytest.fixture
def entry(ward):
    return DocumentFactory(keeper=ward.committee, type_name="Kết luận", issuer_text="Ban Bí thư", **CITED)


class TestChain:
    @pytest.fixture
    def chain(self, ward, entry):
        """15-KH/ĐU → 65-KH/TU → 43-KL/TW, the plan handed out."""
        plan = PlanFactory(handed_out=True, issuer=ward.committee, number="20-KH/ĐU")
        middle = DocumentFactory(keeper=ward.committee, number="65-KH/TU", issued_on=None)
        CitationFactory(plan=plan, position=1, document=middle, number="65-KH/TU")
        CitationFactory(plan=plan, position=2, document=entry)
        plan.document.implements.add(middle)
        middle.implements.add(entry)
        AssignmentFactory(item=PlanItemFactory(plan=plan), unit=ward.cells[0])
        return plan

    def numbers(self, links):
        return [(link.document.number, link.depth) for link in links]

    def test_it_leads_up_and_down(self, office, chain, entry):
        above = office.get(chain.document.get_absolute_url()).context["chain"].above
        below = office.get(entry.get_absolute_url()).context["chain"].below

        assert self.numbers(above) == [("65-KH/TU", 1), ("43-KL/TW", 2)]
        assert self.numbers(below) == [("65-KH/TU", 1), ("20-KH/ĐU", 2)]

    def test_a_unit_sees_the_chain_of_the_plan_it_works_for(self, client, ward, chain):
        client.force_login(ward.reporter)
        page = client.get(chain.document.get_absolute_url())

        assert self.numbers(page.context["chain"].above) == [("65-KH/TU", 1), ("43-KL/TW", 2)]

    def test_the_office_is_asked_once_what_a_plan_carries_out(self, office, ward, chain):
        page = office.get(url("document_implements", chain.document.pk))
        office.post(
            url("document_implements", chain.document.pk),
            {"version": 0, "pairs": page.context["form"].initial["pairs"], "number": "88 - KH/HU"},
        )

        assert sorted(chain.document.implements.values_list("number", flat=True)) == ["65-KH/TU", "88-KH/HU"]
        assert "Xác nhận chuỗi văn bản" not in office.get(chain.document.get_absolute_url()).content.decode()

    def test_a_loop_is_told_in_words(self, office, chain, entry):
        page = office.post(url("document_implements", entry.pk), {"version": 0, "number": "20-KH/ĐU"})

        assert "không thể ghi ngược lại" in page.content.decode()
        assert not entry.implements.exists()

    @pytest.mark.parametrize("version", [0, 7])
    def test_what_is_refused_leaves_no_new_entry_behind(self, office, ward, chain, version):
        above = Document.objects.get(number="43-KL/TW")
        page = office.get(url("document_implements", chain.document.pk))
        above.implements.add(chain.document)  # meanwhile: what the page still offers would close a loop
        sent = {"version": version, "pairs": page.context["form"].initial["pairs"], "number": "88-KH/HU"}

        office.post(url("document_implements", chain.document.pk), sent)

        assert not Document.objects.filter(number="88-KH/HU").exists()

    def test_what_no_number_can_be_read_from_is_told(self, office, entry):
        page = office.post(url("document_implements", entry.pk), {"version": 0, "number": "văn bản kia"})

        assert "Chưa đọc được số này" in page.content.decode()


class TestLineage:
    @pytest.fixture
    def province(self, db):
        """A province with three communes; its plan gives work to all, one commune has a plan of its own for it."""
        top = UnitFactory(committee=True, name="Tỉnh ủy Gia Lai", symbol="TU")
        communes = [UnitFactory(committee=True, parent=top, name=f"Đảng ủy xã {name}") for name in ("Một", "Hai", "Ba")]
        plan = PlanFactory(handed_out=True, issuer=top, number="65-KH/TU", issued_on=date(2026, 4, 17))
        item = PlanItemFactory(plan=plan)
        for commune in communes:
            work = AssignmentFactory(item=item, unit=commune)
            OccurrenceFactory(assignment=work, due_on=TODAY - timedelta(days=3), progress=Progress.NOT_STARTED)
        own = PlanFactory(handed_out=True, issuer=communes[0], number="76-KH/ĐU", abstract="Kế hoạch riêng của xã")
        known = DocumentFactory(keeper=communes[0], number="65-KH/TU", issuer=top, issued_on=date(2026, 4, 17))
        own.document.implements.add(known)
        return plan, communes, own

    def rows(self, client, user, document, **query):
        client.force_login(user)
        return client.get(url("document_lineage", document.pk), query).context["rows"]

    def test_a_superior_sees_who_has_a_plan_and_what_was_answered_to_his_own(self, client, province):
        plan, communes, _own = province
        rows = self.rows(client, UserFactory(role=Role.LEADER, unit=plan.issuer), plan.document)

        assert [(row.unit, row.has_plan) for row in rows] == [
            (communes[0], True),
            (communes[1], False),
            (communes[2], False),
        ]
        assert [row.answers.open_overdue for row in rows] == [1, 1, 1]
        assert [row.plans for row in rows] == [[], [], []]
        page = client.get(url("document_lineage", plan.document.pk)).content.decode()
        assert "76-KH/ĐU" not in page
        assert "Kế hoạch riêng" not in page

    def test_a_plan_that_is_still_entered_does_not_count(self, client, province):
        plan, _communes, own = province
        type(own).objects.filter(pk=own.pk).update(issued_at=None, issued_by=None)
        rows = self.rows(client, UserFactory(role=Role.OFFICER, unit=plan.issuer), plan.document)

        assert not any(row.has_plan for row in rows)

    def test_a_commune_sees_itself_alone(self, client, province):
        plan, communes, own = province
        rows = self.rows(client, UserFactory(role=Role.OFFICER, unit=communes[0]), plan.document)

        assert [(row.unit, [work.plan for work in row.plans]) for row in rows] == [(communes[0], [own])]

    def test_the_commune_meets_the_plan_of_its_superior_in_its_chain(self, client, province):
        plan, communes, own = province
        above = DocumentFactory(keeper=plan.issuer, **CITED)
        CitationFactory(plan=plan, document=above)
        plan.document.implements.add(above)
        client.force_login(UserFactory(role=Role.OFFICER, unit=communes[0]))
        chain = client.get(own.document.get_absolute_url()).context["chain"]

        assert [(link.document.number, link.plan) for link in chain.above] == [
            ("65-KH/TU", plan.document), ("43-KL/TW", None),
        ]  # fmt: skip

    def test_reporters_are_told_of_no_other_committee(self, client, province):
        plan, communes, _ = province
        assert self.rows(client, UserFactory(unit=communes[1]), plan.document) == []

    def test_who_has_none_can_be_listed_alone(self, client, province):
        plan, communes, _ = province
        officer = UserFactory(role=Role.OFFICER, unit=plan.issuer)

        assert [row.unit for row in self.rows(client, officer, plan.document, state="no")] == communes[1:]
        assert [row.unit for row in self.rows(client, officer, plan.document, state="yes")] == communes[:1]

    def test_a_central_document_is_followed_through_the_plan_between(self, client, province):
        plan, communes, _own = province
        here = DocumentFactory(keeper=plan.issuer, **CITED)
        there = DocumentFactory(keeper=communes[0], **CITED)
        Document.objects.get(keeper=communes[0], number="65-KH/TU").implements.add(there)
        rows = self.rows(client, UserFactory(role=Role.OFFICER, unit=plan.issuer), here)

        assert [row.unit for row in rows if row.has_plan] == [communes[0]]

    @pytest.mark.one_database
    @pytest.mark.parametrize("count", [1, 30])
    def test_its_queries_do_not_grow(self, client, province, count, django_assert_max_num_queries):
        plan, _, _ = province
        item = plan.items.first()
        for n in range(count):
            commune = UnitFactory(committee=True, parent=plan.issuer, name=f"Đảng ủy xã thứ {n}")
            OccurrenceFactory(assignment=AssignmentFactory(item=item, unit=commune), due_on=TODAY)
            lower = PlanFactory(handed_out=True, issuer=commune)
            lower.document.implements.add(DocumentFactory(keeper=commune, number="65-KH/TU", issuer=plan.issuer))
        client.force_login(UserFactory(role=Role.OFFICER, unit=plan.issuer))

        with django_assert_max_num_queries(10):
            response = client.get(url("document_lineage", plan.document.pk))
        assert response.context["counts"] == {"all": count + 3, "yes": count + 1, "no": 2}
