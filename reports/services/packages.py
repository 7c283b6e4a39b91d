"""The whole file of a plan as one archive: asked for, packed by the worker, kept until it is packed again."""

from __future__ import annotations

import hashlib
import os
import zipfile
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.models import User
from plans.models import Plan
from reports.models import PlanPackage
from reports.packages import facts_of, pack
from reports.packing import Packer, check

FAILED = "Không tạo được hồ sơ. Dữ liệu không mất. Hãy thử lại, nếu vẫn lỗi thì báo quản trị."


@transaction.atomic
def request_package(*, plan: Plan, by: User) -> PlanPackage:
    """Ask the worker for the plan's file as things stand; whoever asks while it waits is given that one."""
    from reports.tasks import pack_plan  # noqa: PLC0415 -- the task calls this module

    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    now = timezone.now()
    package, is_new = PlanPackage.objects.get_or_create(plan=plan, defaults={"requested_by": by, "requested_at": now})
    if not is_new and package.is_awaited(now):
        return package
    package.asked += 1
    package.packed_at, package.error, package.requested_by, package.requested_at = None, "", by, now
    package.save()
    journal.record("xuất hồ sơ kế hoạch", plan, by=by, unit=plan.issuer, plan_id=plan.pk)
    transaction.on_commit(lambda: pack_plan.enqueue(package.pk))
    return package


def make_package(*, package: PlanPackage) -> None:
    """Pack the archive and keep it in place of the one before. Run by the worker, perhaps twice."""
    now = timezone.now()
    name = f"packages/{timezone.localtime(now):%Y/%m}/{uuid4().hex}.zip"
    path, old = Path(settings.MEDIA_ROOT, name), package.file.name
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
        seal = write_package(package.plan, path, at=now)
        kept = {"file": name, "size": path.stat().st_size, "sha256": _digest(path), "manifest_sha256": seal}
    except Exception:  # of whatever kind: who waits is told, and the task fails all the same
        PlanPackage.objects.filter(pk=package.pk).update(error=FAILED)
        raise
    PlanPackage.objects.filter(pk=package.pk).update(**kept, packed_at=timezone.now(), error="")
    if old and old != name:
        package.file.storage.delete(old)


def write_package(plan: Plan, path: Path, *, at: datetime) -> str:
    """Write the archive aside, read it again, and only then give it its name; returns the manifest's SHA-256.

    One moment of the database is in it. Raises OSError, reports.packing.DamagedPackage.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, settings.FILE_UPLOAD_PERMISSIONS)
        with os.fdopen(handle, "wb") as target:
            with zipfile.ZipFile(target, "w") as archive, transaction.atomic():
                packer = Packer(archive, timezone.localtime(at), facts_of(plan))
                pack(plan, packer)
                seal = packer.finish()
            target.flush()
            os.fsync(target.fileno())
        check(partial)
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
    return seal


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
