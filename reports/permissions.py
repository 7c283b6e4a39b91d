"""May this person do this to a report? What may be read stands in `ReportQuerySet.visible_to`."""

from __future__ import annotations

from orgs.models import Role, Unit, User
from plans.permissions import offices_of
from reports.models import Report, ReportFile, UrgingLetter


def can_write_reports(user: User) -> bool:
    return bool(offices_of(user))


def can_edit_report(user: User, report: Report) -> bool:
    """Officers of the issuer write, while it is a draft."""
    return report.is_draft and user.holds(Role.OFFICER, report.issuer)


def can_return_report(user: User, report: Report) -> bool:
    """Officers of the issuer take it back from signature; its leaders return it."""
    return _is_at_signature(report) and any(user.holds(role, report.issuer) for role in (Role.OFFICER, Role.LEADER))


def can_sign_report(user: User, report: Report) -> bool:
    """Officers of the issuer enter what was signed and numbered on paper."""
    return _is_at_signature(report) and user.holds(Role.OFFICER, report.issuer)


def can_keep_report(user: User, report: Report) -> bool:
    """Officers of the issuer keep what was signed: attach copies, replace it, hand it up."""
    return report.signed_on is not None and user.holds(Role.OFFICER, report.issuer)


def is_of_own_committee(user: User, report: Report) -> bool:
    """Whether the user works in the committee that issues the report, and so reads what it was made from."""
    return any(unit.pk == report.issuer_id for unit in user.units_as(Role.OFFICER, Role.LEADER))


def can_print_report(user: User, report: Report) -> bool:
    """Whoever works on the report in the issuing committee prints it; a signed one, whoever may read it."""
    return report.signed_on is not None or is_of_own_committee(user, report)


def can_read_drawing(user: User, drawn: ReportFile) -> bool:
    """Whoever reads a signed report, what was drawn of it as signed; all else, only the committee that writes it.

    Signing gives a report its last version, so a drawing of an earlier one is that of a draft (DESIGN §5).
    """
    report = drawn.report
    is_as_signed = report.signed_on is not None and drawn.report_version == report.version
    return is_of_own_committee(user, report) or (is_as_signed and drawn.form in ReportFile.Form.values)


def _is_at_signature(report: Report) -> bool:
    return report.submitted_at is not None and report.signed_on is None


def can_set_layout(user: User, committee: Unit) -> bool:
    """How paper is laid out is the committee's office to say, and a setting of its administrators."""
    return user.holds(Role.OFFICER, committee) or user.administers(committee)


def can_urge(user: User) -> bool:
    """Officers write letters that urge, in the name of the body where they are officers."""
    return bool(user.units_as(Role.OFFICER))


def can_edit_letter(user: User, letter: UrgingLetter) -> bool:
    """Officers of the issuer write and send a letter, until it is sent."""
    return letter.is_draft and user.holds(Role.OFFICER, letter.issuer)
