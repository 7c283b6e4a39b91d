"""The pages of an amendment, and who may open them."""

import pytest
from django.urls import reverse

from tests.factories.plans import OccurrenceFactory, PlanFactory, PlanItemFactory

SENT = {"label_text": "1.", "text": "Nội dung mới", "wordings": "thường xuyên", "reason": "Công văn số 12-CV/ĐU"}


@pytest.fixture
def item(ward):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)
    item = PlanItemFactory(plan=plan, text="Nội dung cũ")
    OccurrenceFactory(item=item, unit=ward.cells[0])
    return item


def test_an_amended_paragraph_stands_beside_the_one_struck_out(office, item):
    page = office.post(reverse("plans:item_amend", args=[item.pk]), SENT | {"version": 0}, follow=True)

    words = page.content.decode()
    assert "Nội dung mới" in words
    assert '<p class="dropped">' in words
    assert "bản sửa đổi lần 1" in words.lower() or "Đã bỏ theo sửa đổi lần" in words


def test_a_stale_amendment_shows_both_texts(office, item):
    other = PlanItemFactory(plan=item.plan)
    office.post(reverse("plans:item_amend", args=[other.pk]), SENT | {"version": 0})

    page = office.post(reverse("plans:item_amend", args=[item.pk]), SENT | {"version": 0})

    assert page.status_code == 409
    assert "Nội dung cũ" in page.content.decode()


def test_a_paragraph_is_dropped_with_a_reason(office, item):
    url = reverse("plans:item_drop", args=[item.pk])
    assert "bắt buộc" in office.post(url, {"version": 0, "reason": ""}).content.decode()

    office.post(url, {"version": 0, "reason": "Không còn phù hợp"})

    item.refresh_from_db()
    assert item.dropped_in is not None


@pytest.mark.parametrize("name", ["item_amend", "item_drop"])
@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("reporter", 403), ("stranger", 404)])
def test_amendments_are_for_the_office_of_the_issuer(client, ward, item, name, who, status):
    client.force_login(getattr(ward, who))
    url = reverse(f"plans:{name}", args=[item.pk])

    assert (client.get(url).status_code, client.post(url, SENT).status_code) == (status, status)


@pytest.mark.parametrize("name", ["item_amend", "item_drop"])
def test_a_plan_being_entered_is_not_amended(office, ward, name):
    item = PlanItemFactory(plan=ward.plan)

    assert office.get(reverse(f"plans:{name}", args=[item.pk])).status_code == 403
