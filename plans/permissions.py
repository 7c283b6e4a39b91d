"""May this person do this? (DESIGN §5). What a person may read stands in the querysets' `visible_to`."""

from __future__ import annotations

from orgs.models import Membership, Role, Unit, User
from plans.models import (
    Assignment,
    Document,
    Initiative,
    Occurrence,
    Plan,
    ProgressUpdate,
    ReportingPeriod,
    Submission,
    SubmissionRound,
)
from plans.models.documents import has_plan


def can_enter_plans(user: User) -> bool:
    """Officers enter the plans of their committees."""
    return bool(offices_of(user))


def can_edit_plan(user: User, plan: Plan) -> bool:
    """An officer of the issuer, until the plan is handed out; afterwards only amendments change it."""
    return plan.issued_at is None and user.holds(Role.OFFICER, plan.issuer)


def can_run_plan(user: User, plan: Plan) -> bool:
    """Officers of the issuer, of the monitor and of the body that collects its reports follow a plan."""
    units = {plan.issuer_id, plan.monitor_id, plan.report_via_id}
    return plan.issued_at is not None and any(unit.pk in units for unit in user.units_as(Role.OFFICER))


def can_amend_plan(user: User, plan: Plan) -> bool:
    """After handing out, the outline changes only by a recorded amendment of the issuer's office."""
    return can_close_plan(user, plan)


def can_close_plan(user: User, plan: Plan) -> bool:
    return plan.issued_at is not None and plan.closed_on is None and user.holds(Role.OFFICER, plan.issuer)


def can_export_plan(user: User, plan: Plan) -> bool:
    """Officers and leaders of the issuer take the whole file of a plan away: they may read everything that is in it."""
    is_own = any(unit.pk == plan.issuer_id for unit in user.units_as(Role.OFFICER, Role.LEADER))
    return plan.issued_at is not None and is_own


def can_record_progress(user: User, occurrence: Occurrence) -> bool:
    """A reporter of the very unit."""
    return any(unit.pk == occurrence.unit_id for unit in user.units_as(Role.REPORTER))


def can_keep_desk(user: User) -> bool:
    """Officers have a desk, also those of bodies that only monitor or collect."""
    return bool(user.units_as(Role.OFFICER))


def can_take_in(user: User, occurrence: Occurrence) -> bool:
    """Take in, ask for more, enter for the unit: officers who run the plan or collect this row."""
    collects = any(unit.pk == occurrence.assignment.via_id for unit in user.units_as(Role.OFFICER))
    return can_run_plan(user, occurrence.plan) or collects


def can_review(user: User, update: ProgressUpdate) -> bool:
    """Nobody accepts his own words where another officer exists; where none does, it is allowed and marked."""
    occurrence = update.occurrence
    if not can_take_in(user, occurrence):
        return False
    return update.by_id != user.pk or not other_officers_exist(user, occurrence)


def other_officers_exist(user: User, occurrence: Occurrence) -> bool:
    plan = occurrence.plan
    units = [plan.issuer_id, plan.monitor_id, plan.report_via_id, occurrence.assignment.via_id]
    officers = Membership.objects.filter(role=Role.OFFICER, unit__in=[pk for pk in units if pk], user__is_active=True)
    return officers.exclude(user=user).exists()


def can_record_decision(user: User, occurrence: Occurrence) -> bool:
    """The office records what a leader decided; a leader may do so himself."""
    is_leader = occurrence.plan.issuer_id in {unit.pk for unit in user.units_as(Role.LEADER)}
    return can_take_in(user, occurrence) or is_leader


def can_ask_extension(user: User, occurrence: Occurrence) -> bool:
    """The unit asks for more time; the office may write down for it what came on paper."""
    return can_record_progress(user, occurrence) or can_take_in(user, occurrence)


def can_decide_extension(user: User, occurrence: Occurrence) -> bool:
    """The office and the leaders of the committee that set the day."""
    issuer = occurrence.plan.issuer_id
    return any(unit.pk == issuer for unit in user.units_as(Role.OFFICER, Role.LEADER))


