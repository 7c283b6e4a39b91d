"""The pages of an amendment, and who may open them."""

import pytest
from django.urls import reverse

from plans.models import Occurrence, PlanItem
from tests.factories.plans import OccurrenceFactory, PlanFactory, PlanItemFactory
from tests.plans.views.test_items import NO_ROWS

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
    assert "không ghi thêm được" not in page.content.decode()


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


def supplement(office, ward, item, **changes):
    sent = {
        "version": 0, "after": item.pk, "label_text": "2.", "text": "Việc mới", "kind": "task", "reason": "CV 12",
        "who-TOTAL_FORMS": 1, "who-0-who_name": "hdnd phuong", "who-0-role": "LEAD",
        "when-TOTAL_FORMS": 1, "when-0-wording": "thường xuyên",
    }  # fmt: skip
    return office.post(reverse("plans:item_supplement", args=[item.plan.pk]), NO_ROWS | sent | changes, follow=True)


def test_a_paragraph_is_added_with_units_deadline_and_reason(office, ward, item):
    page = supplement(office, ward, item)

    assert "Việc mới" in page.content.decode()
    assert "bổ sung mục" in page.content.decode()
    added = PlanItem.objects.get(text="Việc mới")
    assert (added.assignments.get().unit, added.introduced_in) == (ward.council, item.plan.versions.get().number)


def test_a_stale_supplement_keeps_what_was_typed(office, ward, item):
    supplement(office, ward, item)
    page = supplement(office, ward, item, text="Việc khác")

    assert page.status_code == 409
    assert "Việc khác" in page.content.decode()
    assert supplement(office, ward, item, text="Việc khác", version=1).status_code == 200
    assert PlanItem.objects.filter(text="Việc khác").exists()


def test_a_supplement_behind_a_paragraph_that_is_gone_is_put_nowhere(office, ward, item):
    gone = PlanItemFactory(plan=item.plan, dropped_in=2)
    address = reverse("plans:item_supplement", args=[item.plan.pk])

    page = supplement(office, ward, item, after=gone.pk)

    assert (page.status_code, "Việc mới" in page.content.decode()) == (409, True)
    assert not PlanItem.objects.filter(text="Việc mới").exists()
    told = office.get(address, {"after": gone.pk}, follow=True).content.decode()
    assert "Mục vừa chọn không còn trong kế hoạch" in told


def test_a_supplement_says_what_is_unclear(office, ward, item):
    words = supplement(office, ward, item, reason="", **{"who-0-who_name": "chi bộ"}).content.decode()

    assert "Chưa rõ “chi bộ” là nơi nào" in words
    assert "bắt buộc" in words
    assert "chưa hiểu thời hạn" in supplement(office, ward, item, **{"when-0-wording": "lúc nào đó"}).content.decode()
    assert Occurrence.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("reporter", 403), ("stranger", 404)])
def test_supplements_are_for_the_office_of_the_issuer(client, ward, item, who, status):
    client.force_login(getattr(ward, who))
    url = reverse("plans:item_supplement", args=[item.plan.pk])

    assert (client.get(url).status_code, client.post(url, NO_ROWS).status_code) == (status, status)


def test_the_page_of_the_plan_offers_amendments_to_the_office_alone(client, office, ward, item):
    offered = f"{reverse('plans:item_supplement', args=[item.plan.pk])}?after={item.pk}"
    assert offered in office.get(item.plan.get_absolute_url()).content.decode()

    client.force_login(ward.leader)
    page = client.get(item.plan.get_absolute_url()).content.decode()
    assert offered not in page
    assert reverse("plans:item_amend", args=[item.pk]) not in page
