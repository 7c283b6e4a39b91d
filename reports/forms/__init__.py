"""Forms of reports and letters: fields and their place on the page."""

from reports.forms.reports import ParagraphForm, ReportForm, SignatureForm, WordsForm

__all__ = ["ParagraphForm", "ReportForm", "SignatureForm", "WordsForm"]
