"""Writes of reports."""

from reports.services.reports import (
    add_paragraph,
    create_report,
    edit_paragraph,
    edit_report,
    request_file,
    sign_report,
    store_drawing_error,
    store_drawn_file,
    submit_report,
    take_back_report,
    take_words,
)

__all__ = [
    "add_paragraph",
    "create_report",
    "edit_paragraph",
    "edit_report",
    "request_file",
    "sign_report",
    "store_drawing_error",
    "store_drawn_file",
    "submit_report",
    "take_back_report",
    "take_words",
]
