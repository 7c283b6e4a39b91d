"""Pages on which a committee adjusts how its paper is laid out."""

import re
import unicodedata

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import Regime, Role
from reports.models import LayoutVersion, PaperFile
from reports.tasks import draw_paper
from tests.access.walk import FormReader
from tests.factories.orgs import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return UnitFactory(is_committee=True, regime=Regime.PARTY, paper_name="Đảng ủy phường Thử")


@pytest.fixture
def office(client, committee):
    client.force_login(UserFactory(role=Role.OFFICER, unit=committee))
    return client


def edit(committee, base="PARTY_2026"):
    return reverse("reports:layout_edit", args=[committee.pk, base])


def preview(committee):
    return reverse("reports:layout_preview", args=[committee.pk, "PARTY_2026"])


def filled(office, committee):
    """What the form would send as it stands."""
    address = edit(committee)
    reader = FormReader(address)
    reader.feed(office.get(address).content.decode())
    return reader.forms[address]


def test_the_form_as_it_stands_changes_nothing(office, committee):
    office.post(edit(committee), filled(office, committee))

    assert LayoutVersion.objects.get().changes == {}


def test_a_number_is_tried_then_put_in_force(office, committee):
    today = timezone.localdate()

    page = office.post(edit(committee), filled(office, committee) | {"margins.left": "35"}, follow=True)

    assert "Đã lưu bản thử" in page.content.decode()
    trial = LayoutVersion.objects.get()
    assert trial.changes["margins"]["left"] == 35
    assert trial.changes["header_cells"] == [80, 80]  # the right cell takes what is left
    apply = {"valid_from": f"{today:%d/%m/%Y}", "version": trial.version}
    page = office.post(reverse("reports:layout_apply", args=[trial.pk]), apply, follow=True)
    assert f"Văn bản từ ngày {today:%d/%m/%Y} in theo bản này." in page.content.decode()
    assert LayoutVersion.objects.profile_of(committee, today).margins.left == 35


def test_places_to_be_filled_in_are_named_in_vietnamese_and_stored_as_before(office, committee):
    page = office.get(edit(committee)).content.decode()
    assert 'value="Số {số}-{loại}/{ký hiệu}"' in page
    assert "{number}" not in page
    assert "Exactly" not in page

    page = office.post(
        edit(committee), filled(office, committee) | {"number_form": "Số: {số}-{loại}/{ký hiệu}"}, follow=True
    ).content.decode()

    assert LayoutVersion.objects.get().changes == {"number_form": "Số: {number}-{type_code}/{symbol}"}
    assert "Cách ghi số: “Số: {số}-{loại}/{ký hiệu}” (quy định “Số {số}-{loại}/{ký hiệu}”)" in page


@pytest.mark.parametrize(
    "form", [unicodedata.normalize("NFD", "Số {số}/{loại}-{ký hiệu}"), "Số {number}/{type_code}-{symbol}"]
)
def test_places_typed_otherwise_are_understood(office, committee, form):
    office.post(edit(committee), filled(office, committee) | {"number_form": form})

    assert LayoutVersion.objects.get().changes == {"number_form": "Số {number}/{type_code}-{symbol}"}


def test_a_test_print_is_drawn_by_the_worker(office, committee):
    page = office.post(edit(committee), filled(office, committee) | {"body.size": "13,5", "print": "1"}, follow=True)

    drawn = PaperFile.objects.get()
    assert page.redirect_chain[-1][0] == reverse("reports:paper_status", args=[drawn.pk])
    draw_paper.func(file_id=drawn.pk, on=timezone.localdate().isoformat())
    file = office.get(reverse("reports:paper_download", args=[drawn.pk]))
    assert b"".join(file.streaming_content)[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"margins.left": "0"}, "Phải từ 5 đến 60."),
        ({"margins.left": "x"}, "chưa phải là số"),
        ({"margins.left": "1e3"}, "chưa phải là số"),
        ({"margins.left": "60", "margins.right": "60", "page_width": "150"}, "ít nhất 60 mm"),
        ({"header_cells.0": "160"}, "Ô bên phải còn dưới 20 mm"),
        ({"number_form": "Số {number}"}, "Giữ nguyên {số}, {loại}, {ký hiệu}."),
        ({"number_form": "{number.__class__} {type_code} {symbol}"}, "Giữ nguyên {số}, {loại}, {ký hiệu}."),
        ({"number_form": "{number!r} {type_code} {symbol}"}, "Giữ nguyên {số}, {loại}, {ký hiệu}."),
        ({"number_form": "{number {type_code} {symbol}"}, "Giữ nguyên {số}, {loại}, {ký hiệu}."),
        ({"issuer_star": "{number}"}, "Không dùng dấu ngoặc nhọn"),
        ({"page_number_size": "500"}, "Phải từ 6 đến 30."),
        ({"title_lines.0.0": "a" * 101}, "100"),
    ],
)
def test_a_wrong_value_is_told_on_the_page_and_on_the_sample(office, committee, typed, sentence):
    values = filled(office, committee) | typed

    page = office.post(edit(committee), values)
    sample = office.post(preview(committee), values)

    assert sentence in page.content.decode()
    assert sentence in sample.content.decode()
    assert not LayoutVersion.objects.exists()


