"""A report's full list of rows is drawn too; nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0015_letters_printed_together'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reportfile',
            name='form',
            field=models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word (.docx)'), ('gopy', 'PDF góp ý'), ('rows', 'PDF danh sách')], max_length=4),
        ),
    ]
