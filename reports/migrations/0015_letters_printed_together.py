"""All letters of one act can be one file to print."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0014_chosen_annexes'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='paperfile',
            name='letter_is_drawn_once_a_form',
        ),
        migrations.RemoveConstraint(
            model_name='paperfile',
            name='paper_is_of_one_thing',
        ),
        migrations.AlterField(
            model_name='paperfile',
            name='kind',
            field=models.CharField(choices=[('LETTER', 'công văn đôn đốc'), ('LETTERS', 'các công văn đôn đốc cùng đợt'), ('BLANK_FORM', 'phiếu báo cáo'), ('UNIT_REPORT', 'báo cáo của đơn vị'), ('LAYOUT', 'trang in thử thể thức'), ('ASSIGNMENTS', 'bảng phân công nhiệm vụ')], max_length=11, verbose_name='loại'),
        ),
        migrations.AddConstraint(
            model_name='paperfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['LETTER', 'LETTERS']), ('layout', None), ('letter__isnull', False), ('plan', None), ('submission', None)), models.Q(('kind', 'LAYOUT'), ('layout__isnull', False), ('letter', None), ('plan', None), ('submission', None)), models.Q(('kind', 'ASSIGNMENTS'), ('layout', None), ('letter', None), ('plan__isnull', False), ('submission', None)), models.Q(('kind__in', ['BLANK_FORM', 'UNIT_REPORT']), ('layout', None), ('letter', None), ('plan', None), ('submission__isnull', False)), _connector='OR'), name='paper_is_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='paperfile',
            constraint=models.UniqueConstraint(condition=models.Q(('letter__isnull', False)), fields=('letter', 'kind', 'form'), name='letter_paper_is_drawn_once_a_form'),
        ),
    ]
