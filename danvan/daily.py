"""What the program does once a day: pass on the work of units that have ended, open the periods whose day has come,
remind, send the mails, look whether signed reports are what was signed, erase what was read of old sheets, write the
ends of the journal to the log (docs/operations.md).

Everything here may run twice, late, beside itself, or again after being killed midway.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from orgs import journal
from plans.services.digests import send_digests
from plans.services.merging import pass_work_of_ended_units
from plans.services.opening import open_due_periods
from plans.services.reminding import remind
from reports.services.sheets import erase_old_sheets
from reports.services.verifying import count_damage

log = logging.getLogger(__name__)

EARLY = time(6, 0)
AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class Done:
    """What one run did.

    `passed` units gave their work on; `not_mailed` mails are left for the next run; `damaged` signed reports are not as
    they were; of `erased` filled-in sheets the reading is gone. `failed` are the steps that broke off, by their
    Vietnamese names; what they would have counted is 0.
    """

    passed: int = 0
    opened: int = 0
    reminded: int = 0
    mailed: int = 0
    not_mailed: int = 0
    damaged: int = 0
    erased: int = 0
    failed: tuple[str, ...] = ()


def run_day(now: datetime) -> Done:
    """Do the work of the day that `now` falls on, in Vietnam; a step that breaks off leaves the others to be done."""
    on = timezone.localtime(now).date()
    steps: dict[str, Callable[[], dict[str, int]]] = {
        "chuyển việc của đơn vị đã kết thúc": lambda: {"passed": pass_work_of_ended_units(on=on)},
        "mở kỳ báo cáo": lambda: {"opened": open_due_periods(on=on)},
        "tạo lời nhắc": lambda: {"reminded": remind(on=on)},
        "gửi thư nhắc việc": lambda: _mail(on, now),
        "kiểm tra báo cáo đã ký": lambda: {"damaged": count_damage(at=now)},
        "xóa nội dung đọc từ phiếu cũ": lambda: {"erased": erase_old_sheets(now=now)},
        "ghi dòng cuối của lịch sử": _tell_heads,
    }
    figures: dict[str, int] = {}
    failed = []
    for name, step in steps.items():
        try:
            figures |= step()
        except Exception:  # whatever breaks one step must not keep the others from people
            log.exception("the day's work broke off at: %s", name)
            failed.append(name)
    return Done(**figures, failed=tuple(failed))


def _mail(on: date, now: datetime) -> dict[str, int]:
    mails = send_digests(on=on, now=now)
    return {"mailed": mails.sent, "not_mailed": mails.failed}


def _tell_heads() -> dict[str, int]:
    """Write the ends of the journal where who owns the database does not: `verify_journal --head` compares them."""
    log.info("journal heads: %s", " ".join(map(str, journal.heads())))
    return {}


def next_morning(now: datetime) -> datetime:
    """Six o'clock to come, in Vietnam."""
    here = timezone.localtime(now)
    today = here.replace(hour=EARLY.hour, minute=EARLY.minute, second=0, microsecond=0)
    return today if here < today else today + timedelta(days=1)


def is_planned() -> bool:
    """Whether a run stands in the queue of the background worker."""
    return DBTaskResult.objects.filter(task_path="danvan.tasks.daily", status=TaskResultStatus.READY).exists()
