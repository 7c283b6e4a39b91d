"""Background work that belongs to no app."""

from django_tasks import task


@task()
def answer() -> str:
    """Do nothing: when the doctor gets an answer, a worker is at work."""
    return "ok"
