"""Which of the reports owed for a period a figure counts: one condition each, for lists, tables and reminders alike.

A report is sent on time by the day it was first sent (DESIGN §3); where no due day is set it is never late.
"""

from __future__ import annotations

from django.db.models import Count, F, Q

from plans.models import SubmissionState
from plans.models.submissions import SubmissionQuerySet

FIGURES = {
    "owed": "Phải nộp",
    "blank": "Chưa nộp",
    "awaiting": "Chờ tiếp nhận",
    "to_complete": "Đang bổ sung",
    "accepted": "Đã tiếp nhận",
    "on_time": "Nộp đúng hạn",
    "late": "Nộp muộn",
    "sent": "Đã nộp",
    "excused": "Không phải nộp",
}


def condition(figure: str, *, report: str = "", period: str = "period__") -> Q:
    """The reports that a figure counts; `report` and `period` are the ways there from what is queried.

    Raises KeyError.
    """
    due, sent_on, state = f"{period}due_on", f"{report}first_sent_on", f"{report}state"
    owed, sent = Q(**{f"{report}excused_reason": ""}), Q(**{f"{sent_on}__isnull": False})
    return {
        "owed": owed,
        "sent": owed & sent,
        "on_time": owed & sent & (Q(**{f"{due}__isnull": True}) | Q(**{f"{sent_on}__lte": F(due)})),
        "late": owed & sent & Q(**{f"{sent_on}__gt": F(due)}),
        "blank": owed & ~sent,
        "awaiting": owed & Q(**{state: SubmissionState.AWAITING}),
        "to_complete": owed & Q(**{state: SubmissionState.ASKED_FOR_MORE}),
        "accepted": owed & Q(**{state: SubmissionState.ACCEPTED}),
        "excused": ~owed,
    }[figure]


def counts(submissions: SubmissionQuerySet) -> dict[str, int]:
    """Every figure, by one query."""
    return submissions.aggregate(**{figure: Count("pk", filter=condition(figure)) for figure in FIGURES})
