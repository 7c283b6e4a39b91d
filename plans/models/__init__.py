"""What: documents, plans, assignments, periods, progress and its review."""

from plans.models.documents import Citation, Document
from plans.models.extensions import Extension, ExtensionVerdict
from plans.models.imports import PlanImport
from plans.models.indicators import Indicator, IndicatorKind, IndicatorValue
from plans.models.initiatives import Initiative, InitiativeField, InitiativeState, Recognition
from plans.models.periods import ReportingCalendar, ReportingPeriod, ReportingRule
from plans.models.plans import (
    ItemKind,
    Plan,
    PlanDeadline,
    PlanItem,
    PlanVersion,
)
from plans.models.progress import Answer, Attachment, Decision, Draft, ProgressUpdate, Review, Source, Verdict
from plans.models.reminders import Digest, Reminder, ReminderKind, Urge, UrgingChannel
from plans.models.statuses import CELLS, AssignmentRole, Origin, Progress, Stage
from plans.models.submissions import RoundReview, Submission, SubmissionRound, SubmissionState
from plans.models.targets import Target, TargetComparison, TargetKind, TargetScope
from plans.models.work import Assignee, Assignment, Occurrence

__all__ = [
    "CELLS",
    "Answer",
    "Assignee",
    "Assignment",
    "AssignmentRole",
    "Attachment",
    "Citation",
    "Decision",
    "Digest",
    "Document",
    "Draft",
    "Extension",
    "ExtensionVerdict",
    "Indicator",
    "IndicatorKind",
    "IndicatorValue",
    "Initiative",
    "InitiativeField",
    "InitiativeState",
    "ItemKind",
    "Occurrence",
    "Origin",
    "Plan",
    "PlanDeadline",
    "PlanImport",
    "PlanItem",
    "PlanVersion",
    "Progress",
    "ProgressUpdate",
    "Recognition",
    "Reminder",
    "ReminderKind",
    "ReportingCalendar",
    "ReportingPeriod",
    "ReportingRule",
    "Review",
    "RoundReview",
    "Source",
    "Stage",
    "Submission",
    "SubmissionRound",
    "SubmissionState",
    "Target",
    "TargetComparison",
    "TargetKind",
    "TargetScope",
    "Urge",
    "UrgingChannel",
    "Verdict",
]
