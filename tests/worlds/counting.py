"""The figures of a world counted by hand: plain SQL, one text a figure, from DESIGN §3 and not from the product.

The texts read the same on SQLite and PostgreSQL.
"""

from datetime import date
from typing import Any

from django.db import connection

# Rows that count: not those only kept for the record, not those given up, not those of periods that are not open yet.
_WORK = """
    SELECT {by}, COUNT(*)
      FROM plans_occurrence o
      JOIN orgs_unit u ON u.id = o.unit_id
      JOIN plans_assignment a ON a.id = o.assignment_id
      JOIN plans_plan pl ON pl.id = o.plan_id
      LEFT JOIN plans_reportingperiod p ON p.id = o.period_id
     WHERE o.is_counted AND o.progress <> 'STOPPED'
       AND (o.period_id IS NULL OR p.opens_on <= '{today}')
       AND ({where}) AND ({window})
     GROUP BY {by}
"""
WORK = {
    "finished_on_time": "o.due_on IS NOT NULL AND o.finished_on <= {due}",
    "finished_late": "o.due_on IS NOT NULL AND o.finished_on > {due}",
    "open_in_time": "o.due_on IS NOT NULL AND o.finished_on IS NULL AND {due} >= '{today}'",
    "open_overdue": "o.due_on IS NOT NULL AND o.finished_on IS NULL AND {due} < '{today}'",
    "answered": "o.due_on IS NULL AND o.progress IN ('AWAITING', 'FINISHED')",
    "unanswered": "o.due_on IS NULL AND o.progress IN ('NOT_STARTED', 'IN_PROGRESS', 'ASKED_FOR_MORE')",
}
BY = {
    "kind": "u.kind",
    "unit": "o.unit_id",
    "plan": "o.plan_id",
    "month": "SUBSTR(CAST({due} AS TEXT), 1, 7)",
    "item and month": "a.item_id, SUBSTR(CAST({due} AS TEXT), 1, 7)",
    "all": "1",
}

# `since` is the beginning of a day in Vietnam, told in UTC.
CHANGES = {
    "assigned": "pl.issued_at >= '{since}'",
    "finished": """o.progress = 'FINISHED' AND o.id IN (
        SELECT w.occurrence_id FROM plans_progressupdate w JOIN plans_review r ON r.update_id = w.id
         WHERE r.verdict = 'ACCEPTED' AND r.at >= '{since}')""",
    "sent": "o.progress = 'AWAITING' AND o.turn_since >= '{since}'",
    "sent_back": "o.progress = 'ASKED_FOR_MORE' AND o.turn_since >= '{since}'",
    "overdue": "o.finished_on IS NULL AND o.due_on < '{today}' AND o.due_on >= '{day}'",
    "extended": """o.id IN (SELECT e.occurrence_id FROM plans_extension e
                             WHERE e.verdict = 'GRANTED' AND e.recorded_at >= '{since}')""",
    "directed": "o.id IN (SELECT d.occurrence_id FROM plans_decision d WHERE d.recorded_at >= '{since}')",
}

_OWED = """
    SELECT {by}, COUNT(*)
      FROM plans_submission s
      JOIN plans_reportingperiod p ON p.id = s.period_id
     WHERE {where}
     GROUP BY {by}
"""
OWED = {
    "owed": "s.excused_reason = ''",
    "sent": "s.excused_reason = '' AND s.first_sent_on IS NOT NULL",
    "on_time": "s.excused_reason = '' AND s.first_sent_on <= p.due_on",
    "late": "s.excused_reason = '' AND s.first_sent_on > p.due_on",
    "to_complete": "s.excused_reason = '' AND s.state = 'ASKED_FOR_MORE'",
    "blank": "s.excused_reason = '' AND s.state = 'NOT_SENT'",
    "excused": "s.excused_reason <> ''",
}


def count_work(
    where: str, by: str, today: date, *, by_original: bool = False, window: str = "1 = 1", **told: Any
) -> dict[Any, int]:
    """Rows counted by a key of BY: {unit id: 3, …}; the month of undated rows is None."""
    due = "o.original_due_on" if by_original else "o.due_on"
    words = {"today": today, "due": due, **told}
    text = _WORK.format(by=BY[by].format(**words), where=where.format(**words), window=window.format(**words), **words)
    return _counts(text)


def count_owed(figure: str, by: str) -> dict[Any, int]:
    """Reports counted by "s.period_id" or "s.unit_id"."""
    return _counts(_OWED.format(by=by, where=OWED[figure]))


def _counts(text: str) -> dict[Any, int]:
    with connection.cursor() as cursor:
        cursor.execute(text)
        return {key[0] if len(key) == 1 else tuple(key): number for *key, number in cursor.fetchall()}
