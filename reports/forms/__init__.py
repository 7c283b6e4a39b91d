"""Forms of reports and letters: fields and their place on the page."""

from reports.forms.letters import LetterChoiceForm, LetterForm, LetterScopeForm, LetterSentForm
from reports.forms.reports import ReportForm
from reports.forms.sections import NewParagraphForm, ParagraphForm, SectionForm
from reports.forms.sheets import SheetTakingForm, SheetUploadForm
from reports.forms.starting import OutlineForm, ReportStartForm

__all__ = [
    "LetterChoiceForm",
    "LetterForm",
    "LetterScopeForm",
    "LetterSentForm",
    "NewParagraphForm",
    "OutlineForm",
    "ParagraphForm",
    "ReportForm",
    "ReportStartForm",
    "SectionForm",
    "SheetTakingForm",
    "SheetUploadForm",
]
