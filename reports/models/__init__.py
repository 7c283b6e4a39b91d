"""What came of it: reports from draft to signature, letters that urge, and all of these as drawn on paper."""

from reports.models.drawings import PaperFile, PaperKind
from reports.models.layouts import LayoutVersion
from reports.models.letters import LetterLine, UrgingLetter
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

__all__ = [
    "FilledSheet",
    "LayoutVersion",
    "LetterLine",
    "PaperFile",
    "PaperKind",
    "Purpose",
    "Report",
    "ReportFile",
    "ReportKind",
    "ReportParagraph",
    "ReportSection",
    "ReportSpan",
    "UrgingLetter",
]
