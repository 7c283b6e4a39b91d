"""What: documents, plans, assignments, periods, progress and its review."""

from plans.models.documents import Citation, Document
from plans.models.imports import PlanImport
from plans.models.periods import ReportingPeriod
from plans.models.plans import (
    ItemKind,
    Plan,
    PlanDeadline,
    PlanItem,
    PlanVersion,
)
from plans.models.progress import Answer, Attachment, Decision, Draft, ProgressUpdate, Review, Source, Verdict
from plans.models.statuses import CELLS, AssignmentRole, Origin, Progress, Stage
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
    "Document",
    "Draft",
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
    "ReportingPeriod",
    "Review",
    "Source",
    "Stage",
    "Target",
    "TargetComparison",
    "TargetKind",
    "TargetScope",
    "Verdict",
]
