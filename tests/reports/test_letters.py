"""Letters that urge: what they may speak of, from draft to what came of them."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry, Role, UnitKind
from plans.models import Progress, SubmissionState, Urge, UrgingChannel
from reports import letters, services
from reports.blocks import Annex
from reports.models import LetterLine, UrgingLetter
from reports.paper import addressee_lines, number_line
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
    ReportingPeriodFactory,
)
from tests.factories.reporting import SubmissionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def item():
    plan = PlanFactory(handed_out=True, number="76-KH/ĐU", abstract="Công tác dân vận năm 2026")
    plan.recipients = ["Các chi bộ trực thuộc", "Lưu VPĐU"]
    plan.save()
    return PlanItemFactory(plan=plan, text="Tuyên truyền về công tác dân vận.")


@pytest.fixture
def office(item):
    return item.plan.issuer


def overdue(item, days=10, **kwargs):
    due_on = TODAY - timedelta(days=days)
    return OccurrenceFactory(assignment=AssignmentFactory(item=item), due_on=due_on, **kwargs)


def unsent_report(item):
    period = ReportingPeriodFactory(plan=item.plan, due_on=TODAY - timedelta(days=5))
    return SubmissionFactory(period=period)


def write(officer, rows=(), reports=(), is_joint=False, key=None, **kwargs):
    return services.create_letters(
        issuer=officer.units_as(Role.OFFICER)[0], by=officer, key=key or uuid.uuid4(), rows=rows, reports=reports,
        is_joint=is_joint, receiver="Văn phòng Đảng ủy",
        **{"wanted_on": TODAY + timedelta(days=7), "on": TODAY, **kwargs},
    )  # fmt: skip


def send(letter, officer, **kwargs):
    values = {"number": "12", "issued_on": TODAY, "on": TODAY, **kwargs}
    return services.send_letter(letter=letter, by=officer, version=letter.version, **values)


@pytest.mark.parametrize(
    ("kind", "closing"),
    [
        (UnitKind.PARTY_CELL, "nghiêm túc triển khai thực hiện."),
        (UnitKind.FRONT, "quan tâm, chỉ đạo thực hiện."),
    ],
)
def test_a_committee_commands_its_own_bodies_and_asks_its_allies(item, office, officer, kind, closing):
    row = overdue(item)
    below = UnitFactory(parent=office, kind=kind)
    row.unit = row.assignment.unit = below
    row.assignment.save()
    row.save()

    letter = write(officer, [row])[0]

    assert letter.text.endswith(closing)


def test_what_is_overdue_and_the_units_turn_may_be_urged(item, office):
    wanted = overdue(item)
    asked = overdue(item, days=3, progress=Progress.ASKED_FOR_MORE)
    overdue(item, progress=Progress.AWAITING)
    overdue(item, progress=Progress.STOPPED)
    overdue(item, finished=True)
    overdue(item, days=0)
    overdue(PlanItemFactory(plan__handed_out=True))
    overdue(PlanItemFactory(plan=PlanFactory(closed=True, issuer=office)))

    assert set(letters.overdue_rows(office, TODAY)) == {wanted, asked}


def test_the_body_that_monitors_a_plan_may_urge_too(item):
    row = overdue(item)
    item.plan.monitor = UnitFactory(parent=item.plan.issuer, name="Ban Xây dựng Đảng")
    item.plan.save()

    assert list(letters.overdue_rows(item.plan.monitor, TODAY)) == [row]


def test_reports_whose_day_has_passed_may_be_urged(item, office):
    wanted = unsent_report(item)
    late = {"period": wanted.period}
    SubmissionFactory(**late, state=SubmissionState.AWAITING, first_sent_on=TODAY)
    SubmissionFactory(**late, excused_reason="Mới thành lập")
    SubmissionFactory(period__plan=item.plan, period__due_on=TODAY)

    assert list(letters.overdue_reports(office, TODAY)) == [wanted]


def test_each_unit_gets_a_letter_about_its_own_work_only(item, officer):
    one, two = overdue(item, days=10), overdue(item, days=3)

    made = write(officer, rows=[one, two])

    assert [letter.addressees for letter in made] == [[one.unit.name], [two.unit.name]]
    assert [list(letter.lines.values_list("occurrence", flat=True)) for letter in made] == [[one.pk], [two.pk]]
    assert "được giao 01 việc có thời hạn" in made[0].text
    assert two.unit.name not in made[0].text


def test_a_joint_letter_lists_the_work_under_each_unit(item, officer):
    one, two, report = overdue(item, days=80), overdue(item, days=3), unsent_report(item)

    (letter,) = write(officer, rows=[one, two], reports=[report], is_joint=True)

    (annex,) = (block for block in letters.paper_of(letter, on=TODAY).blocks if isinstance(block, Annex))
    (table,) = annex.blocks
    assert table.bands == ((0, one.unit.name), (1, two.unit.name), (2, report.unit.name))
    number = item.plan.document.number
    assert [row[1:] for row in table.rows] == [
        ("Tuyên truyền về công tác dân vận.", number, "01/9/2026", "Chưa thực hiện", "80"),
        ("Tuyên truyền về công tác dân vận.", number, "17/11/2026", "Chưa thực hiện", "3"),
        (f"Báo cáo {report.period.label}", number, "15/11/2026", "Chưa nộp", "5"),
    ]


def test_the_paper_is_a_letter_with_number_and_day_blank(item, officer):
    row = overdue(item)
    (letter,) = write(officer, rows=[row])

    paper = letters.paper_of(letter, on=TODAY)

    assert addressee_lines(paper) == (f"Kính gửi: {row.unit.name}.",)
    assert number_line(paper).replace("\xa0", " ") == "Số     -CV/ĐU"
    assert paper.issued_on is None
    assert (paper.authority, paper.job_title) == ("T/L Ban Thường vụ", "Chánh Văn phòng")
    assert paper.recipients == ("Như trên", "Lưu VPĐU")
    assert paper.abstract == "V/v đôn đốc thực hiện Kế hoạch số 76-KH/ĐU"


def test_a_state_committee_writes_by_its_own_rules():
    committee = UnitFactory(
        committee=True, name="Ủy ban nhân dân phường A", regime="STATE", symbol="UBND", kind="PEOPLES_COMMITTEE"
    )
    officer = UserFactory(role=Role.OFFICER, unit=committee)
    (letter,) = write(officer, rows=[overdue(PlanItemFactory(plan=PlanFactory(handed_out=True, issuer=committee)))])

    paper = letters.paper_of(letter, on=TODAY)

    assert number_line(paper).replace("\xa0", " ") == "Số:     /UBND"
    assert (paper.authority, paper.recipients) == ("TL. Chủ tịch", ("Như trên", "Lưu: VT"))
    assert letter.text.endswith("./.")


def test_pressing_twice_makes_the_letters_once(item, officer):
    key, row = uuid.uuid4(), overdue(item)

    first, again = write(officer, rows=[row], key=key), write(officer, rows=[row], key=key)

    assert first == again
    assert UrgingLetter.objects.count() == 1


def test_a_letter_about_nothing_or_for_yesterday_is_refused(item, officer):
    with pytest.raises(ValidationError, match="ít nhất một việc"):
        write(officer)
    with pytest.raises(ValidationError, match="không thể trước hôm nay"):
        write(officer, rows=[overdue(item)], wanted_on=TODAY - timedelta(days=1))
    assert not UrgingLetter.objects.exists()


def test_sending_notes_the_urge_on_each_row_and_report(item, officer):
    row, report = overdue(item), unsent_report(item)
    (letter,) = write(officer, rows=[row], reports=[report], is_joint=True)

    send(letter, officer)

    urges = Urge.objects.order_by("pk")
    assert [(urge.occurrence, urge.submission) for urge in urges] == [(row, None), (None, report)]
    assert {(urge.channel, urge.words, urge.by) for urge in urges} == {
        (UrgingChannel.LETTER, "Công văn số 12 ngày 20/11/2026", officer)
    }
    assert JournalEntry.objects.about(row).first().action == "nhắc đơn vị: công văn"
    assert JournalEntry.objects.about(letter).first().action == "gửi công văn đôn đốc"


@pytest.mark.parametrize("again", ["12", "012"])
def test_a_number_is_given_once_to_letters_of_one_series(item, officer, again):
    first, second = write(officer, rows=[overdue(item), overdue(item)])
    send(first, officer, issued_on=TODAY - timedelta(days=100))

    with pytest.raises(ValidationError, match=f"Số {again} đã dùng cho công văn ngày 12/08/2026 của .*: V/v đôn đốc"):
        send(second, officer, number=again)

    second.refresh_from_db()
    assert second.is_draft
    assert send(second, officer, number="13").number_key == "13"


def test_letters_without_a_number_are_not_compared(item, officer):
    for letter in write(officer, rows=[overdue(item), overdue(item)]):
        send(letter, officer, number="")

    assert UrgingLetter.objects.filter(issued_on=TODAY).count() == 2


def test_a_state_body_may_use_the_number_again_next_year():
    committee = UnitFactory(committee=True, regime="STATE", symbol="UBND", kind="PEOPLES_COMMITTEE")
    officer = UserFactory(role=Role.OFFICER, unit=committee)
    item = PlanItemFactory(plan=PlanFactory(handed_out=True, issuer=committee))
    first, second = write(officer, rows=[overdue(item), overdue(item)])

    send(first, officer, issued_on=TODAY - timedelta(days=365))
    send(second, officer)

    assert set(UrgingLetter.objects.values_list("series", flat=True)) == {"CV 2025", "CV 2026"}


def test_the_database_itself_refuses_the_number_of_a_letter_twice(item, officer):
    first, second = write(officer, rows=[overdue(item), overdue(item)])
    send(first, officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        UrgingLetter.objects.filter(pk=second.pk).update(number_key="12", series=first.series)


def test_a_letter_without_a_number_is_named_by_its_day(item, officer):
    (letter,) = write(officer, rows=[overdue(item)])

    send(letter, officer, number="")

    assert Urge.objects.get().words == "Công văn ngày 20/11/2026"


def test_a_letter_is_sent_once_and_stays_as_it_was_sent(item, officer):
    (letter,) = write(officer, rows=[overdue(item)])
    send(letter, officer)

    for late in (
        lambda: send(letter, officer),
        lambda: services.edit_letter(letter=letter, by=officer, version=letter.version, text="Lời khác"),
        lambda: services.delete_letter(letter=letter, by=officer, version=letter.version),
    ):
        with pytest.raises(StaleVersion):
            late()
    assert Urge.objects.count() == 1


def test_a_day_to_come_is_refused_and_nothing_sent(item, officer):
    (letter,) = write(officer, rows=[overdue(item)])

    with pytest.raises(ValidationError, match="không thể sau hôm nay"):
        send(letter, officer, issued_on=TODAY + timedelta(days=1))
    letter.refresh_from_db()
    assert letter.is_draft
    assert not Urge.objects.exists()


def test_two_officers_who_edit_at_once_are_told(item, officer):
    (letter,) = write(officer, rows=[overdue(item)])
    services.edit_letter(letter=letter, by=officer, version=0, text="Lời một.")

    with pytest.raises(StaleVersion):
        services.edit_letter(letter=letter, by=officer, version=0, text="Lời hai.")
    letter.refresh_from_db()
    assert letter.text == "Lời một."


def test_a_draft_that_is_thrown_away_leaves_its_rows(item, officer):
    row = overdue(item)
    (letter,) = write(officer, rows=[row])

    services.delete_letter(letter=letter, by=officer, version=0)

    row.refresh_from_db()
    assert not LetterLine.objects.exists()


def test_figures_afterwards_say_who_answered_since(item, officer):
    answered, before, silent = overdue(item), overdue(item), overdue(item)
    ProgressUpdateFactory(occurrence=before, at=datetime(2026, 11, 1, tzinfo=UTC))
    (letter,) = write(officer, rows=[answered, before, silent], is_joint=True)
    send(letter, officer)
    ProgressUpdateFactory(occurrence=answered, at=timezone.now() + timedelta(hours=1))

    (listed,) = UrgingLetter.objects.for_list()

    assert (listed.line_count, listed.unit_count, listed.answered_count) == (3, 3, 1)
    assert [line.occurrence for line in letter.lines.answered()] == [answered]


def test_nothing_counts_as_answered_before_the_letter_is_sent(item, officer):
    row = overdue(item)
    (letter,) = write(officer, rows=[row])
    ProgressUpdateFactory(occurrence=row, at=timezone.now() + timedelta(hours=1))

    assert not letter.lines.answered().exists()


def test_letters_are_read_by_officers_and_leaders_of_their_issuer(item, office, officer):
    (letter,) = write(officer, rows=[overdue(item)])
    readers = [officer, UserFactory(role=Role.LEADER, unit=office)]
    others = [
        UserFactory(role=Role.REPORTER, unit=letter.lines.get().unit),
        UserFactory(role=Role.ADMIN, unit=office),
        UserFactory(role=Role.OFFICER, unit=UnitFactory(committee=True)),
    ]

    assert all(UrgingLetter.objects.visible_to(user).get() == letter for user in readers)
    assert not any(UrgingLetter.objects.visible_to(user).exists() for user in others)
