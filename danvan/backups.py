"""Taking a backup of database and files together, and putting one back (TRUST.md §5.4)."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from danvan import archives, databases, presence
from danvan.archives import Manifest
from orgs import journal
from orgs.models import JournalEntry, Unit


class RestoreRefused(RuntimeError):
    """Putting the backup back would lose something or cannot work; nothing was changed."""


def back_up(folder: Path, *, now: datetime) -> tuple[Path, Manifest]:
    """Write a checked archive into `folder` and return its path. The program may go on working meanwhile.

    Database first, files second: files are only ever added, so every file that a row names is there.
    Raises DamagedArchive, DatabaseCopyFailed, OSError; then no archive is left behind.
    """
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    path = folder / f"danvan-{now:%Y%m%d-%H%M%S}-{now.microsecond // 1000:03d}.zip"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as staging:
        database = Path(staging) / archives.DATABASE
        heads = _journal_heads()  # before the database, which then holds them all
        manifest = Manifest(
            engine=connection.vendor,
            made_at=now.isoformat(timespec="seconds"),
            tables=databases.dump(database),
            migrations=sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations()),
            heads=heads,
        )
        archives.write(path, manifest, database=database, files=settings.MEDIA_ROOT)
    return path, manifest


def restore(path: Path, *, replace: bool, now: datetime) -> tuple[Manifest, Path | None]:
    """Put a backup back; return its manifest and, if any, the folder where replaced data was kept.

    Everything is checked before anything changes. Raises DamagedArchive, RestoreRefused, DatabaseCopyFailed; then all
    is as it was. Raises DatabaseNotPutBack; then the files are as they were.
    """
    presence.enter("restore")
    _refuse_while_running()
    manifest = archives.verify(path)
    _refuse_foreign(manifest)
    if not replace:
        _refuse_over_work()
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="restore-") as staging:
        aside = settings.DATA_DIR / f"replaced-{now:%Y%m%d-%H%M%S}"
        unpacked = Path(staging, "unpacked")
        unpacked.mkdir()
        archives.extract(path, manifest, unpacked)
        databases.load(unpacked / archives.DATABASE, manifest.tables, aside=aside)
        _exchange_files(unpacked / archives.FILES, aside)
    if not replace:
        shutil.rmtree(aside, ignore_errors=True)  # an empty database, an empty folder
    _record(manifest, path)
    return manifest, aside if aside.exists() else None


def _journal_heads() -> list[str]:
    """As the manifest keeps them; none where `migrate` has not yet made the journal."""
    has_journal = JournalEntry._meta.db_table in connection.introspection.table_names()
    return [str(head) for head in journal.heads()] if has_journal else []


def _refuse_while_running() -> None:
    if presence.alive("web", "worker"):
        raise RestoreRefused("Chương trình đang chạy. Hãy dừng trang web và tiến trình nền rồi khôi phục.")


def _refuse_foreign(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise RestoreRefused(f"Bản sao lưu là của {manifest.engine}, máy này đang dùng {connection.vendor}.")
    if unknown := sorted(set(manifest.migrations) - _known_migrations()):
        raise RestoreRefused(
            f"Bản sao lưu do phiên bản mới hơn tạo ra (có {unknown[0]}). Hãy nâng cấp chương trình trước."
        )


def _refuse_over_work() -> None:
    files = settings.MEDIA_ROOT
    if not databases.is_empty() or (files.exists() and any(files.iterdir())):
        raise RestoreRefused("Nơi khôi phục đang có dữ liệu. Thêm --replace nếu chắc chắn muốn thay toàn bộ.")


def _exchange_files(new: Path, aside: Path) -> None:
    files: Path = settings.MEDIA_ROOT
    if files.exists():
        aside.mkdir(mode=0o750, exist_ok=True)
        files.rename(aside / files.name)
    new.mkdir(exist_ok=True)
    new.rename(files)


def _record(manifest: Manifest, path: Path) -> None:
    """Tell of the restore in the journal of the restored system, where its tables are those of this program."""
    if _known_migrations() - set(manifest.migrations):
        return
    unit = Unit.objects.first()
    if unit is None:
        return
    with transaction.atomic():
        journal.record(
            "khôi phục từ bản sao lưu", unit, by=None, unit=unit, after={"tệp": path.name, "bản ngày": manifest.made_at}
        )


def _known_migrations() -> set[str]:
    return {".".join(key) for key in MigrationLoader(None).disk_migrations}
