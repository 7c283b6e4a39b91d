"""What whoever hands a report up is told first: words still held, headings left empty, figures that do not agree."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from plans.models import Submission, SubmissionState
from reports import services
from reports.loose_ends import loose_ends_of
from reports.models import ReportParagraph
from tests.factories.figures import IndicatorFactory, give
from tests.factories.orgs import UserFactory
from tests.factories.plans import ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory
from tests.reports.annexed import TODAY, half_year
from tests.reports.signed import at_signature, draft_of, write

pytestmark = pytest.mark.django_db
HELD = "Lời gõ cùng lúc"


@pytest.fixture
def report(item, officer):
    return draft_of(item, officer)


@pytest.fixture
def colleague(item):
    return UserFactory(role=Role.OFFICER, unit=item.plan.issuer)


def fill(report):
    for section in report.sections.all():
        write(section, "Đã viết.")


def hold(report, by):
    paragraph = ReportParagraph.objects.filter(section__report=report).first()
    services.hold_text(paragraph=paragraph, by=by, text=HELD)


def submit(client, officer, report, **more):
    client.force_login(officer)
    return client.post(reverse("reports:report_submit", args=[report.pk]), {"version": report.version, **more})


def two_quarters_that_do_not_add_up():
    half = half_year()
    for label, start, end, number in [
        ("quý I", date(2026, 1, 1), date(2026, 3, 31), 5), ("quý II", date(2026, 4, 1), date(2026, 6, 30), 6),
    ]:  # fmt: skip
        period = ReportingPeriodFactory(
            plan=half.plan, label=label, starts_on=start, ends_on=end, opens_on=start, opened_at=timezone.now()
        )
        asked = IndicatorFactory(period=period, name="Số cuộc họp dân", measure="cuộc")
        give(SubmissionFactory(period=period, unit=half.cells[0]), {asked: number})
    Submission.objects.filter(first_sent_on__isnull=False).update(state=SubmissionState.ACCEPTED)
    return half.report


def test_a_whole_report_goes_up_at_one_press(client, officer, report):
    fill(report)

    answer = submit(client, officer, report)

    report.refresh_from_db()
    assert answer.status_code == 302
    assert report.submitted_at is not None


def test_headings_without_words_are_named_and_hinder_nobody_who_says_so(client, officer, report):
    page = submit(client, officer, report).content.decode()

    assert "IV. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI" in page
    report.refresh_from_db()
    assert report.submitted_at is None
    submit(client, officer, report, confirmed="1")
    report.refresh_from_db()
    assert report.submitted_at is not None


def test_words_still_held_are_told_with_whose_they_are_and_where(client, officer, colleague, report):
    fill(report)
    hold(report, colleague)

    page = submit(client, officer, report).content.decode()

    assert HELD in page
    assert str(colleague) in page
    assert f"#paragraph-{ReportParagraph.objects.filter(section__report=report).first().pk}" in page


def test_figures_that_do_not_agree_are_told_with_where_to_look():
    report = two_quarters_that_do_not_add_up()

    (one,) = loose_ends_of(report, on=TODAY).discrepancies

    assert one.words.endswith("cộng các kỳ là 11 = 5 (quý I) + 6 (quý II).")


def test_figures_that_do_not_agree_are_told_before_it_goes_up(client):
    report = two_quarters_that_do_not_add_up()

    page = submit(client, report.created_by, report).content.decode()

    assert "cộng các kỳ là 11 = 5 (quý I) + 6 (quý II)" in page


def test_figures_that_do_not_agree_are_counted_on_the_page_where_it_is_written(client):
    report = two_quarters_that_do_not_add_up()
    client.force_login(report.created_by)

    page = client.get(report.get_absolute_url()).content.decode()

    assert "1 chỗ cần xem lại trong số liệu" in page
    assert f"{reverse('reports:report_annexes', args=[report.pk])}#discrepancies" in page


def test_a_page_that_is_older_than_the_report_is_refused_as_before(client, officer, report):
    client.force_login(officer)

    page = client.post(reverse("reports:report_submit", args=[report.pk]), {"version": "77"}, follow=True)

    assert "người khác sửa" in page.content.decode()


def test_words_held_are_shown_again_and_ticked_when_the_signature_is_recorded(client, item, officer, colleague):
    report = at_signature(item, officer)
    write(report.sections.first(), "Đã viết.")
    hold(report, colleague)
    client.force_login(officer)

    address = reverse("reports:report_sign", args=[report.pk])
    given = {
        "version": report.version, "key": str(uuid4()), "number": "12", "signatory": "Bí thư", "differs": "no",
        "signed_on": f"{timezone.localdate():%d/%m/%Y}",
    }  # fmt: skip

    page = client.get(address).content.decode()
    client.post(address, given)

    assert HELD in page
    assert "trả báo cáo về dự thảo" in page
    report.refresh_from_db()
    assert report.signed_on is None
    client.post(address, given | {"is_held_known": "on"})
    report.refresh_from_db()
    assert report.signed_on is not None


@pytest.mark.parametrize("count", [1, 3])
def test_they_are_found_in_as_many_queries_for_many_as_for_one(
    item, officer, colleague, report, count, django_assert_max_num_queries
):
    for place in range(count):
        hold_place = write(report.sections.first(), f"Đoạn {place}")
        services.hold_text(paragraph=hold_place, by=colleague, text=HELD)

    with django_assert_max_num_queries(10):
        ends = loose_ends_of(report, on=TODAY)

    assert len(ends.held) == count
