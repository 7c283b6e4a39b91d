"""A committee's own layout: tried, put in force, and kept by what was signed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion, ThrownAway
from orgs.models import JournalEntry, Regime, Role
from reports import frozen_papers, services
from reports.layout_sample import sample_paper
from reports.layout_values import values_of
from reports.layouts import PARTY_2018, PARTY_2026, STATE_2020
from reports.models import LayoutVersion
from reports.pdf import draw_pdf
from tests.factories.orgs import UnitFactory, UserFactory
from tests.reports.drawn import DrawnPages
from tests.reports.paper_samples import party_paper

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def committee():
    return UnitFactory(is_committee=True, regime=Regime.PARTY)


@pytest.fixture
def officer(committee):
    return UserFactory(role=Role.OFFICER, unit=committee)


def wider(**changes):
    return values_of(PARTY_2026) | {"margins": {"top": 20, "right": 15, "bottom": 20, "left": 35}} | changes


def tried(committee, officer, version=0, **changes):
    return services.try_layout(
        committee=committee, base="PARTY_2026", by=officer, version=version, values=wider(**changes)
    )


def in_force(committee, officer, valid_from=TODAY, **changes):
    trial = tried(committee, officer, **changes)
    return services.apply_layout(trial=trial, by=officer, version=trial.version, valid_from=valid_from, on=TODAY)


def margin(unit, on=TODAY):
    return LayoutVersion.objects.profile_of(unit, on).margins.left


def test_without_a_layout_of_its_own_a_committee_prints_as_the_rule_of_the_day_says(committee):
    assert LayoutVersion.objects.profile_of(committee, TODAY) is PARTY_2026
    assert LayoutVersion.objects.profile_of(committee, date(2020, 1, 1)) is PARTY_2018


def test_a_trial_changes_no_paper(committee, officer):
    tried(committee, officer)

    assert margin(committee) == 30


def test_a_layout_is_in_force_from_its_day_on(committee, officer):
    in_force(committee, officer, valid_from=TODAY + timedelta(days=10))

    assert margin(committee, TODAY + timedelta(days=9)) == 30
    assert margin(committee, TODAY + timedelta(days=10)) == 35
    assert margin(committee, date(2020, 1, 1)) == 30  # by the rule of then


def test_units_of_the_committee_print_as_it_does_and_another_committee_does_not(committee, officer):
    in_force(committee, officer)

    assert margin(UnitFactory(parent=committee, regime=Regime.PARTY)) == 35
    assert margin(UnitFactory(is_committee=True, regime=Regime.PARTY)) == 30
    assert margin(UnitFactory(parent=committee, is_committee=True, regime=Regime.PARTY)) == 30


def test_a_unit_of_the_other_regime_keeps_its_rule(committee, officer):
    in_force(committee, officer)
    unit = UnitFactory(parent=committee, regime=Regime.STATE)

    assert LayoutVersion.objects.profile_of(unit, TODAY) is STATE_2020


def test_the_next_version_begins_as_the_last_one_stands_and_both_stay(committee, officer):
    first = in_force(committee, officer)
    trial = services.trial_of(committee, "PARTY_2026", by=officer)
    assert (trial.pk, trial.number, trial.changes) == (None, 2, first.changes)

    in_force(committee, officer, signature_lines=4, valid_from=TODAY + timedelta(days=1))

    assert LayoutVersion.objects.profile_of(committee, TODAY).signature_lines == 5
    assert LayoutVersion.objects.profile_of(committee, TODAY + timedelta(days=1)).signature_lines == 4


def test_a_day_that_has_passed_is_refused(committee, officer):
    with pytest.raises(ValidationError, match="trước hôm nay"):
        in_force(committee, officer, valid_from=TODAY - timedelta(days=1))


def test_a_layout_in_force_is_not_applied_again_nor_dropped(committee, officer):
    version = in_force(committee, officer)

    with pytest.raises(ValidationError, match="đã được áp dụng"):
        services.apply_layout(trial=version, by=officer, version=version.version, valid_from=TODAY, on=TODAY)
    services.drop_trial(trial=version, by=officer)

    assert LayoutVersion.objects.filter(pk=version.pk).exists()


def test_two_who_try_at_once_do_not_write_over_each_other(committee, officer):
    trial = tried(committee, officer)

    with pytest.raises(StaleVersion):
        tried(committee, officer, version=0, signature_lines=4)
    with pytest.raises(StaleVersion):
        services.apply_layout(trial=trial, by=officer, version=0, valid_from=TODAY, on=TODAY)

    assert LayoutVersion.objects.get().changes == trial.changes


def test_trying_the_same_twice_is_one_act(committee, officer):
    tried(committee, officer)
    told = JournalEntry.objects.count()

    tried(committee, officer)  # with the version that is out of date

    assert JournalEntry.objects.count() == told


def test_a_trial_that_was_thrown_away_meanwhile_is_not_put_in_force(committee, officer):
    trial = tried(committee, officer)
    assert services.drop_trial(trial=LayoutVersion.objects.get(), by=officer)

    with pytest.raises(ThrownAway):
        services.apply_layout(trial=trial, by=officer, version=trial.version, valid_from=TODAY, on=TODAY)
    assert not services.drop_trial(trial=trial, by=officer)


def test_the_journal_tells_each_act(committee, officer):
    in_force(committee, officer)
    services.drop_trial(trial=tried(committee, officer, signature_lines=4), by=officer)

    acts = JournalEntry.objects.filter(action__contains="thể thức").order_by("pk").values_list("action", flat=True)
    assert list(acts) == [
        "thử thể thức riêng",
        "áp dụng thể thức riêng",
        "thử thể thức riêng",
        "bỏ bản thử thể thức",
    ]


def test_the_sample_is_drawn_by_the_numbers_that_are_tried(committee, officer):
    paper = sample_paper(tried(committee, officer).profile, committee, on=TODAY)

    with DrawnPages(draw_pdf(paper)) as pages:
        assert pages.find("Trang này in thử").left == pytest.approx(35 + 10, abs=0.5)
        assert pages.find("DỰ THẢO").size == pytest.approx(14, abs=0.1)


@pytest.mark.one_database
def test_paper_printed_on_both_sides_has_its_margins_mirrored_on_even_pages(committee, officer):
    profile = tried(committee, officer, is_duplex=True).profile

    with DrawnPages(draw_pdf(party_paper(profile=profile))) as pages:
        texts = pages.texts[1]
        left = min(texts.get_charbox(n)[0] for n in range(texts.count_chars()) if texts.get_text_range(n, 1).strip())
        assert left / 72 * 25.4 == pytest.approx(15, abs=0.5)
        assert pages.find("ĐẢNG BỘ TỈNH GIA LAI").left > 35


def test_what_was_signed_keeps_its_numbers_whatever_the_committee_changes(committee, officer):
    frozen = frozen_papers.record(party_paper(profile=tried(committee, officer).profile))

    LayoutVersion.objects.all().delete()

    restored = frozen_papers.restore(frozen)
    assert (restored.profile.margins.left, restored.profile.code) == (35, "PARTY_2026/1")


def test_paper_signed_before_committees_had_layouts_is_read_by_the_name_of_its_rule():
    frozen = frozen_papers.record(party_paper()) | {"profile": "PARTY_2026"}

    assert frozen_papers.restore(frozen).profile is PARTY_2026
