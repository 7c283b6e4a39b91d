"""Copies of signed reports wait until they have been searched for secrecy marks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0017_a_report_is_begun_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IncomingCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, unique=True)),
                ("differs", models.BooleanField(default=False, verbose_name="khác bản hệ thống")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("added_at", models.DateTimeField(verbose_name="lúc")),
                ("page", models.PositiveSmallIntegerField(default=0)),
                ("pages", models.PositiveSmallIntegerField(default=0)),
                ("searched_at", models.DateTimeField(blank=True, null=True, verbose_name="tìm dấu mật lúc")),
                (
                    "search",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TEXT", "máy đã đọc hết chữ trong tệp, không thấy dấu mật"),
                            ("PICTURE", "máy đã đọc chữ từ ảnh, không thấy dấu mật"),
                            (
                                "NONE",
                                "máy chủ chưa cài phần đọc chữ từ ảnh nên chưa tìm được dấu mật; người đính kèm đã xác nhận không có",
                            ),
                        ],
                        max_length=7,
                        verbose_name="cách tìm dấu mật",
                    ),
                ),
                ("error", models.TextField(blank=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="incoming_copies", to="reports.report"
                    ),
                ),
            ],
            options={
                "verbose_name": "bản đã ký đang nhận",
                "verbose_name_plural": "bản đã ký đang nhận",
                "ordering": ["report", "pk"],
            },
        ),
    ]
