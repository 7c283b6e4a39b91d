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


@task()
def read_again(import_id: int) -> None:
    """Read the kept file of an import once more, with the reader as it is now."""
    from plans.models import PlanImport  # noqa: PLC0415 -- services enqueue this task
    from plans.services import correcting  # noqa: PLC0415 -- services enqueue this task

    plan_import = PlanImport.objects.filter(pk=import_id).first()
    if plan_import is not None:
        correcting.read_again(plan_import=plan_import)
