"""Forms of reports and letters: fields and their place on the page."""

from reports.forms.letters import LetterChoiceForm, LetterForm, LetterScopeForm, LetterSentForm
from reports.forms.reports import ParagraphForm, ReportForm, WordsForm
from reports.forms.sheets import SheetTakingForm, SheetUploadForm

__all__ = [
    "LetterChoiceForm",
    "LetterForm",
    "LetterScopeForm",
    "LetterSentForm",
    "ParagraphForm",
    "ReportForm",
    "SheetTakingForm",
    "SheetUploadForm",
    "WordsForm",
]
