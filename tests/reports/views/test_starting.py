"""Beginning a report: what is chosen proposes the rest; outlines of a committee's own."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from orgs.models import JournalEntry, Role
from plans.models import Plan, ReportingCalendar, ReportingRule
from reports import services
from reports.models import Report, ReportOutline, ReportSpan
from tests.factories.orgs import MembershipFactory, UnitFactory, UserFactory
from tests.factories.plans import AssignmentFactory, OccurrenceFactory, PlanFactory, PlanItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_july():
    with time_machine.travel("2026-07-05 03:00+00:00", tick=False):
        yield


@pytest.fixture
def plan():
    return PlanFactory(handed_out=True, abstract="Công tác dân vận năm 2026")


@pytest.fixture
def officer(plan):
    return UserFactory(role=Role.OFFICER, unit=plan.issuer)


def ask(client, user, page="report_create", *args, **data):
    client.force_login(user)
    return client.get(reverse(f"reports:{page}", args=args), data)


def send(client, user, page="report_create", *args, **data):
    client.force_login(user)
    return client.post(reverse(f"reports:{page}", args=args), data, follow=True)


def test_a_new_page_proposes_the_half_year_that_has_just_ended(client, officer):
    form = ask(client, officer).context["form"]

    assert (form["starts_on"].value(), form["ends_on"].value()) == ("01/01/2026", "30/06/2026")
    assert form["abstract"].value() == (
        "kết quả công tác dân vận 6 tháng đầu năm, phương hướng, nhiệm vụ 6 tháng cuối năm 2026"
    )


def test_what_is_chosen_proposes_days_and_title_anew(client, officer, plan):
    page = client_with_htmx(client, officer, kind="FINAL", timespan="YEAR-2025-12", calendar="STATE", plans=[plan.pk])

    form = page.context["form"]
    assert (form["starts_on"].value(), form["ends_on"].value()) == ("15/12/2024", "14/12/2025")
    assert form["abstract"].value() == "tổng kết công tác dân vận năm 2025, phương hướng, nhiệm vụ năm 2026"
    assert "<html" not in page.content.decode()


def client_with_htmx(client, officer, **data):
    client.force_login(officer)
    headers = {"HX-Request": "true", "HX-Target": "proposal"}
    return client.get(reverse("reports:report_create"), data, headers=headers)


def test_another_kind_proposes_another_time_unless_it_was_chosen(client, officer, plan):
    was = ask(client, officer).context["form"]["was"].value()

    page = client_with_htmx(client, officer, kind="FINAL", timespan="HALF-2026-6", plans=[plan.pk], was=was)
    chosen = client_with_htmx(client, officer, kind="FINAL", timespan="HALF-2025-6", plans=[plan.pk], was=was)

    assert page.context["form"]["timespan"].value() == "YEAR-2026-12"
    assert 'id="timespan" hx-swap-oob="true"' in page.content.decode()
    assert chosen.context["form"]["timespan"].value() == "HALF-2025-6"


@pytest.mark.parametrize(("half", "days"), [("6", "15/12/2025"), ("12", "15/06/2026")])
def test_a_half_year_that_was_chosen_stays_the_same_half_of_the_states_year(client, officer, plan, half, days):
    words = {"kind": "INTERIM", "timespan": f"HALF-2026-{half}", "plans": [plan.pk]}
    with time_machine.travel("2026-11-21 03:00+00:00", tick=False):
        was = ask(client, officer).context["form"]["was"].value()
        for calendar in ("YEAR", "STATE", "YEAR", "STATE"):
            form = client_with_htmx(client, officer, **words, calendar=calendar, was=was).context["form"]
            was = form["was"].value()

    assert (form["timespan"].value(), form["starts_on"].value()) == (f"HALF-2026-{half}", days)


def test_a_title_written_by_hand_stays_when_another_time_is_chosen(client, officer, plan):
    first = ask(client, officer).context["form"]

    page = client_with_htmx(
        client, officer, kind="INTERIM", timespan="QUARTER-2026-6", plans=[plan.pk], was=first["was"].value(),
        abstract="Của tôi", starts_on="01/01/2026", ends_on="30/06/2026",
    )  # fmt: skip

    form = page.context["form"]
    assert (form["abstract"].value(), form["starts_on"].value()) == ("Của tôi", "01/04/2026")


def test_without_javascript_a_button_proposes(client, officer, plan):
    page = ask(client, officer, propose="1", kind="FINAL", timespan="YEAR-2025-12", plans=[plan.pk])

    assert page.context["form"]["ends_on"].value() == "31/12/2025"
    assert "<html" in page.content.decode()


def test_days_over_two_years_are_said_alike_in_the_title_and_the_headings(client, officer, plan):
    proposed = "kết quả công tác dân vận năm 2026, phương hướng, nhiệm vụ năm 2027"
    days = {"starts_on": "26/10/2026", "ends_on": "24/01/2027"}

    asked = {"kind": "INTERIM", "timespan": "YEAR-2026-12", "plans": [plan.pk], "key": uuid4()}
    send(client, officer, abstract=proposed, **asked, **days)

    report = Report.objects.get()
    said = "từ ngày 26/10/2026 đến ngày 24/01/2027"
    assert report.abstract == f"kết quả công tác dân vận {said}, phương hướng, nhiệm vụ thời gian tới"
    headings = [one.heading for one in report.sections.all()]
    assert f"KẾT QUẢ THỰC HIỆN {said.upper()}" in headings
    assert "NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI" in headings


def test_a_half_year_is_begun_with_three_choices(client, officer, plan):
    OccurrenceFactory(assignment=AssignmentFactory(item=PlanItemFactory(plan=plan, text="Tuyên truyền.")))
    Plan.objects.filter(pk=plan.pk).update(signatory_title="Phó Bí thư", signatory_name="Người Ký")

    send(client, officer, kind="INTERIM", plans=[plan.pk], timespan="HALF-2026-6")

    report = Report.objects.get()
    assert (report.span, report.starts_on, report.ends_on) == (ReportSpan.HALF, date(2026, 1, 1), date(2026, 6, 30))
    assert (report.job_title, report.signatory) == ("Phó Bí thư", "Người Ký")
    assert "KẾT QUẢ THỰC HIỆN 6 THÁNG ĐẦU NĂM 2026" in [one.heading for one in report.sections.all()]


CHOICES = {"kind": "INTERIM", "timespan": "HALF-2026-6"}


def test_one_press_sent_twice_begins_one_report(client, officer, plan):
    key = ask(client, officer).context["form"]["key"].value()
    for _ in range(2):
        page = send(client, officer, **CHOICES, plans=[plan.pk], key=key)

    report = Report.objects.get()
    assert page.redirect_chain[0][0] == report.get_absolute_url()
    assert "đã tạo từ lần bấm trước" in page.content.decode()
    assert JournalEntry.objects.filter(action="soạn báo cáo").count() == 1


def test_another_page_begins_another_report(client, officer, plan):
    for _ in range(2):
        key = ask(client, officer).context["form"]["key"].value()
        page = send(client, officer, **CHOICES, plans=[plan.pk], key=key)

    assert Report.objects.count() == 2
    assert "đã tạo từ lần bấm trước" not in page.content.decode()


def test_the_key_of_somebody_else_begins_a_report_of_ones_own(client, officer, plan):
    key = uuid4()
    for person in (officer, UserFactory(role=Role.OFFICER, unit=plan.issuer)):
        send(client, person, **CHOICES, plans=[plan.pk], key=key)

    assert Report.objects.filter(key=key).count() == 2


def test_the_key_stays_while_days_are_proposed_and_mistakes_are_mended(client, officer, plan):
    key = str(ask(client, officer).context["form"]["key"].value())

    proposed = ask(client, officer, propose="1", **CHOICES, plans=[plan.pk], key=key)
    mistaken = send(client, officer, **CHOICES, key=key)

    assert [f'name="key" value="{key}"' in page.content.decode() for page in (proposed, mistaken)] == [True, True]


def test_a_key_that_is_none_is_refused_in_words(client, officer, plan):
    page = send(client, officer, **CHOICES, plans=[plan.pk], key="khong-phai")

    assert "Chưa lưu" in page.content.decode()
    assert not Report.objects.exists()


def test_the_state_year_is_proposed_where_the_committee_reports_by_it(client, officer, plan):
    ReportingRule.objects.create(committee=plan.issuer, calendar=ReportingCalendar.STATE_YEAR)

    assert ask(client, officer).context["form"]["starts_on"].value() == "15/12/2025"


def test_an_outline_of_the_superior_is_pasted(client, officer, plan):
    pasted = "I. Tình hình chung\nII. Kết quả\n1. Tuyên truyền\n- Nêu số buổi\nIII. Khó khăn"

    send(client, officer, kind="INTERIM", plans=[plan.pk], timespan="HALF-2026-6", outline="pasted", pasted=pasted)

    sections = list(Report.objects.get().sections.all())
    assert [str(section) for section in sections] == [
        "I. Tình hình chung", "II. Kết quả", "1. Tuyên truyền", "III. Khó khăn",
    ]  # fmt: skip
    assert sections[2].guidance == "- Nêu số buổi"


def test_the_plans_own_headings_can_be_the_outline(client, officer, plan):
    heading = PlanItemFactory(plan=plan, text="CÔNG TÁC TUYÊN TRUYỀN", label="I")
    OccurrenceFactory(assignment=AssignmentFactory(item=PlanItemFactory(plan=plan, parent=heading, text="Quán triệt.")))

    send(client, officer, kind="INTERIM", plans=[plan.pk], timespan="HALF-2026-6", outline="plan")

    headings = [(one.level, one.heading) for one in Report.objects.get().sections.all()]
    place = headings.index((1, "CÔNG TÁC TUYÊN TRUYỀN"))
    assert headings[place + 1] == (2, "Quán triệt")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"timespan": "OTHER"}, "Hãy ghi ngày"),
        ({"timespan": "OTHER", "starts_on": "31/12/2026", "ends_on": "01/01/2026"}, "Ngày cuối của số liệu"),
        ({"plans": []}, "Hãy chọn ít nhất một kế hoạch."),
        ({"plans": ["9" * 25]}, "Chỉ chọn kế hoạch của"),
        ({"plans": ["abc"]}, "Chỉ chọn kế hoạch của"),
        ({"outline": "pasted", "pasted": " "}, "Đề cương chưa có mục nào"),
        ({"outline": "pasted", "pasted": "MẬT\nI. Một"}, "mật"),
        ({"starts_on": "31/02/2026"}, "Ghi ngày dạng"),
        ({"kind": "KHAC"}, "không phải là"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_begun(client, officer, plan, wrong, said):
    page = send(client, officer, **{"kind": "INTERIM", "plans": [plan.pk], "timespan": "HALF-2026-6"} | wrong)

    assert said in page.content.decode()
    assert not Report.objects.exists()


def test_a_report_tells_only_of_plans_of_its_own_committee(client, officer, plan):
    other = PlanFactory(handed_out=True)
    MembershipFactory(user=officer, unit=other.issuer, role=Role.OFFICER)

    page = send(
        client, officer, issuer=plan.issuer.pk, kind="INTERIM", plans=[plan.pk, other.pk], timespan="HALF-2026-6"
    )

    assert f"Chỉ chọn kế hoạch của {plan.issuer}." in page.content.decode()
    assert not Report.objects.exists()


def test_an_officer_of_two_committees_chooses_for_which(client, officer, plan):
    other = PlanFactory(handed_out=True)
    MembershipFactory(user=officer, unit=other.issuer, role=Role.OFFICER)

    send(client, officer, issuer=other.issuer.pk, kind="FINAL", plans=[other.pk], timespan="YEAR-2025-12")

    assert Report.objects.get().issuer == other.issuer


def test_a_committee_keeps_an_outline_of_its_own_and_begins_with_it(client, officer, plan):
    copied = ask(client, officer, "outline_create", **{"from": "interim"}).context["form"]
    assert copied["text"].value().startswith("I. CÔNG TÁC LÃNH ĐẠO")

    send(client, officer, "outline_create", name="Mẫu phường", kind="INTERIM", text="I. MỘT\n  1. Con\nII. HẠN CHẾ")
    outline = ReportOutline.objects.get()
    send(client, officer, kind="INTERIM", plans=[plan.pk], timespan="HALF-2026-6", outline=f"own-{outline.pk}")

    assert [str(one) for one in Report.objects.get().sections.all()] == ["I. MỘT", "1. Con", "II. HẠN CHẾ"]


def test_an_outline_may_serve_every_kind_of_report(client, officer):
    page = ask(client, officer, "outline_create").content.decode()
    send(client, officer, "outline_create", name="Mẫu chung", kind="", text="I. MỘT")

    assert "Loại nào cũng được" in page
    assert "---------" not in page
    assert ReportOutline.objects.get().kind == ""


def test_an_outline_that_cannot_be_read_is_not_kept(client, officer):
    page = send(client, officer, "outline_create", name="Mẫu", text="I. MỘT [gì đó]").content.decode()

    assert "không rõ “[gì đó]”" in page
    assert not ReportOutline.objects.exists()


def test_a_name_is_given_to_one_outline(client, officer):
    for _ in range(2):
        page = send(client, officer, "outline_create", name="Mẫu", text="I. MỘT").content.decode()

    assert "Đã có mẫu đề cương mang tên này." in page
    assert ReportOutline.objects.count() == 1


def test_two_who_edit_an_outline_see_both_texts(client, officer, plan):
    outline = ReportOutline.objects.create(committee=plan.issuer, name="Mẫu", text="I. MỘT", version=1)

    page = send(client, officer, "outline_edit", outline.pk, name="Mẫu", text="I. HAI", version=0)

    (difference,) = page.context["conflict"].differences
    assert (page.status_code, difference.theirs, difference.mine) == (409, "I. MỘT", "I. HAI")


def test_an_outline_is_dropped_and_reports_stay(client, officer, plan):
    outline = ReportOutline.objects.create(committee=plan.issuer, name="Mẫu", text="I. MỘT")
    send(client, officer, kind="INTERIM", plans=[plan.pk], timespan="HALF-2026-6", outline=f"own-{outline.pk}")

    send(client, officer, "outline_delete", outline.pk, confirm="1")

    assert not ReportOutline.objects.exists()
    assert Report.objects.get().sections.count() == 1


@pytest.fixture
def second_office(officer):
    """Another committee for whom the officer works too."""
    return MembershipFactory(user=officer, unit=UnitFactory(committee=True), role=Role.OFFICER).unit


def test_an_officer_of_two_committees_says_whose_outline_it_is_and_is_not_forgotten(client, officer, second_office):
    page = send(client, officer, "outline_create", committee=second_office.pk, name="Mẫu", text="")
    assert f'<option value="{second_office.pk}" selected>' in page.text

    send(client, officer, "outline_create", committee=second_office.pk, name="Mẫu", text="I. MỘT")

    assert ReportOutline.objects.get().committee == second_office


@pytest.mark.parametrize("committee", ["", "999999", "x"])
def test_a_committee_that_is_none_of_ones_own_is_refused(client, officer, second_office, committee):
    page = send(client, officer, "outline_create", committee=committee, name="Mẫu", text="I. MỘT")

    assert page.context["form"].errors["committee"]
    assert not ReportOutline.objects.exists()


def test_an_outline_that_was_dropped_meanwhile_is_said_to_be_gone(client, officer, plan, monkeypatch):
    outline = ReportOutline.objects.create(committee=plan.issuer, name="Mẫu", text="I. MỘT")
    known = services.edit_outline

    def dropped_meanwhile(**given):
        for _ in range(2):
            services.delete_outline(outline=ReportOutline(pk=outline.pk, committee=plan.issuer, name="Mẫu"), by=officer)
        return known(**given)

    monkeypatch.setattr(services, "edit_outline", dropped_meanwhile)

    page = send(client, officer, "outline_edit", outline.pk, name="Mẫu", text="I. HAI", version=0)

    assert page.status_code == 410
    assert "Nội dung này vừa được bỏ" in page.text
    assert JournalEntry.objects.filter(action="bỏ mẫu đề cương").count() == 1
