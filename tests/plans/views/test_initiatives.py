"""The register of "Dân vận khéo" models: who registers, who recognizes, and its figures."""

import io
from datetime import timedelta
from operator import itemgetter
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orgs.models import JournalEntry
from plans.initiative_figures import Counts, annex_of
from plans.models import Initiative, InitiativeField, InitiativeState, Recognition
from tests.factories.figures import InitiativeFactory
from tests.factories.orgs import MembershipFactory, UnitFactory, UserFactory
from tests.factories.plans import AssignmentFactory, PlanFactory, PlanItemFactory

TODAY = timezone.localdate()
SENT = {
    "name": "Hẻm sáng, phố sạch", "is_collective": "yes", "field": "SOCIETY", "year": "2026", "is_new": "yes",
    "lead": "Chi ủy", "state": "RUNNING",
}  # fmt: skip


def url(name, *args):
    return reverse(f"plans:{name}", args=args)


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def unit(client, ward):
    client.force_login(ward.reporter)
    return client


class TestRegistering:
    def test_a_unit_registers_its_own(self, unit, ward):
        page = unit.post(url("initiative_create"), SENT, follow=True)
        made = Initiative.objects.get()

        assert "Đã đăng ký mô hình" in words(page)
        assert (made.unit, made.field, made.year, made.is_new) == (ward.cells[0], InitiativeField.SOCIETY, 2026, True)
        assert JournalEntry.objects.latest("pk").action == "đăng ký mô hình"

    def test_the_same_sent_twice_is_one(self, unit):
        for _ in range(2):
            assert "Đã đăng ký" in words(unit.post(url("initiative_create"), SENT, follow=True))

        assert Initiative.objects.count() == 1
        assert JournalEntry.objects.filter(action="đăng ký mô hình").count() == 1

    def test_another_of_the_same_name_in_the_year_is_refused_in_words(self, unit):
        unit.post(url("initiative_create"), SENT)
        page = unit.post(url("initiative_create"), SENT | {"lead": "Người khác"})

        assert "Đơn vị đã đăng ký mô hình này trong năm" in words(page)
        assert 'value="Người khác"' in words(page)

    def test_somebody_of_two_units_says_for_which(self, unit, ward):
        MembershipFactory(user=ward.reporter, unit=ward.cells[1])
        assert "Đơn vị đăng ký" in words(unit.post(url("initiative_create"), SENT))
        unit.post(url("initiative_create"), SENT | {"unit": ward.cells[1].pk})

        assert Initiative.objects.get().unit == ward.cells[1]

    def test_an_office_of_many_units_types_the_name(self, office, ward):
        UnitFactory.create_batch(15, cell=True, parent=ward.committee)
        office.post(url("initiative_create"), SENT | {"unit_name": "chi bộ khu phố 2"})

        assert Initiative.objects.get().unit == ward.cells[1]

    def test_a_unit_of_another_committee_cannot_be_named(self, office, ward):
        office.post(url("initiative_create"), SENT | {"unit": ward.other.pk})

        assert not Initiative.objects.exists()

    def test_it_may_stand_under_a_plan_at_work(self, unit, ward):
        plan = PlanFactory(issuer=ward.committee, handed_out=True)
        AssignmentFactory(item=PlanItemFactory(plan=plan), unit=ward.cells[0])
        hidden = PlanFactory(issuer=ward.other, handed_out=True)
        assert "Theo kế hoạch" in words(unit.post(url("initiative_create"), SENT | {"plan": hidden.pk}))
        assert not Initiative.objects.exists()
        unit.post(url("initiative_create"), SENT | {"plan": plan.pk})

        assert Initiative.objects.get().plan == plan

    @pytest.mark.parametrize(
        "more",
        [{"name": ""}, {"year": "20 26"}, {"year": "99999"}, {"field": "x"}, {"lead": "x" * 300}, {"name": "a\x00b"},
         {"is_new": "maybe"}, {"plan": "9" * 30}, {"content": "x" * 6000}],
    )  # fmt: skip
    def test_nonsense_is_answered_in_words(self, unit, more):
        page = unit.post(url("initiative_create"), SENT | more)

        assert page.status_code == 200
        assert "Chưa lưu. Cần sửa" in words(page)
        assert not Initiative.objects.exists()

    def test_a_leader_registers_nothing(self, client, ward):
        client.force_login(ward.leader)

        assert client.post(url("initiative_create"), SENT).status_code == 403


