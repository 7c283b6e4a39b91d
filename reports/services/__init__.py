"""Writes of reports, of letters that urge, and of papers drawn by the worker."""

from reports.services.handing_up import hand_up_report
from reports.services.layouts import apply_layout, drop_trial, trial_of, try_layout
from reports.services.letters import create_letters, delete_letter, edit_letter, send_letter
from reports.services.papers import (
    request_letter,
    request_report_paper,
    request_test_print,
    store_paper,
    store_paper_error,
)
from reports.services.replacing import replace_report
from reports.services.reports import (
    add_paragraph,
    create_report,
    edit_paragraph,
    edit_report,
    request_file,
    store_drawing_error,
    store_drawn_file,
    take_words,
)
from reports.services.sheets import read_filled, start_reading_sheet, take_sheet
from reports.services.signing import add_signed_copy, sign_report, submit_report, take_back_report

__all__ = [
    "add_paragraph",
    "add_signed_copy",
    "apply_layout",
    "create_letters",
    "create_report",
    "delete_letter",
    "drop_trial",
    "edit_letter",
    "edit_paragraph",
    "edit_report",
    "hand_up_report",
    "read_filled",
    "replace_report",
    "request_file",
    "request_letter",
    "request_report_paper",
    "request_test_print",
    "send_letter",
    "sign_report",
    "start_reading_sheet",
    "store_drawing_error",
    "store_drawn_file",
    "store_paper",
    "store_paper_error",
    "submit_report",
    "take_back_report",
    "take_sheet",
    "take_words",
    "trial_of",
    "try_layout",
]
