import socket

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from orgs.models import JournalEntry
from orgs.services.units import create_unit


def test_a_test_cannot_reach_another_machine():
    with socket.socket() as client, pytest.raises(AssertionError, match="tried to reach"):
        client.connect(("192.0.2.1", 80))


def test_a_test_can_reach_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())


@pytest.mark.django_db(transaction=True)
def test_the_journal_is_emptied_between_tests_and_still_guarded_afterwards():
    for _ in range(2):
        create_unit(name="Đảng ủy phường thử")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            JournalEntry.objects.all().delete()

        call_command("flush", interactive=False, verbosity=0)

        assert not JournalEntry.objects.exists()
