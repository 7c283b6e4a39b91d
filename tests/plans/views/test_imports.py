"""From a document to a plan, as a clerk does it."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans import tasks
from plans.importing import read_plan, source_from_text
from plans.models import Plan, PlanImport
from tests.factories.plans import PlanImportFactory
from tests.plans.importing.samples import PARTY_PLAN

pytestmark = pytest.mark.usefixtures("folders")

CREATE = "/imports/new/"


@pytest.fixture
def draft(ward):
    """A document that was read and waits to be checked."""
    source = source_from_text(PARTY_PLAN)
    return PlanImportFactory(
        issuer=ward.committee, uploaded_by=ward.officer, source_text=source.text,
        draft=read_plan(source).to_record(), read_at="2026-02-10T00:00Z",
    )  # fmt: skip


def sent(**changes):
    return {"key": str(uuid.uuid4()), "text": PARTY_PLAN, "is_not_secret": "on"} | changes


def reviewed(page, **changes):
    """What a browser would send from the review page, with changes."""
    values = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    values["version"] = page.context["plan_import"].version
    for name, value in list(values.items()):
        if hasattr(value, "strftime"):
            values[name] = value.strftime("%d/%m/%Y")
    for _, field in page.context["names"].rows():
        picked = field.value()
        values |= {
            f"{field.html_name}_name": picked.name if picked else "",
            field.html_name: picked.value if picked else "",
        }
    for name in ("monitor", "report_to", "report_via"):
        picked = values.pop(name)
        values |= {f"{name}_name": picked.name, name: picked.value} if picked else {}
    return values | changes


def test_a_document_goes_from_paste_to_plan(office, ward):
    response = office.post(CREATE, sent())
    status = response.headers["Location"]
    assert "Đang đọc tài liệu" in office.get(status).content.decode()

    tasks.read_import.func(PlanImport.objects.get().pk)
    assert office.get(status, headers={"HX-Request": "true"}).headers["HX-Redirect"].endswith("/review/")
    review = office.get(status).headers["Location"]
    page = office.get(review)
    assert '<li id="line-1"' in page.content.decode()
    response = office.post(review, reviewed(page, number="14-KH/ĐU", place="Tân Lập"))

    plan = Plan.objects.get(source_import__isnull=False)
    assert response.headers["Location"] == plan.get_absolute_url()
    assert (plan.document.place, plan.items.filter(label="IV").exists()) == ("Tân Lập", True)


def test_confirming_twice_makes_one_plan(office, draft):
    url = reverse("plans:import_review", args=[draft.pk])
    data = reviewed(office.get(url))

    first, second = office.post(url, data), office.post(url, data)

    assert first.headers["Location"] == second.headers["Location"]
    assert Plan.objects.filter(source_import=draft).count() == 1


def test_the_review_page_asks_for_each_name_once_and_selects_only_what_is_certain(office, ward, draft):
    page = office.get(reverse("plans:import_review", args=[draft.pk]))

    names = [name for name, _ in page.context["names"].rows()]
    assert len(names) == len(set(names))
    assert {name: field.value() for name, field in page.context["names"].rows()}["Khối Dân vận"] is None


def test_an_unclear_name_on_the_review_page_keeps_everything_typed(office, ward, draft):
    url = reverse("plans:import_review", args=[draft.pk])
    page = office.get(url)
    field = page.context["names"].rows()[0][1].html_name

    again = office.post(url, reviewed(page, **{f"{field}_name": "chi bộ", field: "", "place": "Tân Lập"}))

    assert "Chưa rõ “chi bộ” là nơi nào" in again.content.decode()
    assert 'value="Tân Lập"' in again.content.decode()
    assert not Plan.objects.filter(source_import=draft).exists()


def test_the_same_file_again_says_where_it_went_the_first_time(office, ward):
    pages = []
    for _ in range(2):
        office.post(CREATE, sent())
        tasks.read_import.func(PlanImport.objects.first().pk)
        pages.append(office.get(reverse("plans:import_review", args=[PlanImport.objects.first().pk])))
    first, second = (page.context["plan_import"] for page in pages)
    assert [page.context["twin"] for page in pages] == [None, first]

    office.post(reverse("plans:import_review", args=[first.pk]), reviewed(pages[0], number="14-KH/ĐU", place="Tân Lập"))
    page = office.get(reverse("plans:import_review", args=[second.pk])).content.decode()
    assert Plan.objects.get(source_import=first).get_absolute_url() in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"is_not_secret": ""}, "không được nhận tài liệu mật"),
        ({"text": ""}, "Hãy chọn một tệp"),
        ({"key": "không phải"}, "Mã của trang không đọc được"),
        ({"text": "x" * 1_000_001}, "1000000"),
    ],
)
def test_import_create_says_what_is_missing(office, changes, sentence):
    page = office.post(CREATE, sent(**changes))

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not PlanImport.objects.exists()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("plan.exe", b"MZ"), "Chỉ đọc được tệp Word"),
        (SimpleUploadedFile("plan.docx", b""), "Tệp trống"),
        (SimpleUploadedFile("plan.docx", b"x" * (10 * 1024 * 1024 + 1)), "quá 10 MB"),
    ],
)
def test_import_create_refuses_files_it_cannot_read(office, file, sentence):
    file.seek(0)
    page = office.post(CREATE, sent(text="", file=file))

    assert sentence in page.content.decode()
    assert not PlanImport.objects.exists()


def test_a_refusal_is_told_and_nothing_can_be_reviewed(office, ward):
    refused = PlanImportFactory(issuer=ward.committee, error="Tệp bị hỏng. Chưa lưu gì.", read_at="2026-02-10T00:00Z")

    page = office.get(reverse("plans:import_review", args=[refused.pk]), follow=True)

    assert "Tệp bị hỏng. Chưa lưu gì." in page.content.decode()
    assert "hx-trigger" not in page.content.decode().partition('id="import-status"')[2].partition(">")[0]


def test_an_import_can_be_thrown_away(office, draft):
    office.post(reverse("plans:import_delete", args=[draft.pk]))

    assert not PlanImport.objects.exists()


@pytest.mark.parametrize("name", ["import_status", "import_review", "import_delete"])
@pytest.mark.parametrize("who", ["leader", "reporter", "stranger"])
def test_imports_are_seen_by_the_office_alone(client, ward, draft, name, who):
    client.force_login(getattr(ward, who))
    url = reverse(f"plans:{name}", args=[draft.pk])

    assert client.post(url, {}).status_code in {404, 405}
    assert client.get(url).status_code in {404, 405}
    assert PlanImport.objects.exists()
