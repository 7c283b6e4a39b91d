"""Check that the journal is what was written: no entry changed, taken out or put in."""

from django.core.management.base import BaseCommand, CommandError

from orgs import journal
from orgs.models import JournalEntry


class Command(BaseCommand):
    help = "Kiểm tra lịch sử có bị sửa, xóa hay chèn từ bên ngoài chương trình không."

    def handle(self, *args, **options):
        broken = list(journal.broken_links())
        for entry in broken:
            self.stderr.write(f"Sai từ dòng {entry.sequence} của {entry.chain}: {entry}")
        if broken:
            raise CommandError(f"{len(broken)} chỗ sai.")
        self.stdout.write(f"Lịch sử nguyên vẹn: {JournalEntry.objects.count()} dòng.")
