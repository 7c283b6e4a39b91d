"""What came of it: reports from draft to signature, letters that urge, and all of these as drawn on paper."""

from reports.models.drawings import PaperFile, PaperKind
from reports.models.incoming import IncomingCopy, Search
from reports.models.layouts import LayoutVersion
from reports.models.letters import LetterLine, UrgingLetter
from reports.models.outlines import ReportOutline
from reports.models.packages import PlanPackage
from reports.models.progress import DrawingProgress, Stage, stage_of
from reports.models.reports import (
    Purpose,
    Report,
    ReportFile,
    ReportKind,
    ReportSection,
    ReportSpan,
)
from reports.models.sheets import FilledSheet
from reports.models.signing import HandUp, ReportCheck, SignedCopy
from reports.models.writing import LONGEST_PARAGRAPH, HeldText, ReportParagraph

__all__ = [
    "LONGEST_PARAGRAPH",
    "DrawingProgress",
    "FilledSheet",
    "HandUp",
    "HeldText",
    "IncomingCopy",
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
    "ReportOutline",
    "ReportParagraph",
    "ReportSection",
    "ReportSpan",
    "Search",
    "SignedCopy",
    "Stage",
    "UrgingLetter",
    "stage_of",
]
