"""A number is given once to the letters of one series."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0019_letters_know_their_series")]

    operations = [
        migrations.AddConstraint(
            model_name="urgingletter",
            constraint=models.UniqueConstraint(
                condition=~models.Q(("number_key", "")),
                fields=("issuer", "series", "number_key"),
                name="letter_number_is_given_once_a_series",
                violation_error_message="Số này đã dùng cho công văn khác của cơ quan ban hành.",
            ),
        ),
    ]
