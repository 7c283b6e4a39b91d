"""What came of it: reports from draft to signature, letters that urge, and all of these as drawn on paper."""

from reports.models.reports import Report, ReportFile, ReportKind, ReportParagraph, ReportSection

__all__ = ["Report", "ReportFile", "ReportKind", "ReportParagraph", "ReportSection"]
