"""The page on which a report is written, with and without JavaScript, by one and by two."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from reports import services, words
from reports.models import HeldText, Report, ReportFile, ReportParagraph
from tests.factories.orgs import UserFactory
from tests.factories.plans import PlanFactory, PlanItemFactory
from tests.reports.test_services import accepted, draft, section_of, sign

pytestmark = pytest.mark.django_db
MOST_OF_AN_ACT = {"section_delete": 18}  # paragraphs, their sources, quotes and held words each go with their own
HTMX = {"HX-Request": "true"}


@pytest.fixture
def item():
    return PlanItemFactory(plan=PlanFactory(handed_out=True), text="Tuyên truyền về công tác dân vận.", label="1")


@pytest.fixture
def colleague(item):
    return UserFactory(role=Role.OFFICER, unit=item.plan.issuer, full_name="Trần Thị Hai")


@pytest.fixture
def report(item, officer):
    accepted(item, outcome="Đã quán triệt tới 38 đảng viên.", difficulties="Thiếu kinh phí.")
    return draft(item, officer)


@pytest.fixture
def section(report, item):
    return section_of(report, item)


@pytest.fixture
def paragraph(section, officer):
    return services.add_paragraph(section=section, by=officer, text="Ban đầu")


def ask(client, user, view, *args, htmx=False, **data):
    client.force_login(user)
    return client.get(reverse(f"reports:{view}", args=args), data, headers=HTMX if htmx else {})


def send(client, user, view, *args, htmx=False, **data):
    client.force_login(user)
    return client.post(reverse(f"reports:{view}", args=args), data, headers=HTMX if htmx else {}, follow=not htmx)


def texts(section):
    return [one.text for one in section.paragraphs.standing()]


def test_a_draft_is_written_on_one_page(client, officer, report, section, paragraph):
    page = ask(client, officer, "report_detail", report.pk)

    said = page.content.decode()
    assert "Ban đầu</textarea>" in said
    assert "1/1 tổ chức đảng đã hoàn thành." in said
    assert page.context["unused"] == 2
    waiting = {part.section.pk: part.waiting for part in page.context["parts"]}
    assert waiting[section.pk] == 1


def test_what_has_no_words_yet_and_a_window_that_is_not_over_are_said_before_the_report_goes_up(
    client, officer, report
):
    Report.objects.filter(pk=report.pk).update(ends_on=timezone.localdate() + timedelta(days=3))

    page = ask(client, officer, "report_detail", report.pk)

    assert "IV. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI" in page.context["still_empty"]
    assert f"Còn {len(page.context['still_empty'])} mục chưa có chữ" in page.content.decode()
    assert "hôm nay chưa hết kỳ" in page.content.decode()


def test_words_wait_beside_their_section_and_are_put_in_when_ticked(client, officer, section):
    panel = ask(client, officer, "section_words", section.pk, htmx=True)
    (group,) = panel.context["groups"]

    page = send(client, officer, "section_words", section.pk, groups=[group.key], tab="words")

    assert "Đã đưa 1 đoạn vào báo cáo." in page.content.decode()
    assert texts(section) == [group.sentence]
    assert "Đã dùng" in ask(client, officer, "section_words", section.pk, htmx=True).content.decode()


def test_words_put_in_with_htmx_come_back_as_paragraphs(client, officer, report, section, paragraph):
    (group,) = words.grouped(words.words_for(section), set())

    answer = send(
        client, officer, "section_words", section.pk, htmx=True, groups=[group.key], before=paragraph.pk, page="p1"
    )

    added = ReportParagraph.objects.get(section=section, text=group.sentence)
    assert f'id="paragraph-{added.pk}"' in answer.content.decode()
    assert texts(section) == [group.sentence, "Ban đầu"]
    told = json.loads(answer["HX-Trigger"])
    assert "words-taken" in told
    assert told["report-version"]["now"] == Report.objects.get(pk=report.pk).version


def test_what_nobody_used_can_be_put_anywhere(client, officer, report):
    target = report.sections.first()
    unused = ask(client, officer, "section_words", target.pk, tab="unused", htmx=True).context["groups"]

    send(client, officer, "section_words", target.pk, groups=[group.key for group in unused], tab="unused")

    assert len(texts(target)) == 2
    assert words.unused(report)[:1] == [] or words.unused(report)[0].text == "Thiếu kinh phí."


@pytest.mark.one_database
def test_many_words_are_turned_over_within_the_side(client, officer, item, section):
    for number in range(51):
        accepted(item, outcome=f"lời {number}")

    first = ask(client, officer, "section_words", section.pk, htmx=True)
    second = ask(client, officer, "section_words", section.pk, htmx=True, page=2)

    assert (
        f'hx-get="{reverse("reports:section_words", args=[section.pk])}?tab=words&amp;page=2"' in first.content.decode()
    )
    assert len(first.context["groups"]) + len(second.context["groups"]) == 52


@pytest.mark.parametrize("groups", [[], ["outcome-99999999"], ["x"], ["outcome-" + "9" * 30]])
def test_nothing_ticked_is_said_and_nothing_written(client, officer, section, groups):
    page = send(client, officer, "section_words", section.pk, groups=groups)

    assert "Hãy đánh dấu ít nhất một nội dung" in page.content.decode()
    assert texts(section) == []


def test_the_last_signed_report_stands_beside(client, officer, item, report, section):
    earlier = draft(item, officer, abstract="kết quả 6 tháng trước")
    services.add_paragraph(section=section_of(earlier, item), by=officer, text="Lời của báo cáo trước.")
    earlier.refresh_from_db()
    services.submit_report(report=earlier, by=officer, version=earlier.version)
    earlier.refresh_from_db()
    sign(earlier, officer)

    panel = ask(client, officer, "section_words", section.pk, tab="previous", htmx=True).content.decode()

    assert "Lời của báo cáo trước." in panel
    assert "Chỉ để xem" in panel


def test_typing_is_kept_with_the_next_version(client, officer, report, paragraph):
    answer = send(client, officer, "paragraph_keep", paragraph.pk, htmx=True, text="Đang gõ", version=0, page="p1")

    paragraph.refresh_from_db()
    assert (answer.status_code, paragraph.text) == (200, "Đang gõ")
    assert 'name="version" value="1"' in answer.content.decode()
    assert f'data-now="{Report.objects.get(pk=report.pk).version}"' in answer.content.decode()


def test_two_who_type_in_one_paragraph_are_told_and_both_texts_stay(client, officer, colleague, section, paragraph):
    services.edit_paragraph(paragraph=paragraph, by=colleague, version=0, text="Của đồng nghiệp", at=timezone.now())

    answer = send(client, officer, "paragraph_keep", paragraph.pk, htmx=True, text="Của tôi", version=0, page="p1")

    said = answer.content.decode()
    assert "Trần Thị Hai vừa sửa đoạn này" in said
    assert "Của đồng nghiệp" in said
    assert texts(section) == ["Của đồng nghiệp"]
    again = ask(client, officer, "report_detail", section.report_id).content.decode()
    assert "Của tôi</textarea>" in again
    assert "Của tôi" not in ask(client, colleague, "report_detail", section.report_id).content.decode()


@pytest.mark.parametrize(("choice", "stands"), [("mine", "Của tôi"), ("theirs", "Của đồng nghiệp")])
def test_a_clash_is_settled_by_its_author(client, officer, colleague, section, paragraph, choice, stands):
    services.edit_paragraph(paragraph=paragraph, by=colleague, version=0, text="Của đồng nghiệp", at=timezone.now())
    services.hold_text(paragraph=paragraph, by=officer, text="Của tôi")

    answer = send(
        client, officer, "paragraph_settle", paragraph.pk, htmx=True, choice=choice, seen=1, text="Của tôi", version=-1
    )

    assert f"{stands}</textarea>" in answer.content.decode()
    assert texts(section) == [stands]
    assert not HeldText.objects.exists()


def test_what_is_written_over_a_paragraph_taken_away_puts_it_back(client, officer, colleague, section, paragraph):
    services.remove_paragraph(paragraph=paragraph, by=colleague, version=0, at=timezone.now())
    answer = send(client, officer, "paragraph_keep", paragraph.pk, htmx=True, text="Của tôi", version=0, page="p1")
    assert "vừa được người khác bỏ" in answer.content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', answer.content.decode())[1]

    send(client, officer, "paragraph_settle", paragraph.pk, choice="mine", seen=seen, text="Của tôi")

    assert texts(section) == ["Của tôi"]


def test_what_is_too_long_is_said_and_the_page_keeps_it(client, officer, section, paragraph):
    answer = send(client, officer, "paragraph_keep", paragraph.pk, htmx=True, text="a" * 20_001, version=0)

    assert "dài quá 20.000 ký tự" in answer.content.decode()
    assert texts(section) == ["Ban đầu"]


def test_a_report_handed_up_meanwhile_takes_no_words_and_says_so(client, officer, colleague, report, paragraph):
    report.refresh_from_db()
    services.submit_report(report=report, by=colleague, version=report.version)

    answer = send(client, officer, "paragraph_keep", paragraph.pk, htmx=True, text="Muộn", version=0)

    assert "không còn là dự thảo" in answer.content.decode()
    assert HeldText.objects.get().text == "Muộn"


def test_without_javascript_a_paragraph_is_added_rewritten_and_taken_away(client, officer, section):
    send(client, officer, "section_edit", section.pk, text="Đoạn mới")
    (paragraph,) = section.paragraphs.standing()
    send(client, officer, "paragraph_edit", paragraph.pk, text="Đã sửa", version=0)
    assert texts(section) == ["Đã sửa"]

    send(client, officer, "paragraph_edit", paragraph.pk, text="Đã sửa", version=1, remove="1")

    assert texts(section) == []


def test_one_press_adds_one_paragraph_however_often_it_is_sent(client, officer, section):
    key = ask(client, officer, "section_edit", section.pk).context["form"]["key"].value()

    for _ in range(2):
        send(client, officer, "section_edit", section.pk, text="Một lần", key=key)

    assert texts(section) == ["Một lần"]


def test_two_who_rewrite_one_paragraph_see_both_texts(client, officer, colleague, paragraph):
    services.edit_paragraph(paragraph=paragraph, by=colleague, version=0, text="Của người khác", at=timezone.now())

    page = send(client, officer, "paragraph_edit", paragraph.pk, version=0, text="Của tôi")

    (difference,) = page.context["conflict"].differences
    assert (page.status_code, difference.theirs, difference.mine) == (409, "Của người khác", "Của tôi")


def test_a_paragraph_is_moved_by_buttons_and_by_dropping(client, officer, report, section, paragraph):
    second = services.add_paragraph(section=section, by=officer, text="Hai")
    answer = send(client, officer, "paragraph_move", second.pk, htmx=True, to="up")
    assert json.loads(answer["HX-Trigger"])["paragraph-moved"]["order"] == [second.pk, paragraph.pk]

    other = report.sections.first()
    send(client, officer, "paragraph_move", second.pk, to=other.pk)
    send(client, officer, "paragraph_move", paragraph.pk, to=other.pk, before=second.pk)

    assert texts(other) == ["Ban đầu", "Hai"]


def test_a_paragraph_taken_away_is_offered_back(client, officer, section, paragraph):
    answer = send(client, officer, "paragraph_delete", paragraph.pk, htmx=True, version=0)
    assert "Lấy lại" in answer.content.decode()

    answer = send(client, officer, "paragraph_restore", paragraph.pk, htmx=True)

    assert "Ban đầu</textarea>" in answer.content.decode()
    assert texts(section) == ["Ban đầu"]


@pytest.mark.parametrize("is_emptied", [True, False])
def test_newer_words_of_somebody_else_are_shown_before_they_are_taken_away(
    client, officer, colleague, section, paragraph, is_emptied
):
    services.edit_paragraph(paragraph=paragraph, by=colleague, version=0, text="Của người khác", at=timezone.now())
    sent = {"version": 0, "text": ""} if is_emptied else {"version": 0, "text": "Ban đầu", "remove": "1"}

    page = send(client, officer, "paragraph_edit", paragraph.pk, **sent)

    (difference,) = page.context["conflict"].differences
    assert (page.status_code, difference.theirs) == (409, "Của người khác")
    assert texts(section) == ["Của người khác"]
    send(client, officer, "paragraph_edit", paragraph.pk, **sent | {"version": 1})
    assert texts(section) == []


def test_the_page_of_the_whole_draft_asks_again_before_newer_words_go(client, officer, colleague, section, paragraph):
    services.edit_paragraph(paragraph=paragraph, by=colleague, version=0, text="Của người khác", at=timezone.now())

    answer = send(client, officer, "paragraph_delete", paragraph.pk, htmx=True, version=0, text="Ban đầu")

    assert "Trần Thị Hai vừa sửa đoạn này nên chưa bỏ" in answer.text
    assert "Của người khác</textarea>" in answer.text
    assert texts(section) == ["Của người khác"]
    assert send(client, officer, "paragraph_delete", paragraph.pk, version=0, text="Ban đầu").status_code == 409
    shown = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    send(client, officer, "paragraph_delete", paragraph.pk, htmx=True, version=shown)
    assert texts(section) == []


def test_what_clashed_can_be_taken_away_once_it_was_shown(client, officer, colleague, section, paragraph):
    services.edit_paragraph(paragraph=paragraph, by=colleague, version=0, text="Của người khác", at=timezone.now())
    clash = send(client, officer, "paragraph_keep", paragraph.pk, htmx=True, text="Của tôi", version=0, page="p1")
    shown = {name: re.search(rf'name="{name}" value="(-?\d+)"', clash.text)[1] for name in ("version", "seen")}

    send(client, officer, "paragraph_delete", paragraph.pk, htmx=True, **shown)

    assert texts(section) == []
    assert not HeldText.objects.exists()


def test_a_paragraph_says_who_said_it_when_and_in_which_row(client, officer, section):
    services.take_words(section=section, by=officer, groups=words.grouped(words.words_for(section), set()))
    (paragraph,) = section.paragraphs.standing()
    (update,) = paragraph.sources.all()

    said = ask(client, officer, "paragraph_sources", paragraph.pk, htmx=True).content.decode()

    assert update.occurrence.unit.name in said
    assert f"{update.sent_on:%d/%m/%Y}" in said
    assert update.occurrence.get_absolute_url() in said


def test_sections_are_changed_from_the_page(client, officer, report, section):
    send(client, officer, "section_rename", section.pk, heading="ĐỀ MỤC MỚI", level=2, purpose="TEXT", version=0)
    send(client, officer, "section_create", report.pk, heading="MỤC CUỐI", level=1, purpose="PROPOSALS")
    send(client, officer, "section_move", report.sections.last().pk, to="up")

    headings = [one.heading for one in report.sections.all()]
    assert "ĐỀ MỤC MỚI" in headings
    assert headings[-2] == "MỤC CUỐI"


def test_a_section_about_an_item_names_the_item(client, officer, section):
    page = send(
        client, officer, "section_rename", section.pk, heading="X Y", level=2, purpose="ITEM", item="", version=0
    )

    assert "Hãy chọn mục của kế hoạch" in page.content.decode()


def test_what_would_go_with_a_section_is_shown_first(client, officer, report, section, paragraph):
    page = ask(client, officer, "section_delete", section.pk).content.decode()
    assert "1 đoạn đã viết sẽ mất theo" in page
    assert "Ban đầu" in page

    send(client, officer, "section_delete", section.pk, confirm="1")

    assert not report.sections.filter(pk=section.pk).exists()


def test_the_draft_says_how_many_pages_it_has(client, officer, report):
    answer = send(client, officer, "report_length", report.pk, htmx=True)
    assert "Đang tính số trang" in answer.content.decode()
    ReportFile.objects.update(drawn_at=timezone.now(), pages=7)

    assert "Bản nháp dài 7 trang" in ask(client, officer, "report_length", report.pk, htmx=True).content.decode()


def test_pages_are_counted_without_being_asked_when_the_draft_is_opened_and_after_it_was_changed(
    client, officer, report, section
):
    opened = ask(client, officer, "report_detail", report.pk).content.decode()
    assert "Chưa tính số trang" in opened
    assert "load delay:1s" in opened
    send(client, officer, "report_length", report.pk, htmx=True)
    ReportFile.objects.update(drawn_at=timezone.now(), pages=7)
    assert "load delay" not in ask(client, officer, "report_length", report.pk, htmx=True).content.decode()

    services.add_paragraph(section=section, by=officer, text="Thêm một đoạn.")

    changed = ask(client, officer, "report_length", report.pk, htmx=True).content.decode()
    assert "đã sửa từ đó" in changed
    assert "load delay:20s" in changed
    again = send(client, officer, "report_length", report.pk, htmx=True).content.decode()
    assert "Bản nháp dài 7 trang</strong>, đang tính lại…" in again
    assert ReportFile.objects.get().report_version == Report.objects.get(pk=report.pk).version


def test_a_count_that_failed_is_not_tried_again_until_the_draft_is_changed(client, officer, report):
    drawn = services.count_pages(report=report, by=officer)
    services.store_drawing_error(drawn=drawn, error="Hết chỗ trên đĩa.")

    said = ask(client, officer, "report_length", report.pk, htmx=True).content.decode()

    assert "Hết chỗ trên đĩa." in said
    assert "load delay" not in said


def test_two_who_edit_the_head_clash_and_who_writes_paragraphs_does_not(client, officer, report, section):
    services.add_paragraph(section=section, by=officer, text="Đoạn của người khác")

    services.edit_report(report=report, by=officer, version=0, place="Quy Nhơn")

    assert Report.objects.get(pk=report.pk).place == "Quy Nhơn"


@pytest.mark.one_database
@pytest.mark.parametrize("page", ["report_detail", "section_edit", "section_words", "unused"])
def test_a_draft_takes_as_many_queries_with_thirty_words_as_with_one(
    client, item, officer, page, django_assert_max_num_queries
):
    def count():
        report = draft(item, officer)
        section = section_of(report, item)
        used = words.grouped(words.words_for(section), set())[::2]
        services.take_words(section=section, by=officer, groups=used)
        name = "section_words" if page == "unused" else page
        pk = report.pk if page == "report_detail" else section.pk
        client.force_login(officer)
        with django_assert_max_num_queries(100) as queries:
            given = {"tab": "unused"} if page == "unused" else {}
            assert client.get(reverse(f"reports:{name}", args=[pk]), given).status_code == 200
        return len(queries)

    accepted(item, outcome="một", difficulties="khó một")
    accepted(item, outcome="hai", difficulties="khó hai")
    one = count()
    for number in range(28):
        accepted(item, outcome=f"lời {number}", difficulties=f"khó {number}")

    assert count() == one <= 11  # one of them looks for periods that ask for figures


def test_keeping_a_paragraph_takes_few_queries(client, officer, paragraph, django_assert_max_num_queries):
    client.force_login(officer)

    with django_assert_max_num_queries(15):
        client.post(reverse("reports:paragraph_keep", args=[paragraph.pk]), {"text": "Đang gõ", "version": "0"})


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("view", "given"),
    [
        ("section_edit", {"text": "Đoạn mới"}),
        ("section_words", {"groups": "all"}),
        ("section_rename", {"heading": "KHÁC", "level": 1, "purpose": "TEXT", "version": 0}),
        ("section_move", {"to": "down"}),
        ("section_delete", {"confirm": "1"}),
        ("section_create", {"heading": "MỚI", "level": 1, "purpose": "TEXT"}),
        ("paragraph_keep", {"text": "Khác", "version": 0}),
        ("paragraph_settle", {"text": "Khác", "choice": "mine", "seen": 0}),
        ("paragraph_move", {"to": "up"}),
        ("paragraph_delete", {"version": 0}),
        ("paragraph_restore", {}),
    ],
)
def test_each_act_takes_as_many_queries_in_a_long_report_as_in_a_short_one(
    client, item, officer, view, given, django_assert_max_num_queries
):
    def count(size):
        report = draft(item, officer)
        section = section_of(report, item)
        for place in range(size):
            paragraph = services.add_paragraph(section=section, by=officer, text=f"Đoạn {place}")
            services.add_section(report=report, by=officer, heading=f"MỤC {place}", level=1, purpose="TEXT")
        about = {"section_create": report, "section": section, "paragraph": paragraph}
        pk = about.get(view, about.get(view.split("_")[0], report)).pk
        groups = [group.key for group in words.grouped(words.words_for(section), set())]
        client.force_login(officer)
        with django_assert_max_num_queries(100) as queries:
            sent = given | ({"groups": groups} if "groups" in given else {})
            answer = client.post(reverse(f"reports:{view}", args=[pk]), sent)
        assert answer.status_code in {200, 302}, answer.content.decode()
        return sum("SAVEPOINT" not in query["sql"] for query in queries.captured_queries)

    accepted(item, outcome="một")
    one = count(2)
    for number in range(20):
        accepted(item, outcome=f"lời {number}")

    assert count(20) == one <= MOST_OF_AN_ACT.get(view, 15)


def test_what_another_writer_adds_is_told_when_typing_is_kept(client, officer, colleague, report, section, paragraph):
    newest = ask(client, officer, "report_detail", report.pk).context["newest"]
    typed = {"text": "Gõ tiếp", "version": paragraph.version, "page": "p1", "newest": newest}
    assert "Có đoạn mới" not in send(client, officer, "paragraph_keep", paragraph.pk, **typed).text

    services.add_paragraph(section=section, by=officer, text="Của chính mình")
    services.add_paragraph(section=section, by=colleague)
    added = services.add_paragraph(section=section, by=colleague, text="Của đồng nghiệp")
    answer = send(client, officer, "paragraph_keep", paragraph.pk, **typed | {"text": "Gõ nữa"})

    assert f"Có đoạn mới do {colleague} thêm" in answer.text
    assert f'{report.get_absolute_url()}?paragraph={added.pk}#paragraph-{added.pk}"' in answer.text
    page = client.get(f"{report.get_absolute_url()}?paragraph={added.pk}")
    assert page.context["newest"] >= added.pk
    assert "Của đồng nghiệp" in page.text


@pytest.mark.parametrize("newest", ["", "x", "9" * 30])
def test_a_page_that_does_not_say_what_it_knows_is_told_no_news(client, officer, colleague, section, paragraph, newest):
    services.add_paragraph(section=section, by=colleague, text="Của đồng nghiệp")

    answer = send(client, officer, "paragraph_keep", paragraph.pk, text="Gõ", version=paragraph.version, newest=newest)

    assert answer.status_code == 200
    assert "Có đoạn mới" not in answer.text


def test_a_section_among_the_results_that_no_plan_item_feeds_says_how_to_tie_it(client, officer, report, section, item):
    outer = report.sections.get(heading__startswith="KẾT QUẢ THỰC HIỆN")
    loose = services.add_section(report=report, by=officer, heading="Chính quyền", level=2, purpose="TEXT", after=outer)

    page = ask(client, officer, "report_detail", report.pk)

    tie = f"{reverse('reports:section_rename', args=[loose.pk])}?tie=1"
    assert [part.section.pk for part in page.context["parts"] if part.is_untied] == [loose.pk]
    assert tie in page.text
    form = client.get(tie).context["form"]
    assert form["purpose"].value() == "ITEM"
    words = {"version": loose.version, "heading": "Chính quyền", "level": 2, "purpose": "ITEM", "item": item.pk}
    assert tie not in client.post(tie, words, follow=True).text
