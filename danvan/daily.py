"""What the program does once a day: open the periods whose day has come, remind, send the mails, look whether signed
reports are what was signed, erase readings of sheets that are old (docs/operations.md).

Everything here may run twice, late, beside itself, or again after being killed midway.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plans.services.digests import send_digests
from plans.services.merging import pass_work_of_ended_units
from plans.services.opening import open_due_periods
from plans.services.reminding import remind
from reports.services.sheets import erase_old_sheets
from reports.services.verifying import count_damage

EARLY = time(6, 0)
AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class Done:
    """What one run did, how many mails are left for the next, how many signed reports are not as they were, and of how
    many filled-in sheets the reading was erased.
    """

    opened: int
    reminded: int
    mailed: int
    not_mailed: int
    damaged: int
    erased: int


def run_day(now: datetime) -> Done:
    """Do the work of the day that `now` falls on, in Vietnam."""
    on = timezone.localtime(now).date()
    pass_work_of_ended_units(on=on)
    opened = open_due_periods(on=on)
    reminded = remind(on=on)
    mails = send_digests(on=on, now=now)
    return Done(opened, reminded, mails.sent, mails.failed, count_damage(at=now), erase_old_sheets(now=now))


def next_morning(now: datetime) -> datetime:
    """Six o'clock to come, in Vietnam."""
    here = timezone.localtime(now)
    today = here.replace(hour=EARLY.hour, minute=EARLY.minute, second=0, microsecond=0)
    return today if here < today else today + timedelta(days=1)


def is_planned() -> bool:
    """Whether a run stands in the queue of the background worker."""
    return DBTaskResult.objects.filter(task_path="danvan.tasks.daily", status=TaskResultStatus.READY).exists()
