"""Background work that belongs to no app."""

from django.utils import timezone
from django_tasks import task


@task()
def answer() -> str:
    """Do nothing: when the doctor gets an answer, a worker is at work."""
    return "ok"


@task()
def daily() -> None:
    """Do the day's work, and plan the next run first, so that a day that fails is followed by another.

    Raises RuntimeError after all steps when some broke off, so that the task counts as failed.
    """
    from danvan.daily import AGAIN, is_planned, next_morning, run_day  # noqa: PLC0415 -- tasks load before the apps

    now = timezone.now()
    if not is_planned():
        daily.using(run_after=next_morning(now)).enqueue()
    done = run_day(now)
    if done.not_mailed:
        daily.using(run_after=now + AGAIN).enqueue()
    if done.failed:
        raise RuntimeError(f"broke off: {', '.join(done.failed)}")
