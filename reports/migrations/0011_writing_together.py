"""Paragraphs of several writers, outlines of a committee's own, how many pages a drawing has."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from reports.freezing import freeze, thaw


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0006_mail_for_who_wants_it'),
        ('reports', '0010_numbers_once_a_series'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(thaw, freeze),
        migrations.AddField(
            model_name='reportfile',
            name='pages',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='số trang'),
        ),
        migrations.AddField(
            model_name='reportparagraph',
            name='removed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='bỏ lúc'),
        ),
        migrations.AddField(
            model_name='reportparagraph',
            name='written_in',
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name='reportsection',
            name='guidance',
            field=models.TextField(blank=True, max_length=5000, verbose_name='cấp trên yêu cầu'),
        ),
        migrations.AlterField(
            model_name='reportfile',
            name='form',
            field=models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word (.docx)'), ('gopy', 'PDF góp ý')], max_length=4),
        ),
        migrations.CreateModel(
            name='HeldText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=20000)),
                ('at', models.DateTimeField(auto_now=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paragraph', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held', to='reports.reportparagraph')),
            ],
            options={
                'verbose_name': 'phần chưa ghi',
                'verbose_name_plural': 'phần chưa ghi',
                'constraints': [models.UniqueConstraint(fields=('paragraph', 'by'), name='text_held_once_a_person_and_paragraph'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='held_text_is_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='ReportOutline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='tên mẫu')),
                ('kind', models.CharField(blank=True, choices=[('INTERIM', 'Sơ kết'), ('FINAL', 'Tổng kết'), ('THEMATIC', 'Chuyên đề')], max_length=8, verbose_name='dùng cho loại')),
                ('text', models.TextField(max_length=50000, verbose_name='các mục')),
                ('version', models.PositiveIntegerField(default=0)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='report_outlines', to='orgs.unit', verbose_name='cấp ủy')),
            ],
            options={
                'verbose_name': 'mẫu đề cương',
                'verbose_name_plural': 'mẫu đề cương',
                'ordering': ['committee', 'name'],
                'constraints': [models.UniqueConstraint(fields=('committee', 'name'), name='outline_name_once_a_committee', violation_error_message='Đã có mẫu đề cương mang tên này.')],
            },
        ),
        migrations.RunPython(freeze, thaw),
    ]
