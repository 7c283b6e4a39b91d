"""The review page of a draft: its acts, with htmx and without, by two people at once, and how it stays quick."""

import re

import pytest

from plans.models import Assignee, Plan
from plans.services.correcting import corrected_draft
from tests.plans.drafts import address, draft_now, import_of, key_of, sent, words_of
from tests.plans.importing.samples import PARTY_PLAN
from tests.plans.views.test_imports import reviewed

HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize("act", ["merge", "indent", "outdent", "content", "omit"])
def test_an_act_is_stored_and_leads_back_to_its_place(office, draft, act):
    key = key_of(draft, "Cấp phát tài liệu")

    response = office.post(address(draft, "correct"), {act: key, "version": "0"})

    draft.refresh_from_db()
    assert [record["act"] for record in draft.corrections] == [act]
    assert draft.version == 1
    assert response.headers["Location"].startswith(f"{draft.get_absolute_url()}#row-")


def test_with_htmx_only_the_touched_rows_travel(office, draft):
    key = key_of(draft, "Cấp phát tài liệu")

    page = office.post(address(draft, "correct"), {"outdent": key, "version": "0"}, headers=HTMX)

    rows = re.findall(r'id="row-([^"]+)"', page.content.decode())
    assert rows == [key]
    assert 'hx-swap-oob="true"' in page.content.decode()
    assert page.headers["HX-Reswap"] == "none"


def test_a_finding_is_accepted_and_undone(office, draft):
    page = office.get(draft.get_absolute_url())
    flag = page.context["draft"].flags[-1]

    office.post(address(draft, "correct"), {"seen": flag.key, "version": "0"})
    after = office.get(draft.get_absolute_url()).context["draft"].flags
    office.post(address(draft, "undo"), {"version": "1"})
    again = office.get(draft.get_absolute_url()).context["draft"].flags

    assert flag not in after
    assert again == page.context["draft"].flags


def test_the_second_of_two_people_is_told_and_nothing_is_lost(office, draft):
    url = address(draft, "item", key_of(draft, "Rà soát thủ tục"))
    mine = sent(office, url, text="Rà soát, cắt giảm thủ tục")
    office.post(address(draft, "correct"), {"omit": key_of(draft, "Cấp phát tài liệu"), "version": "0"})

    page = office.post(url, mine)

    assert "vừa được người khác sửa" in page.content.decode()
    assert "Rà soát, cắt giảm thủ tục" in page.content.decode()
    assert "Rà soát, cắt giảm thủ tục" not in words_of(draft)
    office.post(url, mine | {"version": page.context["bundle"].form["version"].value()})
    assert "Rà soát, cắt giảm thủ tục" in words_of(draft)


def test_what_was_typed_into_an_item_that_is_gone_is_shown(office, draft):
    key = key_of(draft, "Rà soát thủ tục")
    mine = sent(office, address(draft, "item", key), text="Lời đã gõ")
    office.post(address(draft, "correct"), {"merge": key, "version": "0"})

    page = office.post(address(draft, "item", key), mine)

    assert page.status_code == 409
    assert "Lời đã gõ" in page.content.decode()


def test_the_same_click_twice_counts_once(office, draft):
    data = {"omit": key_of(draft, "Cấp phát tài liệu"), "version": "0"}

    office.post(address(draft, "correct"), data)
    office.post(address(draft, "correct"), data)

    draft.refresh_from_db()
    assert len(draft.corrections) == 1


def test_an_item_is_edited_with_its_units_and_deadline(office, draft):
    url = address(draft, "item", key_of(draft, "hội nghị gặp mặt"))

    office.post(url, sent(office, url, **{"who-0-who_name": "HĐND phường", "when-0-wording": "trước ngày 15/9/2026"}))

    item = next(item for item in corrected_draft(draft_now(draft)).walk() if "hội nghị gặp mặt" in item.text)
    mine = [one for one in corrected_draft(draft).assignments if one.path == item.path]
    assert [(one.units, [str(d.dates[0]) for d in one.deadlines]) for one in mine] == [
        (("HĐND phường",), ["2026-09-15"])
    ]


def test_an_item_sent_back_unchanged_is_no_correction(office, draft):
    url = address(draft, "item", key_of(draft, "hội nghị gặp mặt"))

    office.post(url, sent(office, url))

    assert draft_now(draft).corrections == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"who-TOTAL_FORMS": ""}, "Trang gửi đi thiếu dữ liệu"),
        ({"text": " "}, "bắt buộc"),
        ({"kind": "khác"}, "hợp lệ"),
        ({"when-0-wording": "x" * 301}, "300"),
    ],
)
def test_a_form_of_an_item_filled_in_badly_says_so_and_stores_nothing(office, draft, changes, sentence):
    url = address(draft, "item", key_of(draft, "hội nghị gặp mặt"))

    page = office.post(url, sent(office, url) | changes)

    assert sentence in page.content.decode()
    assert draft_now(draft).corrections == []


@pytest.mark.parametrize(
    "data",
    [{}, {"merge": "không có", "version": "0"}, {"seen": "0-0", "version": "0"}, {"omit": "1-0", "version": "x"}],
)
def test_an_act_about_nothing_is_refused_with_a_sentence(office, draft, data):
    page = office.post(address(draft, "correct"), data, follow=True)

    assert "Chưa đổi gì" in page.content.decode()
    assert draft_now(draft).corrections == []


