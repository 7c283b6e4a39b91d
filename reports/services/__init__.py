"""Writes of reports, of letters that urge, and of papers drawn by the worker."""

from reports.services.annexes import choose_annexes
from reports.services.copies import add_signed_copy, receive_copy, search_copy
from reports.services.handing_up import hand_up_report
from reports.services.layouts import apply_layout, drop_trial, trial_of, try_layout
from reports.services.letters import create_letters, delete_letter, edit_letter, send_letter
from reports.services.outlines import create_outline, delete_outline, edit_outline
from reports.services.packages import make_package, request_package
from reports.services.papers import (
    request_letter,
    request_letters,
    request_plan_paper,
    request_report_paper,
    request_test_print,
    store_paper,
    store_paper_error,
)
from reports.services.progress import begin_drawing
from reports.services.quoting import quote_words
from reports.services.replacing import replace_report
from reports.services.reports import (
    count_pages,
    create_report,
    delete_report,
    edit_report,
    request_file,
    store_drawing_error,
    store_drawn_file,
)
from reports.services.sections import add_section, edit_section, move_section, remove_section
from reports.services.sheets import read_filled, start_reading_sheet, take_sheet
from reports.services.signing import sign_report, submit_report, take_back_report
from reports.services.writing import (
    add_paragraph,
    drop_held,
    edit_paragraph,
    hold_text,
    keep_paragraph,
    move_paragraph,
    remove_paragraph,
    restore_paragraph,
    step_paragraph,
    take_words,
)

__all__ = [
    "add_paragraph",
    "add_section",
    "add_signed_copy",
    "apply_layout",
    "begin_drawing",
    "choose_annexes",
    "count_pages",
    "create_letters",
    "create_outline",
    "create_report",
    "delete_letter",
    "delete_outline",
    "delete_report",
    "drop_held",
    "drop_trial",
    "edit_letter",
    "edit_outline",
    "edit_paragraph",
    "edit_report",
    "edit_section",
    "hand_up_report",
    "hold_text",
    "keep_paragraph",
    "make_package",
    "move_paragraph",
    "move_section",
    "quote_words",
    "read_filled",
    "receive_copy",
    "remove_paragraph",
    "remove_section",
    "replace_report",
    "request_file",
    "request_letter",
    "request_letters",
    "request_package",
    "request_plan_paper",
    "request_report_paper",
    "request_test_print",
    "restore_paragraph",
    "search_copy",
    "send_letter",
    "sign_report",
    "start_reading_sheet",
    "step_paragraph",
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