class TestChanging:
    @pytest.fixture
    def model(self, ward):
        return InitiativeFactory(unit=ward.cells[0], name="Tiếng loa chiều")

    def test_its_unit_says_what_came_of_it(self, unit, model):
        unit.post(url("initiative_edit", model.pk), SENT | {"version": "0", "results": "26 bóng đèn", "is_new": "no"})
        model.refresh_from_db()

        assert (model.results, model.is_new, model.version) == ("26 bóng đèn", False, 1)
        assert "26 bóng đèn" in words(unit.get(model.get_absolute_url()))

    def test_another_unit_may_not_and_a_stranger_finds_nothing(self, client, ward, model):
        client.force_login(UserFactory(unit=ward.cells[1]))
        assert client.get(model.get_absolute_url()).status_code == 404
        client.force_login(ward.leader)
        assert client.get(model.get_absolute_url()).status_code == 200
        assert client.post(url("initiative_edit", model.pk), SENT | {"version": "0"}).status_code == 403

    def test_somebody_was_faster(self, unit, model):
        Initiative.objects.filter(pk=model.pk).update(version=3, lead="Bà Hai")
        page = unit.post(url("initiative_edit", model.pk), SENT | {"version": "0"})

        assert page.status_code == 409
        assert "Bà Hai" in words(page)
        assert "Hẻm sáng" in words(page)

    def test_only_the_office_records_that_it_was_recognized(self, client, ward, model):
        data = {
            "version": "0",
            "recognition": "PROVINCE",
            "recognized_on": f"{TODAY:%d/%m/%Y}",
            "recognized_by": "QĐ 5",
        }
        client.force_login(ward.reporter)
        assert client.post(url("initiative_recognize", model.pk), data).status_code == 403
        client.force_login(ward.officer)
        client.post(url("initiative_recognize", model.pk), data)
        model.refresh_from_db()

        assert (model.recognition, model.recognized_by) == (Recognition.PROVINCE, "QĐ 5")
        client.post(url("initiative_recognize", model.pk), {"version": "1"})
        model.refresh_from_db()
        assert (model.recognition, model.recognized_on) == ("", None)

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            (
                {"recognition": "BASE", "recognized_on": f"{TODAY + timedelta(days=1):%d/%m/%Y}"},
                "không thể sau hôm nay",
            ),
            ({"recognized_by": "QĐ 5"}, "Hãy chọn cấp công nhận"),
        ],
    )
    def test_a_recognition_makes_sense(self, office, model, more, said):
        assert said in words(office.post(url("initiative_recognize", model.pk), {"version": "0", **more}))


class TestListing:
    def found(self, client, **query):
        return [one.name for one in client.get(url("initiative_list"), query).context["page"]]

    @pytest.fixture
    def models(self, ward):
        InitiativeFactory(unit=ward.cells[0], name="Hẻm sáng", lead="Bà Hai", recognition="BASE")
        InitiativeFactory(unit=ward.cells[1], name="Vườn rau", field="ECONOMY", is_collective=False, is_new=False)
        InitiativeFactory(unit=ward.cells[2], name="Loa chiều", year=2025, state=InitiativeState.EFFECTIVE)
        InitiativeFactory(unit=ward.cells[2], name="Đã thôi", state=InitiativeState.ENDED)
        InitiativeFactory(unit=ward.other, name="Của nơi khác")

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ({}, ["Hẻm sáng", "Vườn rau", "Loa chiều"]),
            ({"state": "all"}, ["Hẻm sáng", "Vườn rau", "Đã thôi", "Loa chiều"]),
            ({"q": "ba hai"}, ["Hẻm sáng"]),
            ({"unit_name": "khu phố 2"}, ["Vườn rau"]),
            ({"field": "ECONOMY"}, ["Vườn rau"]),
            ({"year": "2025"}, ["Loa chiều"]),
            ({"who": "no"}, ["Vườn rau"]),
            ({"new": "no"}, ["Vườn rau"]),
            ({"recognition": "any"}, ["Hẻm sáng"]),
            ({"recognition": "CENTRAL"}, []),
            ({"state": "EFFECTIVE"}, ["Loa chiều"]),
            ({"field": "x"}, []),
            ({"year": "9" * 40}, []),
            ({"unit": "99999999"}, []),
        ],
    )
    def test_it_is_narrowed_by_what_the_address_says(self, office, models, query, names):
        assert self.found(office, **query) == names

    def test_a_unit_reads_its_own(self, unit, models):
        assert self.found(unit) == ["Hẻm sáng"]

    def test_it_is_exported_as_it_is_narrowed(self, office, models):
        response = office.get(reverse("reports:initiatives_xlsx"), {"field": "ECONOMY"})
        rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(min_row=5, values_only=True))

        assert [row[:6] for row in rows] == [
            ("Vườn rau", "Chi bộ khu phố 2", "Cá nhân", "kinh tế", 2026, "Duy trì")
        ]  # fmt: skip

    @pytest.mark.parametrize("count", [1, 30])
    def test_query_count_is_constant(self, office, ward, count, django_assert_max_num_queries):
        InitiativeFactory.create_batch(count, unit=ward.cells[0], plan=PlanFactory(issuer=ward.committee))
        with django_assert_max_num_queries(6):
            page = office.get(url("initiative_list"))
        assert len(page.context["page"]) == count
        with django_assert_max_num_queries(6):
            office.get(url("initiative_annex"))


