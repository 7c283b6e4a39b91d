"""Background work of plans."""

from django_tasks import task


@task()
def read_import(import_id: int) -> None:
    """Read an uploaded document. Nothing to do where it was thrown away meanwhile."""
    from plans.models import PlanImport  # noqa: PLC0415 -- services enqueue this task
    from plans.services import importing  # noqa: PLC0415 -- services enqueue this task

    plan_import = PlanImport.objects.filter(pk=import_id).first()
    if plan_import is not None:
        importing.read_import(plan_import=plan_import)