def test_an_item_is_split_where_a_button_or_words_say(office, draft):
    words = "vận động đoàn viên"
    url = address(draft, "split", key_of(draft, words))

    page = office.get(url)
    at = page.context["split"].pieces()[-1][0]
    office.post(url, {"at": at, "version": "0"})
    assert "thực hiện thường xuyên." in words_of(draft)

    url = address(draft, "split", key_of(draft, "Rà soát thủ tục"))
    assert "Không thấy" in office.post(url, {"words": "chữ không có", "version": "1"}).content.decode()
    office.post(url, {"words": "hoàn thành trước", "version": "1"})
    assert "hoàn thành trước ngày 30/6/2026." in words_of(draft)


def test_a_deadline_is_understood_while_it_is_typed(office, draft):
    url = address(draft, "deadline")

    assert "30/9/2026" in office.get(url, {"when-0-wording": "trước ngày 30/9"}).content.decode()
    assert "is-doubtful" in office.get(url, {"when-0-wording": "ngày 31/02/2026"}).content.decode()
    assert office.get(url, {"when-0-wording": "  "}).content.decode().strip() == ""


def test_what_is_filled_in_is_kept_and_takes_its_finding_away(office, ward):
    draft = import_of(ward, PARTY_PLAN.replace("Số 14-KH/ĐU", "Số   -KH/ĐU"))
    page = office.get(draft.get_absolute_url())
    before = len(page.context["draft"].flags)

    answer = office.post(address(draft, "keep"), {"number": "14-KH/ĐU"}, headers=HTMX)

    assert len(answer.context["draft"].flags) == before - 1
    again = office.get(draft.get_absolute_url())
    assert again.context["form"]["number"].value() == "14-KH/ĐU"


def test_choosing_a_unit_where_the_text_names_nobody_takes_the_finding_away(office, ward):
    draft = import_of(ward, PARTY_PLAN.replace("Giao Khối Dân vận chủ trì, hoàn", "Hoàn"))
    page = office.get(draft.get_absolute_url())
    row = next(row for row in page.context["name_rows"] if not row.is_name)
    data = {row.key: f"u{ward.council.pk}", f"{row.key}_name": ward.council.name, f"{row.key}_choice": ""}

    answer = office.post(address(draft, "keep"), data, headers=HTMX)

    assert any("Chưa rõ đơn vị nào" in flag.message for flag in page.context["draft"].flags)
    assert not any("Chưa rõ đơn vị nào" in flag.message for flag in answer.context["draft"].flags)


def test_the_plan_is_made_of_the_corrected_draft(office, draft):
    office.post(address(draft, "correct"), {"content": key_of(draft, "Rà soát thủ tục"), "version": "0"})
    page = office.get(draft.get_absolute_url())

    office.post(draft.get_absolute_url(), reviewed(page))

    item = Plan.objects.get(source_import=draft).items.get(text__startswith="Rà soát thủ tục")
    assert item.kind == "content"
    assert not Assignee.objects.filter(item=item).exists()


def test_a_plan_is_not_made_of_a_draft_that_somebody_has_just_corrected(office, draft):
    data = reviewed(office.get(draft.get_absolute_url()), place="Nơi khác")
    office.post(address(draft, "correct"), {"content": key_of(draft, "Rà soát thủ tục"), "version": "0"})

    page = office.post(draft.get_absolute_url(), data)

    assert "vừa được người khác sửa" in page.content.decode()
    assert 'value="Nơi khác"' in page.content.decode()
    assert not Plan.objects.filter(source_import=draft).exists()


@pytest.mark.parametrize("name", ["keep", "correct", "undo", "again", "deadline"])
@pytest.mark.parametrize("who", ["leader", "reporter", "stranger"])
def test_drafts_are_corrected_by_the_office_alone(client, ward, draft, name, who):
    client.force_login(getattr(ward, who))

    data = {"omit": key_of(draft, "Cấp phát tài liệu"), "version": "0", "number": "1"}
    assert client.post(address(draft, name), data).status_code in {404, 405}
    assert (draft_now(draft).corrections, draft.typed, draft.asked_again_at) == ([], {}, None)


def test_a_draft_without_findings_says_so(office, draft):
    for flag in office.get(draft.get_absolute_url()).context["draft"].flags:
        draft.refresh_from_db()
        office.post(address(draft, "correct"), {"seen": flag.key, "version": str(draft.version)})

    assert "Đã xem hết." in office.get(draft.get_absolute_url()).content.decode()


def long_text(items):
    duties = "\n\n".join(f"- Việc thứ {n} của xã, hoàn thành trước ngày 30/6/2026." for n in range(items))
    return PARTY_PLAN.replace("- Bố trí kinh phí cho các mô hình.", duties)


@pytest.mark.one_database
@pytest.mark.parametrize("items", [1, 300])
def test_the_query_count_of_the_page_does_not_grow_with_its_items(office, ward, items, django_assert_max_num_queries):
    draft = import_of(ward, long_text(items))

    with django_assert_max_num_queries(16):
        page = office.get(draft.get_absolute_url())
    with django_assert_max_num_queries(45):
        office.post(address(draft, "correct"), {"omit": key_of(draft, "Việc thứ 0"), "version": "0"}, headers=HTMX)

    assert len(page.context["draft"].rows) > items
    assert len(page.content) < 500_000
