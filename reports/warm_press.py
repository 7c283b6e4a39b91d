"""Imported once by the process that all drawing processes are forked from, so that each finds the press warm.

Printing a page loads WeasyPrint, Pango, the fonts' index and the sheets that most paper needs, and parses what it asks
of them: seconds spared. So the page has of every kind that paper has.
"""

import docx  # noqa: F401
import pikepdf  # noqa: F401

from reports import apart  # noqa: F401
from reports.layouts import PROFILES
from reports.press import Job, print_pdf
from reports.print_sheets import profile_sheet, structure_sheet

_SHEETS = (structure_sheet(), *(profile_sheet(one) for profiles in PROFILES.values() for one in profiles))

_WORDS = "Ban Thường vụ Đảng ủy báo cáo kết quả công tác dân vận, " * 3
_MARKUP = f"""<html lang="vi"><title>Ạ</title><h1>{_WORDS}</h1>
<p class="text">{_WORDS}<b>{_WORDS}</b><i>{_WORDS}</i></p>
<table class="figures"><tr><th>{_WORDS}</th></tr><tr><td class="center">1</td></tr></table></html>"""

print_pdf(Job(_MARKUP, _SHEETS))
