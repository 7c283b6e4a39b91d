"""A paragraph of a plan, marked in the text it was read from."""

import pytest
from django.urls import reverse

from tests.factories.plans import AssignmentFactory, OccurrenceFactory, PlanFactory, PlanItemFactory, PlanVersionFactory

SOURCE = "KẾ HOẠCH\nI. VIỆC\n1. Rà soát hộ khó khăn; 2. Tặng quà\nNơi nhận"


@pytest.fixture
def item(ward):
    plan = PlanFactory(handed_out=True, issuer=ward.committee)
    PlanVersionFactory(plan=plan, source_text=SOURCE)
    item = PlanItemFactory(plan=plan, text="Tặng quà", first_line=3, last_line=3)
    AssignmentFactory(item=item, unit=ward.cells[0])
    return item


def page_of(client, item):
    return client.get(reverse("plans:item_source", args=[item.pk])).content.decode()


def test_the_words_of_a_paragraph_are_marked_on_their_line(office, item):
    page = page_of(office, item)

    assert '<li id="line-3" class="is-marked">1. Rà soát hộ khó khăn; 2. <mark>Tặng quà</mark></li>' in page
    assert page.count("<mark>") == 1


def test_whole_lines_are_marked_where_the_words_run_over_several(office, item):
    item.text, item.last_line = "Rà soát hộ khó khăn; 2. Tặng quà Nơi nhận", 4
    item.save()

    assert page_of(office, item).count("<mark>") == 2


def test_a_paragraph_typed_by_hand_has_no_place_in_the_source(office, item):
    item.first_line = item.last_line = None
    item.save()

    assert "gõ tay" in page_of(office, item)


def test_whoever_reads_the_plan_sees_its_source_and_nobody_else(client, ward, item):
    client.force_login(ward.reporter)
    assert "<mark>Tặng quà</mark>" in page_of(client, item)

    client.force_login(ward.stranger)
    assert client.get(reverse("plans:item_source", args=[item.pk])).status_code == 404


def test_a_row_of_work_leads_to_its_sentence(client, ward, item):
    row = OccurrenceFactory(assignment=item.assignments.get())
    client.force_login(ward.reporter)

    page = client.get(reverse("plans:occurrence_detail", args=[row.pk])).content.decode()

    assert f'href="{reverse("plans:item_source", args=[item.pk])}#line-3"' in page


def test_a_paragraph_of_the_plan_leads_to_its_sentence(client, ward, item):
    client.force_login(ward.reporter)

    page = client.get(item.plan.get_absolute_url()).content.decode()

    assert f'href="{reverse("plans:item_source", args=[item.pk])}#line-3"' in page
