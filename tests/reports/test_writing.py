"""Paragraphs and sections of a draft, by one and by several at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from orgs.conflicts import StaleVersion, ThrownAway
from orgs.models import JournalEntry, Role
from reports import composing, services, words
from reports.blocks import Paragraph
from reports.models import HeldText, Purpose, ReportParagraph
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory, PlanFactory, PlanItemFactory, ProgressUpdateFactory
from tests.reports.test_services import TODAY, AssignmentFactory, accepted, draft, section_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def item():
    return PlanItemFactory(plan=PlanFactory(handed_out=True), text="Tuyên truyền về công tác dân vận.", label="1")


@pytest.fixture
def officer(item):
    return UserFactory(role=Role.OFFICER, unit=item.plan.issuer)


@pytest.fixture
def colleague(item):
    return UserFactory(role=Role.OFFICER, unit=item.plan.issuer)


@pytest.fixture
def report(item, officer):
    accepted(item)
    return draft(item, officer)


@pytest.fixture
def section(report, item):
    return section_of(report, item)


@pytest.fixture
def paragraph(section, officer):
    return services.add_paragraph(section=section, by=officer, text="Ban đầu")


def keep(paragraph, by, text, *, version=None, page="", at=NOW):
    version = paragraph.version if version is None else version
    return services.keep_paragraph(paragraph=paragraph, by=by, version=version, text=text, at=at, page=page)


def texts(section):
    return [one.text for one in section.paragraphs.standing()]


def test_words_taken_know_where_they_came_from_and_same_words_stand_once(item, officer):
    updates = [
        accepted(item, outcome=said) for said in ("Đã quán triệt.", "đã quán triệt", "Đã  quán triệt", "ĐÃ QUÁN TRIỆT.")
    ]
    report = draft(item, officer)
    section = section_of(report, item)

    services.take_words(section=section, by=officer, groups=words.grouped(words.words_for(section), set()))

    (paragraph,) = section.paragraphs.all()
    assert set(paragraph.sources.all()) == set(updates)
    assert paragraph.text == "04 chi bộ: Đã quán triệt."
    assert words.used_words(report) == {(update.pk, "outcome") for update in updates}
    assert words.unused(report) == []


def test_a_few_units_are_named(item, officer):
    updates = [accepted(item, outcome="Đã xong."), accepted(item, outcome="Đã xong.")]
    section = section_of(draft(item, officer), item)

    (group,) = words.grouped(words.words_for(section), set())

    names = ", ".join(sorted(update.occurrence.unit.name for update in updates))
    assert ", ".join(sorted(unit.name for unit in group.units)) == names
    assert group.sentence.endswith(": Đã xong.")


def test_only_words_that_were_taken_in_wait(item, officer):
    ProgressUpdateFactory(occurrence=OccurrenceFactory(assignment=AssignmentFactory(item=item)))

    assert words.words_for(section_of(draft(item, officer), item)) == []


def test_difficulties_and_proposals_wait_at_their_own_sections(item, officer):
    update = accepted(item, difficulties="Thiếu kinh phí", proposals="Tập huấn thêm")
    report = draft(item, officer)

    said = {
        purpose: [one.text for one in words.words_for(report.sections.get(purpose=purpose))]
        for purpose in (Purpose.DIFFICULTIES, Purpose.PROPOSALS)
    }

    assert said == {Purpose.DIFFICULTIES: ["Thiếu kinh phí"], Purpose.PROPOSALS: ["Tập huấn thêm"]}
    assert [group.said[0].key for group in words.unused(report)] == [
        (update.pk, "outcome"), (update.pk, "difficulties"), (update.pk, "proposals"),
    ]  # fmt: skip


def test_using_what_a_unit_did_leaves_its_difficulties_unused(item, officer):
    accepted(item, difficulties="Thiếu kinh phí")
    report = draft(item, officer)
    section = section_of(report, item)

    services.take_words(section=section, by=officer, groups=words.grouped(words.words_for(section), set()))

    assert [group.text for group in words.unused(report)] == ["Thiếu kinh phí"]
    waiting = words.waiting(report, list(report.sections.all()))
    assert waiting.unused == 1
    assert waiting.beside[report.sections.get(purpose=Purpose.DIFFICULTIES).pk] == 1
    assert waiting.beside[section.pk] == 0


def test_words_are_put_before_the_paragraph_they_were_dropped_on(section, paragraph, officer):
    groups = words.grouped(words.words_for(section), set())

    services.take_words(section=section, by=officer, groups=groups, before=paragraph)

    assert texts(section) == [groups[0].sentence, "Ban đầu"]


def test_two_write_in_different_paragraphs_at_once(section, paragraph, officer, colleague):
    other = services.add_paragraph(section=section, by=colleague, text="Của đồng nghiệp")

    keep(paragraph, officer, "Ban đầu, đã sửa")
    keep(other, colleague, "Của đồng nghiệp, đã sửa")

    assert texts(section) == ["Ban đầu, đã sửa", "Của đồng nghiệp, đã sửa"]


def test_two_who_write_one_paragraph_clash_and_nothing_is_written_over(section, paragraph, officer, colleague):
    keep(paragraph, colleague, "Của đồng nghiệp")

    with pytest.raises(StaleVersion) as stale:
        keep(paragraph, officer, "Của tôi")

    assert stale.value.current.text == "Của đồng nghiệp"
    assert texts(section) == ["Của đồng nghiệp"]


def test_a_page_never_clashes_with_its_own_typing(section, paragraph, officer):
    keep(paragraph, officer, "Một", page="p1")
    keep(paragraph, officer, "Một hai", page="p1")

    with pytest.raises(StaleVersion):
        keep(paragraph, officer, "Từ máy khác", page="p2")
    assert texts(section) == ["Một hai"]


def test_sending_the_same_words_again_is_no_clash(paragraph, officer, colleague):
    keep(paragraph, colleague, "Như nhau")

    assert keep(paragraph, officer, "Như nhau ").version == 1


def test_the_history_tells_typing_once_in_ten_minutes_and_each_person(report, paragraph, officer, colleague):
    told = JournalEntry.objects.filter(action="sửa đoạn báo cáo")
    for minutes, text in ((0, "Một"), (1, "Một hai"), (9, "Một hai ba"), (11, "Bốn")):
        paragraph = keep(paragraph, officer, text, at=NOW + timedelta(minutes=minutes))
    assert [entry.before["text"] for entry in told.order_by("pk")] == ["Ban đầu", "Một hai ba"]

    keep(paragraph, colleague, "Của đồng nghiệp", at=NOW + timedelta(minutes=12))

    assert told.order_by("-pk").first().before["text"] == "Bốn"


def test_a_paragraph_taken_away_is_not_printed_and_can_be_put_back(item, report, section, officer):
    services.take_words(section=section, by=officer, groups=words.grouped(words.words_for(section), set()))
    (paragraph,) = section.paragraphs.standing()

    services.remove_paragraph(paragraph=paragraph, by=officer, version=0, at=NOW)

    printed = [block.text for block in composing.compose(report, on=TODAY).blocks if isinstance(block, Paragraph)]
    assert paragraph.text not in printed
    assert words.used_words(report) == set()
    services.restore_paragraph(paragraph=paragraph, by=officer)
    assert texts(section) == [paragraph.text]


def test_what_was_typed_on_a_page_is_taken_away_by_that_page_whatever_it_knows(section, paragraph, officer):
    keep(paragraph, officer, "Một", page="p1")

    with pytest.raises(StaleVersion):
        services.remove_paragraph(paragraph=paragraph, by=officer, version=0, at=NOW, page="p2")
    services.remove_paragraph(paragraph=paragraph, by=officer, version=0, at=NOW, page="p1")

    assert texts(section) == []


def test_what_is_taken_away_or_put_back_twice_is_told_once(section, paragraph, officer):
    for _ in range(2):
        services.remove_paragraph(paragraph=paragraph, by=officer, version=0, at=NOW)
    for _ in range(2):
        services.restore_paragraph(paragraph=paragraph, by=officer)

    told = list(JournalEntry.objects.values_list("action", flat=True))
    assert (told.count("bỏ đoạn báo cáo"), told.count("lấy lại đoạn báo cáo")) == (1, 1)
    assert texts(section) == ["Ban đầu"]


def test_typing_into_a_paragraph_taken_away_clashes(paragraph, officer, colleague):
    services.remove_paragraph(paragraph=paragraph, by=colleague, version=0, at=NOW)

    with pytest.raises(StaleVersion):
        keep(paragraph, officer, "Của tôi", version=1)


def test_words_that_clashed_are_held_until_their_author_writes(section, paragraph, officer, colleague):
    services.hold_text(paragraph=paragraph, by=officer, text="Của tôi")

    (mine,) = ReportParagraph.objects.for_writing(officer)
    (theirs,) = ReportParagraph.objects.for_writing(colleague)
    assert (mine.held_text, theirs.held_text) == ("Của tôi", None)

    keep(paragraph, officer, "Của tôi, đã ghép")
    assert not HeldText.objects.exists()


def test_what_is_too_long_is_refused_and_nothing_is_written(section, paragraph, officer):
    with pytest.raises(ValidationError):
        keep(paragraph, officer, "a" * 20_001)

    assert texts(section) == ["Ban đầu"]


def test_one_key_adds_one_paragraph(section, officer):
    key = "5b6c7d8e-0000-4000-8000-000000000001"

    for _ in range(2):
        services.add_paragraph(section=section, by=officer, text="Một lần", key=key)

    assert texts(section) == ["Một lần"]


def test_a_key_of_another_report_loses_no_words(item, section, officer):
    key = "5b6c7d8e-0000-4000-8000-000000000001"
    services.add_paragraph(section=section, by=officer, text="Một", key=key)
    other = section_of(draft(item, officer), item)

    services.add_paragraph(section=other, by=officer, text="Hai", key=key)

    assert (texts(section), texts(other)) == (["Một"], ["Hai"])


def test_words_too_long_for_a_paragraph_become_several_that_can_be_kept(item, officer):
    update = accepted(item, outcome=("Đã làm xong việc. " * 1_200)[:19_990])
    section = section_of(draft(item, officer), item)
    (group,) = words.grouped(words.words_for(section), set())

    taken = services.take_words(section=section, by=officer, groups=[group])

    assert [len(one.text) <= 20_000 for one in taken] == [True, True]
    assert " ".join(one.text for one in taken) == group.sentence
    assert [list(one.sources.all()) for one in taken] == [[update], [update]]
    kept = keep(taken[0], officer, f"{taken[0].text[:-1]}!")
    assert kept.text.endswith("!")


def test_an_empty_paragraph_is_not_printed(report, section, officer):
    before = len(composing.compose(report, on=TODAY).blocks)

    services.add_paragraph(section=section, by=officer)

    assert len(composing.compose(report, on=TODAY).blocks) == before


def test_paragraphs_change_places_and_sections(report, section, paragraph, officer):
    second = services.add_paragraph(section=section, by=officer, text="Hai")
    services.step_paragraph(paragraph=second, by=officer, is_up=True)
    assert texts(section) == ["Hai", "Ban đầu"]
    second.refresh_from_db()
    services.step_paragraph(paragraph=second, by=officer, is_up=True)
    assert texts(section) == ["Hai", "Ban đầu"]

    other = report.sections.first()
    services.move_paragraph(paragraph=paragraph, by=officer, to=other)
    services.move_paragraph(paragraph=second, by=officer, to=other, before=paragraph)

    assert (texts(section), texts(other)) == ([], ["Hai", "Ban đầu"])


def test_a_paragraph_steps_from_where_it_stands_now(section, paragraph, officer):
    second, third = (services.add_paragraph(section=section, by=officer, text=text) for text in ("Hai", "Ba"))
    services.move_paragraph(paragraph=third, by=officer, to=section, before=paragraph)
    stale = ReportParagraph.objects.select_related("section__report").get(pk=second.pk)
    services.move_paragraph(paragraph=second, by=officer, to=section, before=third)
    assert texts(section) == ["Hai", "Ba", "Ban đầu"]

    services.step_paragraph(paragraph=stale, by=officer, is_up=False)

    assert texts(section) == ["Ba", "Hai", "Ban đầu"]


@pytest.mark.parametrize("act", ["step", "move", "remove", "restore"])
def test_nothing_is_told_of_a_paragraph_that_went_with_its_section(report, section, paragraph, officer, act):
    other = report.sections.exclude(pk=section.pk).first()
    act = {
        "step": lambda: services.step_paragraph(paragraph=paragraph, by=officer, is_up=True),
        "move": lambda: services.move_paragraph(paragraph=paragraph, by=officer, to=other),
        "remove": lambda: services.remove_paragraph(paragraph=paragraph, by=officer, version=0, at=NOW),
        "restore": lambda: services.restore_paragraph(paragraph=paragraph, by=officer),
    }[act]
    services.remove_section(section=section, by=officer)
    told = JournalEntry.objects.count()

    with pytest.raises(ThrownAway):
        act()

    assert JournalEntry.objects.count() == told


def test_a_paragraph_that_was_taken_away_meanwhile_is_not_moved(report, section, paragraph, officer):
    stale = ReportParagraph.objects.select_related("section__report").get(pk=paragraph.pk)
    services.remove_paragraph(paragraph=paragraph, by=officer, version=0, at=NOW)

    with pytest.raises(ThrownAway):
        services.step_paragraph(paragraph=stale, by=officer, is_up=True)
    with pytest.raises(ThrownAway):
        services.move_paragraph(paragraph=stale, by=officer, to=report.sections.first())


def test_a_section_is_not_added_behind_one_that_went_meanwhile(report, section, officer):
    gone = report.sections.last()
    services.remove_section(section=report.sections.last(), by=officer)
    count = report.sections.count()

    with pytest.raises(ThrownAway):
        services.add_section(report=report, by=officer, heading="MỚI", level=1, purpose=Purpose.TEXT, after=gone)

    assert report.sections.count() == count


def test_a_report_at_signature_takes_no_words(report, paragraph, officer):
    report.refresh_from_db()
    services.submit_report(report=report, by=officer, version=report.version)

    with pytest.raises(StaleVersion):
        keep(paragraph, officer, "Muộn")
    with pytest.raises(StaleVersion):
        services.add_section(report=report, by=officer, heading="MUỘN", level=1, purpose=Purpose.TEXT)


@pytest.mark.one_database
def test_taking_a_hundred_words_costs_as_many_queries_as_one(item, officer, django_assert_max_num_queries):
    def count():
        section = section_of(draft(item, officer), item)
        groups = words.grouped(words.words_for(section), set())
        with django_assert_max_num_queries(100) as queries:
            services.take_words(section=section, by=officer, groups=groups)
        return len(queries)

    accepted(item, outcome="một")
    one = count()
    for number in range(30):
        accepted(item, outcome=f"lời {number}")

    assert count() == one <= 12
