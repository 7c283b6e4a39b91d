"""No message of Django reaches a person in English."""

from datetime import datetime
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext, override

CATALOGUE = Path(settings.BASE_DIR) / "danvan/locale/vi/LC_MESSAGES"


class EveryField(forms.Form):
    text = forms.CharField()
    key = forms.UUIDField()
    number = forms.IntegerField(max_value=5)
    day = forms.DateField()
    choice = forms.ChoiceField(choices=[("a", "A")])
    data = forms.JSONField()


@pytest.mark.parametrize("value", ["", "\0", "x\0", "abc", "99"])
def test_errors_of_every_field_are_vietnamese(value):
    form = EveryField(dict.fromkeys(EveryField.base_fields, value))
    said = [message for messages in form.errors.values() for message in messages]
    assert said
    assert not [message for message in said if not any(ord(letter) > 127 for letter in message)]


def test_the_compiled_catalogue_is_the_written_one():
    written = (CATALOGUE / "django.po").read_text(encoding="utf-8")
    with override("vi"):
        for line in written.splitlines():
            if line.startswith('msgid "') and line != 'msgid ""':
                words = line.removeprefix('msgid "').removesuffix('"').encode().decode("unicode_escape")
                words = words.encode("latin-1").decode()
                assert gettext(words) != words


def test_moments_are_written_as_offices_write_them():
    at = datetime(2026, 11, 21, 8, 5)
    with override("vi"):
        assert date_format(at, "DATETIME_FORMAT") == "08 giờ 05, ngày 21/11/2026"
        assert date_format(at, "TIME_FORMAT") == "08 giờ 05"
