import os
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from danvan import lost_tasks, presence
from danvan.checks import refuse_unsafe_start
from danvan.daily import is_planned
from danvan.tasks import daily
from plans.services.spool import clean_spool

TASKS_BETWEEN_RENEWALS = 50


class Command(BaseCommand):
    help = "Chạy tiến trình nền: xếp lại việc bị bỏ dở, dọn dẹp, rồi làm lần lượt tới khi dừng."
    requires_system_checks: list[str] = []  # refuse_unsafe_start says more

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="dừng khi hết việc chờ")

    def handle(self, *args: Any, batch: bool, **options: Any) -> None:
        refuse_unsafe_start()
        queued, failed = lost_tasks.put_back(now=timezone.now())
        if queued or failed:
            self.stderr.write(f"Việc bị bỏ dở: xếp lại {queued}; đã thử nhiều lần nên thôi {failed}.")
        clean_spool(now=timezone.now())
        call_command("clearsessions")
        call_command("prune_db_task_results", verbosity=0)
        if not batch and not is_planned():
            daily.enqueue()
        worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None if batch else TASKS_BETWEEN_RENEWALS,
            worker_id=presence.enter("worker"),
        )
        worker.configure_signals()
        worker.run()
        if worker.running and not batch:
            # A fresh process: the memory that big documents took is never given back otherwise.
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 -- our own command line