def test_the_sample_follows_what_is_typed_and_writes_nothing(office, committee):
    page = office.post(preview(committee), filled(office, committee) | {"margins.left": "41,5"})

    assert "20mm 15mm 20mm 41.5mm" in page.content.decode()
    assert "ĐẢNG ỦY PHƯỜNG THỬ" in page.content.decode()
    assert not LayoutVersion.objects.exists()


def test_the_sample_runs_nothing_and_is_framed_by_ourselves_only(office, committee):
    page = office.get(preview(committee))

    policy = page.headers["Content-Security-Policy"]
    nonce = re.search(r'<style nonce="([^"]+)"', page.content.decode())[1]
    assert f"'nonce-{nonce}'" in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src 'none'" in policy
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_markup_in_a_mark_is_shown_as_text(office, committee):
    page = office.post(preview(committee), filled(office, committee) | {"issuer_star": "<b>*</b>"})

    assert "&lt;b&gt;*&lt;/b&gt;" in page.content.decode()


def test_what_another_officer_tried_meanwhile_is_shown_beside_what_was_typed(office, committee):
    values = filled(office, committee)
    office.post(edit(committee), values | {"margins.left": "35", "job_title_bold": "on"})

    page = office.post(edit(committee), values | {"margins.left": "33"})

    assert page.status_code == 409
    told = {(d.label, d.theirs, d.mine) for d in page.context["conflict"].differences}
    assert told == {
        ("Lề trái (mm)", "35", "33"),
        ("Chức vụ", "14 pt, đậm, in hoa, giữa", "14 pt, in hoa, giữa"),
    }
    assert LayoutVersion.objects.get().changes["margins"]["left"] == 35


def test_a_trial_is_thrown_away(office, committee):
    office.post(edit(committee), filled(office, committee) | {"margins.left": "35"})

    page = office.post(reverse("reports:layout_drop", args=[LayoutVersion.objects.get().pk]), follow=True)

    assert "Đã bỏ bản thử" in page.content.decode()
    assert not LayoutVersion.objects.exists()


def test_the_list_tells_every_version(office, committee, django_assert_max_num_queries):
    office.post(edit(committee), filled(office, committee) | {"margins.left": "35", "reason": "Ý kiến văn thư"})

    with django_assert_max_num_queries(10):
        page = office.get(reverse("reports:layout_list", args=[committee.pk])).content.decode()

    assert "Bản thử" in page
    assert "Ý kiến văn thư" in page
    assert page.count("Đang dùng") == 1


@pytest.mark.parametrize("name", ["layout_edit", "layout_preview"])
def test_a_rule_nobody_issued_is_not_found(office, committee, name):
    assert office.get(reverse(f"reports:{name}", args=[committee.pk, "PARTY_1930"])).status_code == 404


def test_leaders_and_units_do_not_lay_out(client, committee):
    client.force_login(UserFactory(role=Role.LEADER, unit=committee))

    assert client.get(edit(committee)).status_code == 403


def test_dropping_what_is_in_force_already_says_that_nothing_was_dropped(office, committee):
    today = timezone.localdate()
    office.post(edit(committee), filled(office, committee))
    trial = LayoutVersion.objects.get()
    apply = {"valid_from": f"{today:%d/%m/%Y}", "version": trial.version}
    office.post(reverse("reports:layout_apply", args=[trial.pk]), apply)

    page = office.post(reverse("reports:layout_drop", args=[trial.pk]), follow=True)

    assert "Chưa bỏ gì" in page.text
    assert LayoutVersion.objects.exists()
