"""How far the worker is with a drawing."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0012_plan_papers'),
    ]

    operations = [
        migrations.CreateModel(
            name='DrawingProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('heard_at', models.DateTimeField()),
                ('pages', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveSmallIntegerField(default=0)),
                ('pieces', models.PositiveSmallIntegerField(default=1)),
                ('paper_file', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='progress', to='reports.paperfile')),
                ('report_file', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='progress', to='reports.reportfile')),
            ],
            options={
                'verbose_name': 'tiến độ in',
                'verbose_name_plural': 'tiến độ in',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('paper_file', None), ('report_file__isnull', False)), models.Q(('paper_file__isnull', False), ('report_file', None)), _connector='OR'), name='progress_is_of_one_drawing')],
            },
        ),
    ]