class TestAnnex:
    def numbers(self, client, **query):
        """Numbers that are links, in the first and last lines of both tables, with how many rows they open."""
        page = client.get(url("initiative_annex"), query)
        first = [page.context[f"{kind}_lines"][0] for kind in ("field", "unit")]
        for line in [*first, page.context["field_total"], page.context["unit_total"]]:
            for head, number, address in filter(itemgetter(1), line["cells"]):
                opened = client.get(url("initiative_list") + f"?{urlsplit('?' + address).query}")
                yield line["name"], head, number, len(opened.context["page"])

    @pytest.mark.parametrize("query", [{}, {"recognition": "BASE", "who": "no"}])
    def test_every_number_opens_as_many_rows(self, office, ward, query):
        kinds = [("SOCIETY", True, True), ("SOCIETY", False, False), ("ECONOMY", False, True)]
        for number, (area, is_collective, is_new) in enumerate(kinds):
            for cell in ward.cells[: number + 1]:
                InitiativeFactory(
                    unit=cell, field=area, is_collective=is_collective, is_new=is_new, year=2025 + number % 2,
                    recognition=["", "BASE", "PROVINCE"][number], state=["RUNNING", "EFFECTIVE", "REGISTERED"][number],
                )  # fmt: skip
        InitiativeFactory(unit=ward.cells[0], state=InitiativeState.ENDED)

        numbers = list(self.numbers(office, **query))

        assert numbers
        assert [(*place, shown) for *place, shown, opened in numbers if shown != opened] == []

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.tuples(st.sampled_from(InitiativeField), st.booleans(), st.booleans(), st.integers(0, 2))))
    def test_columns_add_up(self, ward, rows):
        Initiative.objects.all().delete()
        for area, is_collective, is_new, cell in rows:
            InitiativeFactory(unit=ward.cells[cell], field=area, is_collective=is_collective, is_new=is_new)
        annex = annex_of(Initiative.objects.all())

        for counts in [annex.total, *(line.counts for line in [*annex.by_field, *annex.by_unit])]:
            assert counts.collective + counts.individual == counts.all
            assert counts.new + counts.maintained == counts.all
            assert counts.economy + counts.society + counts.defense + counts.political_system == counts.all
        assert sum((line.counts for line in annex.by_field), Counts()) == annex.total
        assert sum((line.counts for line in annex.by_unit), Counts()) == annex.total

    def test_it_is_exported_by_unit_and_by_field(self, office, ward):
        InitiativeFactory(unit=ward.cells[0], field="ECONOMY")
        for by, first in [("unit", "Chi bộ khu phố 1"), ("field", "Kinh tế")]:
            response = office.get(reverse("reports:initiative_annex_xlsx"), {"by": by})
            rows = list(
                openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(min_row=5, values_only=True)
            )
            assert (rows[0][0], rows[0][1], rows[-1][0], rows[-1][1]) == (first, 1, "Cộng", 1)


def test_what_is_missing_is_said_once(office):
    page = office.post(reverse("plans:initiative_create"), {"name": ""})

    assert page.text.count("Chưa lưu. Cần sửa:") == 1
