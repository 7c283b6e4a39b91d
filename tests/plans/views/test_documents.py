"""The register of documents: list, entry, chain, what disagrees."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.models import Document
from tests.factories.plans import (
    AssignmentFactory,
    CitationFactory,
    DocumentFactory,
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


class TestList:
    def found(self, client, **query):
        return [document.number for document in client.get(url("document_list"), query).context["page"]]

    @pytest.mark.parametrize("words", ["43 kl tw", "43-KL/TW", "43 -kl / tw", "ket luan 43", "thu tuc rieng"])
    def test_a_document_is_found_by_any_spelling_and_by_its_words(self, office, ward, entry, words):
        Document.objects.filter(pk=entry.pk).update(abstract="Thủ tục riêng")
        entry.refresh_from_db()
        entry.set_keys()
        entry.save()
        DocumentFactory(keeper=ward.committee, number="143-KL/TW")

        assert self.found(office, q=words)[0] == "43-KL/TW"

    def test_it_is_narrowed_by_type_issuer_and_year(self, office, ward, entry):
        DocumentFactory(keeper=ward.committee, number="9-CT/TW", type_name="Chỉ thị", issued_on=date(2020, 1, 1))

        assert self.found(office, type="Kết luận") == ["43-KL/TW"]
        assert self.found(office, issuer="Ban Bí thư") == ["43-KL/TW"]
        assert self.found(office, year="2020") == ["9-CT/TW"]

    def test_the_office_finds_what_disagrees_and_nobody_else_is_told(self, client, office, ward, entry):
        Document.objects.filter(pk=entry.pk).update(has_conflict=True)
        assert self.found(office, state="conflict") == ["43-KL/TW"]
        assert "trái nhau" in office.get(url("document_list")).content.decode()

        for person in (ward.leader, ward.reporter):
            client.force_login(person)
            assert "rái nhau" not in client.get(url("document_list")).content.decode()

    def test_one_number_in_two_registers_stands_once(self, client, ward, entry):
        foreign = PlanFactory(handed_out=True, issuer=ward.other)
        cited = DocumentFactory(keeper=ward.other, **CITED)
        CitationFactory(plan=foreign, document=cited)
        AssignmentFactory(item=PlanItemFactory(plan=foreign), unit=ward.committee)
        client.force_login(ward.officer)

        page = client.get(url("document_list"), {"q": "43-KL/TW"}).context["page"]
        assert [document.keeper for document in page] == [ward.committee]

    @pytest.mark.one_database
    @pytest.mark.parametrize("count", [1, 40])
    def test_its_queries_do_not_grow(self, office, ward, count, django_assert_max_num_queries):
        DocumentFactory.create_batch(count, keeper=ward.committee)

        with django_assert_max_num_queries(9):
            response = office.get(url("document_list"))
        assert len(response.context["page"]) == count + 1

    @pytest.mark.parametrize("query", [{"q": "\0"}, {"q": "%"}, {"year": "x"}, {"type": "x"}, {"q": "a" * 1000}])
    def test_any_question_gets_an_answer(self, office, query):
        assert office.get(url("document_list"), query).status_code == 200


class TestEntry:
    def test_it_shows_who_cites_it_and_how(self, office, ward, entry):
        CitationFactory(plan=ward.plan, number="43 -KL/TW", document=entry, issuer_text="Ban Bí thư Trung ương")
        page = office.get(entry.get_absolute_url()).content.decode()

        assert "43 -KL/TW, Ban Bí thư Trung ương" in page
        assert ward.plan.get_absolute_url() in page

    def test_citations_of_other_committees_are_not_told(self, office, ward, entry):
        foreign = PlanFactory(handed_out=True, issuer=ward.other, number="99-KH/PL")
        CitationFactory(plan=foreign, document=DocumentFactory(keeper=ward.other, **CITED))

        assert "99-KH/PL" not in office.get(entry.get_absolute_url()).content.decode()

    def test_an_entry_that_nobody_cites_belongs_to_its_office(self, client, ward, entry):
        for person, status in [(ward.officer, 200), (ward.leader, 200), (ward.reporter, 404), (ward.stranger, 404)]:
            client.force_login(person)
            assert client.get(entry.get_absolute_url()).status_code == status

    def test_hints_are_for_the_office_alone(self, client, ward, entry):
        Document.objects.filter(pk=entry.pk).update(has_conflict=True)
        client.force_login(ward.officer)
        page = client.get(entry.get_absolute_url()).content.decode()
        assert "So các cách ghi" in page
        assert 'class="state-line is-soon screen-only"' in page  # never on paper
        client.force_login(ward.leader)
        page = client.get(entry.get_absolute_url()).content.decode()
        assert "So các cách ghi" not in page
        assert "Lịch sử" not in page

    @pytest.mark.parametrize("count", [1, 30])
    def test_its_queries_do_not_grow(self, office, ward, entry, count, django_assert_max_num_queries):
        for _ in range(count):
            plan = PlanFactory(issuer=ward.committee, handed_out=True)
            CitationFactory(plan=plan, document=entry)
            plan.document.implements.add(entry)

        with django_assert_max_num_queries(10):
            response = office.get(entry.get_absolute_url())
        assert len(response.context["chain"].below) == count

    def test_it_is_entered_and_corrected(self, office, ward):
        sent = {"number": "9 -CT/TW", "type_name": "Chỉ thị", "term": "khóa XIII", "issued_on": "7/1/2021"}
        office.post(url("document_create"), sent)
        made = Document.objects.get(number="09-CT/TW")
        assert (made.term, made.keeper, made.verified_on) == ("XIII", ward.committee, None)

        office.post(url("document_edit", made.pk), sent | {"version": 0, "is_verified": "on", "abstract": "Dân vận"})
        made.refresh_from_db()
        assert (made.abstract, made.verified_on, made.verified_by) == ("Dân vận", TODAY, ward.officer)

    def test_what_stands_in_the_register_is_not_written_over(self, office, entry):
        sent = {"number": "43 - KL/TW", "type_name": "Kết luận", "issued_on": "7/1/2019", "abstract": "Khác"}
        page = office.post(url("document_create"), sent, follow=True).content.decode()

        assert "đã có trong sổ từ trước" in page
        assert Document.objects.get(number="43-KL/TW").abstract == entry.abstract

    @pytest.mark.parametrize(
        "wrong", [{"number": "không số"}, {"term": "mười một"}, {"issued_on": "32/1/2020"}, {"number": "x" * 100}]
    )
    def test_a_wrong_field_is_told_and_nothing_stored(self, office, wrong):
        sent = {"number": "9-CT/TW", "type_name": "Chỉ thị"} | wrong

        assert office.post(url("document_create"), sent).status_code == 200
        assert not Document.objects.filter(type_name="Chỉ thị").exists()

    def test_the_second_of_two_officers_sees_both_texts(self, office, entry):
        Document.objects.filter(pk=entry.pk).update(version=3)
        page = office.post(
            url("document_edit", entry.pk),
            {"number": entry.number, "type_name": "Kết luận", "abstract": "Của tôi", "version": 0},
        )

        assert page.status_code == 409
        assert "Phần đồng chí nhập còn nguyên" in page.content.decode()
        assert "Của tôi" in page.content.decode()


class TestSettling:
    @pytest.fixture
    def disputed(self, ward, entry):
        for position, number in enumerate(["43-KL/TW", "43/KL-TW"]):
            plan = PlanFactory(issuer=ward.committee)
            CitationFactory(plan=plan, position=position, number=number, document=entry)
        Document.objects.filter(pk=entry.pk).update(has_conflict=True)
        entry.refresh_from_db()
        return entry

    def test_the_page_shows_who_writes_what(self, office, disputed):
        page = office.get(url("document_settle", disputed.pk))

        assert [[one["words"] for one in part["variants"]] for part in page.context["parts"]] == [
            ["43-KL/TW", "43/KL-TW"]
        ]

    def test_the_choice_is_stored_and_the_hint_gone(self, office, disputed):
        office.post(url("document_settle", disputed.pk), {"version": 0, "kind": "spelling", "value": "43-KL/TW"})
        disputed.refresh_from_db()

        assert not disputed.has_conflict
        assert "Không còn chỗ nào" in office.get(url("document_settle", disputed.pk)).content.decode()

    @pytest.mark.parametrize(
        ("sent", "words"),
        [
            ({}, "Hãy xem lại trang"),
            ({"kind": "x"}, "Hãy xem lại trang"),
            ({"kind": "term"}, "Hãy xem lại trang"),
            ({"kind": "spelling", "version": 0}, "Hãy chọn một cách ghi"),
            ({"kind": "spelling", "version": 0, "value": "x"}, "Hãy chọn"),
        ],
    )
    def test_nonsense_is_answered_in_words(self, office, disputed, sent, words):
        response = office.post(url("document_settle", disputed.pk), sent, follow=True)

        assert words in response.content.decode()
        assert Document.objects.get(pk=disputed.pk).settled == {}

    def test_somebody_was_faster(self, office, disputed):
        Document.objects.filter(pk=disputed.pk).update(version=2)
        sent = {"version": 0, "kind": "spelling", "value": "as_written"}
        response = office.post(url("document_settle", disputed.pk), sent, follow=True)

        assert "người khác sửa" in response.content.decode()


class TestPlanPage:
    def test_citations_lead_to_their_entries(self, office, ward, entry):
        CitationFactory(plan=ward.plan, document=entry)

        assert entry.get_absolute_url() in office.get(ward.plan.get_absolute_url()).content.decode()

    def test_a_plan_that_cannot_be_read_is_no_link(self, client, ward):
        """An earlier plan still being entered is cited by one at work: the unit reads its number, no more."""
        earlier = PlanFactory(issuer=ward.committee, number="9-KH/ĐU", abstract="Còn đang nhập")
        plan = PlanFactory(handed_out=True, issuer=ward.committee)
        CitationFactory(plan=plan, number="9-KH/ĐU", document=earlier.document)
        AssignmentFactory(item=PlanItemFactory(plan=plan), unit=ward.cells[0])
        client.force_login(ward.reporter)
        page = client.get(plan.get_absolute_url()).content.decode()

        assert "9-KH/ĐU" in page
        assert earlier.document.get_absolute_url() not in page

    def test_the_hint_of_disagreement_is_not_for_units(self, client, office, ward, entry):
        Document.objects.filter(pk=entry.pk).update(has_conflict=True)
        plan = PlanFactory(handed_out=True, issuer=ward.committee)
        CitationFactory(plan=plan, document=entry)
        AssignmentFactory(item=PlanItemFactory(plan=plan), unit=ward.cells[0])
        assert "viện dẫn trái nhau" in office.get(plan.get_absolute_url()).content.decode()
        client.force_login(ward.reporter)
        assert "trái nhau" not in client.get(plan.get_absolute_url()).content.decode()

    def test_a_citation_is_added_by_hand(self, office, ward):
        office.post(url("citation_create", ward.plan.pk), {"number": "114- KL/TW", "issued_on": "14/7/2015"})
        citation = ward.plan.citations.get()

        assert (citation.number, citation.document.number) == ("114- KL/TW", "114-KL/TW")

    def test_an_unreadable_number_is_told(self, office, ward):
        page = office.post(url("citation_create", ward.plan.pk), {"number": "không rõ"})

        assert "Chưa đọc được số này" in page.content.decode()
        assert not ward.plan.citations.exists()
