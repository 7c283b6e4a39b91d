"""Tasks whose worker was killed: the queue itself leaves them RUNNING for ever (DEPENDENCIES.md §0.9).

A task may therefore run twice, and must be written so that a second run does no harm.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from danvan import presence

MOST_TRIES = 3
LONGEST_TASK = timedelta(minutes=30)


class WorkerLost(RuntimeError):
    """The worker was killed while it ran the task, as often as we try one."""


def put_back(*, now: datetime) -> tuple[int, int]:
    """Queue lost tasks again, or fail those lost MOST_TRIES times. Return how many of each.

    Lost is: taken by a worker of this machine that is no longer alive, or by any worker longer ago than
    LONGEST_TASK (another machine's processes cannot be seen from here).
    """
    queued = failed = 0
    for task in _lost(now):
        if len(task.worker_ids) >= MOST_TRIES:
            task.set_failed(WorkerLost(f"lost {MOST_TRIES} times"))
            failed += 1
        else:
            queued += _running().filter(pk=task.pk).update(status=TaskResultStatus.READY, started_at=None)
    return queued, failed


def _lost(now: datetime) -> list[DBTaskResult]:
    alive = presence.alive("worker")
    mine = f"worker-{presence.host()}-"
    return [
        task
        for task in _running()
        if (task.worker_ids[-1].startswith(mine) and task.worker_ids[-1] not in alive)
        or (task.started_at and task.started_at < now - LONGEST_TASK)
    ]


def _running() -> QuerySet:
    return DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
