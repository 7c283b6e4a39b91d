"""What sections are for, how long a time a report looks back on, and a version of each part (0006 fills them in)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from reports.freezing import freeze, thaw


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_filled_report_sheets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(thaw, freeze),
        migrations.AddField(
            model_name="report",
            name="head_version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="report",
            name="span",
            field=models.CharField(
                choices=[
                    ("QUARTER", "quý"),
                    ("HALF", "6 tháng"),
                    ("YEAR", "năm"),
                    ("STAGE", "giai đoạn"),
                    ("OTHER", "khoảng khác"),
                ],
                default="OTHER",
                max_length=7,
                verbose_name="khoảng thời gian",
            ),
        ),
        migrations.AddField(
            model_name="reportparagraph",
            name="key",
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="reportparagraph",
            name="told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reportparagraph",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="reportparagraph",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportsection",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("TEXT", "lời văn"),
                    ("OVERALL", "kết quả chung"),
                    ("ITEM", "kết quả một mục của kế hoạch"),
                    ("TARGETS", "chỉ tiêu"),
                    ("INDICATORS", "biểu số liệu"),
                    ("INITIATIVES", "mô hình “Dân vận khéo”"),
                    ("DIFFICULTIES", "khó khăn, hạn chế"),
                    ("PROPOSALS", "kiến nghị, đề xuất"),
                    ("NEXT", "phương hướng, nhiệm vụ"),
                ],
                default="TEXT",
                max_length=12,
                verbose_name="dùng cho",
            ),
        ),
        migrations.AddField(
            model_name="reportsection",
            name="shows_figures",
            field=models.BooleanField(default=True, verbose_name="in câu số liệu"),
        ),
        migrations.AddField(
            model_name="reportsection",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="report",
            name="kind",
            field=models.CharField(
                choices=[("INTERIM", "Sơ kết"), ("FINAL", "Tổng kết"), ("THEMATIC", "Chuyên đề")],
                default="INTERIM",
                max_length=8,
                verbose_name="loại báo cáo",
            ),
        ),
        migrations.AlterField(
            model_name="reportparagraph",
            name="text",
            field=models.TextField(blank=True, max_length=20000, verbose_name="nội dung"),
        ),
    ]
