"""Imported once by the process that all drawing processes are forked from, so that each finds the press warm.

Printing one letter loads WeasyPrint, Pango, the fonts' index and the sheets that most paper needs: seconds spared.
"""

import docx  # noqa: F401
import pikepdf  # noqa: F401

from reports.layouts import PROFILES
from reports.press import Job, print_pdf
from reports.print_sheets import profile_sheet, structure_sheet

_SHEETS = (structure_sheet(), *(profile_sheet(one) for profiles in PROFILES.values() for one in profiles))

print_pdf(Job('<html lang="vi"><p>Ạ</p></html>', _SHEETS))
