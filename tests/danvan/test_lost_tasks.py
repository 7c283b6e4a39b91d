from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from danvan import lost_tasks, presence
from danvan.tasks import answer

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def running_task(*workers, since=NOW):
    task = DBTaskResult.objects.get(pk=answer.enqueue().id)
    for worker in workers:
        task.claim(worker)
    DBTaskResult.objects.filter(pk=task.pk).update(started_at=since)
    return task


def dead_worker():
    return f"worker-{presence.host()}-dead"


def status(task):
    task.refresh_from_db()
    return task.status


def test_a_task_whose_worker_was_killed_is_queued_again():
    task = running_task(dead_worker())

    assert lost_tasks.put_back(now=NOW) == (1, 0)
    assert status(task) == TaskResultStatus.READY
    assert task.started_at is None


def test_a_task_lost_three_times_fails():
    task = running_task(dead_worker(), dead_worker(), dead_worker())

    assert lost_tasks.put_back(now=NOW) == (0, 1)
    assert status(task) == TaskResultStatus.FAILED
    assert task.exception_class_path == "danvan.lost_tasks.WorkerLost"


def test_the_task_of_a_living_worker_is_left_alone():
    task = running_task(presence.enter("worker"))

    assert lost_tasks.put_back(now=NOW) == (0, 0)
    assert status(task) == TaskResultStatus.RUNNING


@pytest.mark.parametrize(("minutes", "queued"), [(29, 0), (31, 1)])
def test_another_machines_task_is_lost_after_half_an_hour(minutes, queued):
    running_task("worker-other-machine-1234", since=NOW - timedelta(minutes=minutes))

    assert lost_tasks.put_back(now=NOW) == (queued, 0)


def test_tasks_that_wait_or_are_done_are_left_alone():
    answer.enqueue()
    running_task(dead_worker()).set_successful("ok")

    assert lost_tasks.put_back(now=NOW) == (0, 0)
