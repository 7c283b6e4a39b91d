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


def condition(figure: str) -> Q:
    """The reports that a figure counts. Raises KeyError."""
    owed, sent = Q(excused_reason=""), Q(first_sent_on__isnull=False)
    in_time = Q(period__due_on__isnull=True) | Q(first_sent_on__lte=F("period__due_on"))
    return {
        "owed": owed,
        "sent": owed & sent,
        "on_time": owed & sent & in_time,
        "late": owed & sent & Q(first_sent_on__gt=F("period__due_on")),
        "blank": owed & ~sent,
        "awaiting": owed & Q(state=SubmissionState.AWAITING),
        "to_complete": owed & Q(state=SubmissionState.ASKED_FOR_MORE),
        "accepted": owed & Q(state=SubmissionState.ACCEPTED),
        "excused": ~owed,
    }[figure]


def counts(submissions: SubmissionQuerySet) -> dict[str, int]:
    """Every figure, by one query."""
    return submissions.aggregate(**{figure: Count("pk", filter=condition(figure)) for figure in FIGURES})
