from datetime import date

import pytest
from django.template import Context, Template


def shown(template: str, day: date | None) -> str:
    return Template("{% load document_dates %}" + template).render(Context({"day": day}))


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026", "05/01/2026"),
        (date(2026, 9, 5), "ngày 05 tháng 9 năm 2026", "05/9/2026"),
        (date(2026, 10, 20), "ngày 20 tháng 10 năm 2026", "20/10/2026"),
        (None, "", ""),
    ],
)
def test_templates_write_dates_as_documents_do(day, long, short):
    assert shown("{{ day|long_date }}", day) == long
    assert shown("{{ day|short_date }}", day) == short
