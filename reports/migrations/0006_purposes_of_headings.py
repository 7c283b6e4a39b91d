"""Sections of reports made before learn what they are for from their headings; then signed reports are frozen again."""

from django.db import migrations

from reports.freezing import freeze, thaw

PURPOSES = {
    "KẾT QUẢ THỰC HIỆN": "OVERALL",
    "Tồn tại, hạn chế, nguyên nhân": "DIFFICULTIES",
    "NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI": "NEXT",
    "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI": "NEXT",
    "KIẾN NGHỊ, ĐỀ XUẤT": "PROPOSALS",
}


def learn(apps, schema_editor):
    sections = apps.get_model("reports", "ReportSection").objects.using(schema_editor.connection.alias)
    sections.filter(item__isnull=False).update(purpose="ITEM")
    for heading, purpose in PURPOSES.items():
        sections.filter(item__isnull=True, heading=heading).update(purpose=purpose)


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_sections_know_their_purpose")]
    operations = [
        migrations.RunPython(learn, migrations.RunPython.noop),
        migrations.RunPython(freeze, thaw),
    ]
