"""The pages of a new version: sent in, compared, chosen, confirmed; and who may open them."""

import uuid

import pytest
from django.urls import reverse

from plans import tasks
from plans.models import Plan, PlanImport, PlanItem, PlanVersion
from tests.plans.revising import TEXT, Revising

pytestmark = pytest.mark.usefixtures("folders")

LATER = ("15/6 và 15/12", "15/6 và 20/12")
REVIEWED = ("- Rà soát thủ tục hành chính, hoàn thành trước ngày 30/9/2026.\n\n", "")


@pytest.fixture
def plan(ward):
    return Revising(ward)


def address(plan_import):
    return reverse("plans:import_compare", args=[plan_import.pk])


def sent(page, **changes):
    """What a browser would send from the page of the comparison."""
    form, names = page.context["form"], page.context["names"]
    values = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    values["issued_on"] = f"{values['issued_on']:%d/%m/%Y}" if hasattr(values["issued_on"], "year") else ""
    for _, field in names.rows():
        if picked := field.value():
            values |= {f"{field.html_name}_name": picked.name, field.html_name: picked.value}
    return values | changes


def test_a_new_version_goes_from_paste_to_the_plan(office, plan):
    address = reverse("plans:plan_revise", args=[plan.plan.pk])
    assert address in office.get(plan.plan.get_absolute_url()).content.decode()
    text = TEXT.replace(*LATER).replace("Số 15-KH/ĐU", "Số 20-KH/ĐU")

    status = office.post(address, {"key": str(uuid.uuid4()), "text": text, "is_not_secret": "on"}).headers["Location"]
    tasks.read_import.func(PlanImport.objects.get(amends=plan.plan).pk)
    page = office.get(status, follow=True)
    told = office.post(page.redirect_chain[-1][0], sent(page, confirm="1", reason="Thông báo số 3"), follow=True)

    version, read = PlanVersion.objects.get(number=2), PlanImport.objects.get(amends=plan.plan)
    assert (version.document_number, version.reason, version.sha256) == ("20-KH/ĐU", "Thông báo số 3", read.sha256)
    assert version.source_file.name
    words = told.content.decode()
    assert "20/12 hằng năm" in words
    assert "sửa lần 1, ngày 15/01/2026" in words
    assert "15-KH/ĐU" in words


def test_the_page_marks_the_words_that_differ_and_folds_what_does_not(office, plan):
    words = office.get(address(plan.amended(LATER))).content.decode()

    assert '<del><span class="visually-hidden">bỏ: </span>15/12 </del>' in words
    assert '<ins><span class="visually-hidden">thêm: </span>20/12 </ins>' in words
    assert words.count('class="compared is-changed"') == 1
    assert "mục giữ nguyên</summary>" in words


def test_nothing_is_decided_where_work_would_be_taken_away(office, plan):
    amended = plan.amended(REVIEWED)
    page = office.get(address(amended))
    assert "Còn 1 chỗ cần chọn" in page.content.decode()

    again = office.post(address(amended), sent(page, confirm="1", reason="Theo thông báo"))

    assert "Hãy chọn một trong hai" in again.content.decode()
    assert PlanVersion.objects.count() == 1


def test_choices_are_kept_until_they_are_confirmed(office, plan):
    amended = plan.amended(REVIEWED)
    page = office.get(address(amended))
    field = page.context["page"].entries[0].choice.html_name

    office.post(address(amended), sent(page, save="1", reason="Đang xem", **{field: "keep"}))

    again = office.get(address(amended))
    assert (again.context["form"][field].value(), again.context["form"]["reason"].value()) == ("keep", "Đang xem")
    assert PlanVersion.objects.count() == 1


def test_two_paragraphs_are_joined_and_parted_by_hand(office, plan):
    change = ("2. Tổ chức hội nghị gặp mặt người có uy tín ở các khu phố.", "2. Biểu dương gương điển hình.")
    amended = plan.amended(change)
    page = office.get(address(amended))
    old, new = page.context["page"].dropped[0], page.context["page"].new[0]

    office.post(address(amended), sent(page, join="1", join_before=old.key, join_after=new.key))
    joined = office.get(address(amended))
    assert [entry.pair.key for entry in joined.context["page"].entries] == [f"{old.key}~{new.key}"]

    office.post(address(amended), sent(joined, part=f"{old.key}~{new.key}"))
    parted = office.get(address(amended))
    assert {entry.pair.outcome for entry in parted.context["page"].entries} == {"dropped", "new"}


