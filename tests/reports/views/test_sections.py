"""A section of a draft on the page of the whole: what comes back when a paragraph is added."""

import pytest
from django.urls import reverse

from tests.reports.signed import accepted, draft_of

pytestmark = pytest.mark.django_db


def test_how_many_words_wait_is_still_said_after_a_paragraph_was_added(client, item, officer):
    for outcome in ("Đã tổ chức 02 buổi.", "Đã quán triệt."):
        accepted(item, outcome)
    section = draft_of(item, officer).sections.get(item=item)
    client.force_login(officer)
    address = reverse("reports:section_edit", args=[section.pk])
    whole = client.get(section.report.get_absolute_url()).text

    added = client.post(address, {"text": "", "page": "p1"}, headers={"HX-Request": "true"}).text

    assert "Viết mục này, lời đơn vị (2)</a>" in whole
    assert "Viết mục này, lời đơn vị (2)</a>" in added
