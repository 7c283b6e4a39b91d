"""What came of it: reports from draft to signature, letters that urge, and all of these as drawn on paper."""

from reports.models.drawings import PaperFile, PaperKind
from reports.models.layouts import LayoutVersion
from reports.models.letters import LetterLine, UrgingLetter
from reports.models.packages import PlanPackage
from reports.models.reports import (
    Purpose,
    Report,
    ReportFile,
    ReportKind,
    ReportParagraph,
    ReportSection,
    ReportSpan,
)
from reports.models.sheets import FilledSheet
from reports.models.signing import HandUp, ReportCheck, SignedCopy

__all__ = [
    "FilledSheet",
    "HandUp",
    "LayoutVersion",
    "LetterLine",
    "PaperFile",
    "PaperKind",
    "PlanPackage",
    "Purpose",
    "Report",
    "ReportCheck",
    "ReportFile",
    "ReportKind",
    "ReportParagraph",
    "ReportSection",
    "ReportSpan",
    "SignedCopy",
    "UrgingLetter",
]