def test_a_new_duty_of_an_unknown_body_asks_who_is_meant(office, plan, ward):
    amended = plan.amended(("T/M", "4. Khối Dân vận gửi báo cáo trước ngày 30/10/2026.\n\nT/M"))
    page = office.get(address(amended))
    ((_, picker),) = page.context["names"].rows()
    refused = office.post(address(amended), sent(page, confirm="1", reason="Bổ sung"))
    assert "chưa rõ “Khối Dân vận” là đơn vị nào" in refused.content.decode()
    assert PlanVersion.objects.count() == 1

    named = {f"{picker.html_name}_name": ward.council.name, picker.html_name: f"u{ward.council.pk}"}
    office.post(address(amended), sent(page, confirm="1", reason="Bổ sung", **named))

    added = PlanItem.objects.get(introduced_in=2)
    assert added.assignments.get().unit == ward.council


def test_a_plan_amended_meanwhile_is_compared_again_and_nothing_is_lost(office, plan):
    amended = plan.amended(LATER)
    page = office.get(address(amended))
    Plan.objects.filter(pk=plan.plan.pk).update(version=7)

    stale = office.post(address(amended), sent(page, confirm="1", reason="Theo thông báo"))

    words = stale.content.decode()
    assert (stale.status_code, PlanVersion.objects.count()) == (409, 1)
    assert "vừa được người khác sửa nên chưa lưu gì" in words
    assert "Theo thông báo" in words
    office.post(address(amended), sent(stale, confirm="1"))
    assert PlanVersion.objects.count() == 2


def test_the_second_of_two_clicks_is_told(office, plan):
    amended = plan.amended(LATER)
    data = sent(office.get(address(amended)), confirm="1", reason="Theo thông báo")

    office.post(address(amended), data)
    again = office.post(address(amended), data, follow=True)

    assert "đã được ghi vào kế hoạch" in again.content.decode()
    assert PlanVersion.objects.count() == 2


def test_each_version_can_be_read_as_it_was(office, plan):
    plan.revise(plan.amended(LATER, REVIEWED))
    url = reverse("plans:plan_versions", args=[plan.plan.pk])

    first, second = (office.get(url, {"version": n}).content.decode() for n in (1, 2))

    assert "15/6 và 15/12 hằng năm" in first
    assert "<ins>" not in first
    assert "<del>" in second
    assert "Mục bỏ ở lần này" in second
    assert "theo văn bản số 20-KH/ĐU" in first
    assert office.get(url, {"version": 9}).status_code == 404


@pytest.mark.parametrize("name", ["plan_revise", "import_compare"])
@pytest.mark.parametrize("who", ["leader", "reporter", "stranger"])
def test_new_versions_are_for_the_office_of_the_issuer(client, ward, plan, name, who):
    client.force_login(getattr(ward, who))
    about = plan.plan if name == "plan_revise" else plan.amended()
    url = reverse(f"plans:{name}", args=[about.pk])

    assert {client.get(url).status_code, client.post(url, {}).status_code} <= {403, 404}


def test_a_closed_plan_and_one_being_entered_take_no_new_version(office, ward, plan):
    Plan.objects.filter(pk=plan.plan.pk).update(closed_on="2026-12-31")

    assert office.get(address(plan.amended())).status_code == 403
    assert office.get(reverse("plans:plan_revise", args=[ward.plan.pk])).status_code == 403


def test_what_a_version_was_made_of_is_not_thrown_away(office, plan):
    amended = plan.amended(LATER)
    plan.revise(amended)

    office.post(reverse("plans:import_delete", args=[amended.pk]))

    assert PlanImport.objects.filter(pk=amended.pk).exists()


@pytest.mark.one_database
@pytest.mark.parametrize("count", [1, 6])
def test_the_comparison_takes_the_same_queries_however_long_the_plan(office, plan, count, django_assert_num_queries):
    lines = "".join(f"{n}. Các chi bộ trực thuộc gửi bản {n} trước {n}/10/2026.\n\n" for n in range(4, 4 + count))
    amended = plan.amended(("T/M", f"{lines}T/M"))

    with django_assert_num_queries(14):
        office.get(address(amended))


@pytest.mark.one_database
@pytest.mark.parametrize("count", [1, 6])
def test_confirming_takes_the_same_queries_however_long_the_plan(office, plan, count, django_assert_num_queries):
    lines = "".join(f"{n}. Các chi bộ trực thuộc gửi bản {n} trước {n}/10/2026.\n\n" for n in range(4, 4 + count))
    amended = plan.amended(("T/M", f"{lines}T/M"))
    data = sent(office.get(address(amended)), confirm="1", reason="Theo thông báo")

    with django_assert_num_queries(61):
        assert office.post(address(amended), data).status_code == 302