def can_name_person(user: User, assignment: Assignment) -> bool:
    """A unit says who in it is in charge; the office may too."""
    return user.holds(Role.REPORTER, assignment.unit) or can_run_plan(user, assignment.item.plan)


def offices_of(user: User) -> list[Unit]:
    """The committees for which `user` enters plans and writes reports."""
    return [unit for unit in user.units_as(Role.OFFICER) if unit.is_committee]


def can_keep_register(user: User, document: Document) -> bool:
    """Officers of the committee in whose register it stands say what it carries out and settle what disagrees."""
    return user.holds(Role.OFFICER, document.keeper)


def can_edit_document(user: User, document: Document) -> bool:
    """Facts of an entry are its keeper's to correct; those of a plan are the plan's head, changed there."""
    return can_keep_register(user, document) and not has_plan(document)


def can_follow_up(user: User) -> bool:
    """Officers and leaders of a committee follow how the committees below carry on what it was given."""
    return any(unit.is_committee for unit in user.units_as(Role.OFFICER, Role.LEADER))


def can_add_citation(user: User, plan: Plan) -> bool:
    """What a plan cites is its issuer's office to complete, whenever it is noticed."""
    return user.holds(Role.OFFICER, plan.issuer)


def can_set_rule(user: User, committee: Unit) -> bool:
    """How periods are cut is the committee's office to say, and a setting of its administrators."""
    return user.holds(Role.OFFICER, committee) or user.administers(committee)


def can_except(user: User, period: ReportingPeriod) -> bool:
    """Reopen for one unit, or excuse one: the officers who run the plan, while it is at work."""
    return period.plan.closed_on is None and can_run_plan(user, period.plan)


def can_send_report(user: User, submission: Submission) -> bool:
    """A reporter of the very unit writes and sends its report."""
    return user.holds(Role.REPORTER, submission.unit)


def can_receive(user: User, submission: Submission) -> bool:
    """Take a report in, ask for more, enter it for the unit: officers who run the plan or collect the report."""
    collects = any(unit.pk == submission.collector_id for unit in user.units_as(Role.OFFICER))
    return collects or can_run_plan(user, submission.period.plan)


def can_judge(user: User, sent: SubmissionRound) -> bool:
    """Nobody takes in a report of his own where another officer could; where none does, it is allowed and marked."""
    report = sent.submission
    if not can_receive(user, report):
        return False
    return sent.by_id != user.pk or not _other_receivers_exist(user, report)


def _other_receivers_exist(user: User, submission: Submission) -> bool:
    plan = submission.period.plan
    units = {plan.issuer_id, plan.monitor_id, plan.report_via_id, submission.collector_id} - {None}
    officers = Membership.objects.filter(role=Role.OFFICER, unit__in=units, user__is_active=True)
    return officers.exclude(user=user).exists()


def can_set_indicators(user: User, plan: Plan) -> bool:
    """What figures a period asks for, and how targets are judged, is the issuer's office to say while it is at work."""
    return can_close_plan(user, plan)


def can_give_figures(user: User, submission: Submission) -> bool:
    """A reporter of the very unit; or who receives the report, for a unit that sent them on paper."""
    return user.holds(Role.REPORTER, submission.unit) or can_receive(user, submission)


def can_register_initiatives(user: User) -> bool:
    """Units register their own models; offices, those of all bodies of the committee."""
    return bool(user.units_as(Role.REPORTER, Role.OFFICER))


def can_edit_initiative(user: User, initiative: Initiative) -> bool:
    return user.holds(Role.REPORTER, initiative.unit) or can_recognize_initiative(user, initiative)


def can_recognize_initiative(user: User, initiative: Initiative) -> bool:
    """Which level recognized a model is the office of the unit's committee to record."""
    return any(unit.pk == initiative.unit.committee_id for unit in user.units_as(Role.OFFICER))
