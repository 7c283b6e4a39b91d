"""The frame and the fragments that every page is made of, and what the browser's safety rules ask of them."""

import re
from datetime import date

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import ResolverMatch, resolve, reverse

from danvan.context import navigation
from orgs.models import Role
from plans.models import Occurrence, Progress
from tests.factories.orgs import MembershipFactory, UnitFactory, UserFactory

TODAY = date(2026, 11, 20)
TEMPLATES = settings.BASE_DIR / "templates"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "print" not in path.parts)
STYLES = [settings.BASE_DIR / "static" / "css" / f"{name}.css" for name in ("base", "layout", "components", "print")]


def frame(user, address="/") -> str:
    request = RequestFactory().get(address)
    request.user = user
    request.resolver_match = resolve(address)
    return render_to_string("base.html", {"user": user}, request=request)


def sections(user, app="orgs", view="unit_edit") -> list[dict]:
    request = RequestFactory().get("/")
    request.user = user
    request.resolver_match = ResolverMatch(frame, (), {}, url_name=view, namespaces=[app])
    return navigation(request)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def timeliness(due_on, timeliness, progress=Progress.NOT_STARTED) -> str:
    occurrence = Occurrence(due_on=due_on, progress=progress)
    occurrence.timeliness = timeliness
    return words(render_to_string("_timeliness.html", {"occurrence": occurrence, "today": TODAY}))


@pytest.mark.django_db
def test_the_frame_names_the_persons_unit_and_offers_to_sign_out():
    user = UserFactory(unit=UnitFactory(name="Chi bộ Khu phố 3"))
    html = frame(user)
    assert "Chi bộ Khu phố 3" in html
    assert f'action="{reverse("orgs:logout")}"' in html


@pytest.mark.django_db
def test_a_reporter_is_offered_his_work_and_the_plans():
    assert [entry["section"].label for entry in sections(UserFactory(reporter=True))] == ["Việc của đơn vị", "Kế hoạch"]


@pytest.mark.django_db
def test_a_person_with_two_roles_sees_each_section_once():
    user = UserFactory(officer=True)
    MembershipFactory(user=user, unit=user.home_unit(), role=Role.ADMIN)
    labels = [entry["section"].label for entry in sections(user)]
    assert labels == ["Cần xử lý", "Kế hoạch", "Tình hình", "Báo cáo", "Đơn vị", "Người dùng"]


@pytest.mark.django_db
def test_the_section_of_the_page_is_marked():
    marked = [entry["section"].label for entry in sections(UserFactory(officer=True)) if entry["is_current"]]
    assert marked == ["Đơn vị"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "view", "label"),
    [
        ("officer", "work_table", "Tình hình"),
        ("leader", "work_table", "Tình hình"),
        ("reporter", "work_table", "Việc của đơn vị"),
        ("officer", "progress_enter", "Cần xử lý"),
        ("reporter", "progress_create", "Việc của đơn vị"),
    ],
)
def test_pages_of_rows_belong_to_one_section_of_each_role(role, view, label):
    user = UserFactory(**{role: True})

    assert [entry["section"].label for entry in sections(user, "plans", view) if entry["is_current"]] == [label]


@pytest.mark.django_db
def test_who_has_both_roles_sees_one_section_marked():
    user = UserFactory(officer=True)
    MembershipFactory(user=user, unit=user.home_unit(), role=Role.REPORTER)

    for view in ("work_table", "progress_enter"):
        assert sum(entry["is_current"] for entry in sections(user, "plans", view)) == 1


def test_the_address_that_browsers_ask_unasked_leads_to_our_icon(client):
    assert client.get("/favicon.ico").url == "/static/img/favicon.svg"


@pytest.mark.django_db
def test_a_filter_that_is_wrong_says_so_and_does_not_speak_of_saving(client):
    client.force_login(UserFactory(admin=True))

    page = client.get("/units/", {"q": "a" * 101}).content.decode()

    assert "Bộ lọc chưa đúng:" in page
    assert "Chưa lưu" not in page
    assert '<details class="filter-fold" open>' in page


@pytest.mark.django_db
def test_a_person_who_must_change_his_password_sees_no_navigation():
    assert "site-nav" not in frame(UserFactory(officer=True, must_change_password=True))


def test_a_public_page_has_no_navigation():
    html = frame(AnonymousUser(), reverse("orgs:login"))
    assert "site-nav" not in html
    assert "Đăng xuất" not in html


def test_an_unknown_address_is_answered_in_words(client):
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "Không tìm thấy nội dung" in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_of_last_resort_need_nothing(name):
    assert "Về trang đầu" in render_to_string(name)


@pytest.mark.parametrize(
    ("due_on", "key", "progress", "said"),
    [
        (date(2026, 11, 8), "overdue", Progress.NOT_STARTED, "Quá hạn 12 ngày"),
        (date(2026, 11, 8), "overdue", Progress.AWAITING, "Chờ tiếp nhận"),
        (date(2026, 11, 8), "overdue", Progress.ASKED_FOR_MORE, "Đề nghị bổ sung Quá hạn 12 ngày"),
        (date(2026, 11, 20), "due_soon", Progress.IN_PROGRESS, "Hạn hôm nay"),
        (date(2026, 11, 25), "due_soon", Progress.IN_PROGRESS, "Còn 5 ngày"),
        (date(2026, 12, 31), "in_time", Progress.NOT_STARTED, "Còn 41 ngày"),
        (date(2026, 11, 8), "on_time", Progress.FINISHED, "Hoàn thành đúng hạn"),
        (date(2026, 11, 8), "late", Progress.FINISHED, "Hoàn thành quá hạn"),
        (None, "none", Progress.FINISHED, "Đã trả lời"),
        (None, "none", Progress.NOT_STARTED, "Không hạn"),
        (date(2026, 11, 8), "overdue", Progress.STOPPED, "Thôi thực hiện"),
    ],
)
def test_timeliness_is_one_short_word(due_on, key, progress, said):
    assert timeliness(due_on, key, progress) == said


def test_errors_are_summed_up_with_links_to_their_fields():
    class PlanForm(forms.Form):
        issued_on = forms.DateField(label="Ngày ban hành")

    html = render_to_string("_form_errors.html", {"form": PlanForm({"issued_on": "31/2/2026"})})
    assert '<a href="#id_issued_on">Ngày ban hành</a>' in html


def test_a_strip_without_figures_is_still_drawn():
    assert 'viewBox="0 0 1 1"' in render_to_string("_progress_strip.html", {"on_time": 0})


def test_a_strip_lays_its_four_parts_end_to_end():
    html = render_to_string("_progress_strip.html", {"on_time": 12, "late": 2, "open": 3, "overdue": 1})
    assert 'viewBox="0 0 18 1"' in html
    assert '<rect class="strip-overdue" x="17" width="1"' in html


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_hold_nothing_that_the_browser_must_refuse(path):
    refused = r"\sstyle=|<style(?! nonce=)|\shx-on|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)"
    assert not re.findall(refused, path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_colours_are_named_among_the_tokens_only(path):
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|!important|style=", path.read_text(encoding="utf-8"))
