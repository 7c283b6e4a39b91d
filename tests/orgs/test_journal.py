from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from orgs import journal, services
from orgs.append_only import protect, release
from orgs.models import JournalEntry
from tests.factories.orgs import UnitFactory, UserFactory

TABLE = "orgs_journalentry"


@pytest.fixture
def entries(world):
    """The chain of the ward, oldest first."""
    for number in range(3):
        services.edit_unit(unit=world.cell, by=world.admin, phone=str(number))
    return list(JournalEntry.objects.filter(chain=world.ward).order_by("sequence"))


@pytest.fixture
def unguarded(transactional_db, entries):
    """The table without its triggers, as somebody who owns the database could have it."""
    with connection.schema_editor() as editor:
        release(editor, TABLE)
    yield entries
    with connection.schema_editor() as editor:
        protect(editor, TABLE)


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET action = 'không có gì'",
        f"UPDATE {TABLE} SET actor_name = '' WHERE id = (SELECT MAX(id) FROM {TABLE})",
        f"DELETE FROM {TABLE}",
        f"DELETE FROM {TABLE} WHERE id = (SELECT MAX(id) FROM {TABLE})",
    ],
)
def test_the_database_refuses_to_rewrite_the_journal(entries, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(journal.broken_links()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has INSERT OR REPLACE")
def test_the_database_refuses_to_put_another_entry_in_the_place_of_one(entries):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE}")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_journal(transactional_db, entries):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE}")


def test_the_program_refuses_too(entries):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entries[0].delete()
    entries[0].action = "khác"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entries[0].save()


def change_a_value(entries):
    JournalEntry.objects.filter(pk=entries[2].pk).update(after={"phone": "9"})


def change_a_name(entries):
    JournalEntry.objects.filter(pk=entries[2].pk).update(actor_name="Người khác")


def change_a_time(entries):
    JournalEntry.objects.filter(pk=entries[2].pk).update(at=entries[0].at)


def take_one_out(entries):
    JournalEntry.objects.filter(pk=entries[2].pk).delete()


def put_one_in(entries):
    entry = JournalEntry.objects.get(pk=entries[2].pk)
    entry.pk, entry.sequence, entry.action = None, entries[-1].sequence + 1, "chưa từng có"
    entry.hash = journal.digest(entry)
    entry.save(force_insert=True)


def swap_two(entries):
    first, second = entries[2], entries[3]
    for entry, sequence in ((first, 10_000), (second, first.sequence), (first, second.sequence)):
        JournalEntry.objects.filter(pk=entry.pk).update(sequence=sequence)


@pytest.mark.parametrize("tamper", [change_a_value, change_a_name, change_a_time, take_one_out, put_one_in, swap_two])
def test_tampering_below_the_program_is_found(unguarded, tamper):
    assert list(journal.broken_links()) == []
    with transaction.atomic():
        tamper(unguarded)

    assert list(journal.broken_links()) != []
    with pytest.raises(CommandError, match="chỗ sai"):
        call_command("verify_journal", stdout=StringIO(), stderr=StringIO())


class TestHeads:
    """The last entries, kept elsewhere: without them nobody sees that the end of a chain was cut off."""

    def test_they_are_the_last_entries_of_the_chains(self, entries):
        heads = {head.chain: head for head in journal.heads()}

        assert heads.keys() == set(JournalEntry.objects.values_list("chain", flat=True))
        last = entries[-1]
        assert heads[last.chain_id] == (last.chain_id, last.sequence, last.hash)
        assert [journal.Head.read(str(head)) for head in heads.values()] == list(heads.values())

    def test_later_entries_change_nothing_about_them(self, world, entries):
        known = journal.heads()
        services.edit_unit(unit=world.cell, by=world.admin, phone="mới")

        assert journal.lost_heads(known) == []

    def test_a_chain_without_its_last_entries_is_found(self, unguarded):
        known = journal.heads()
        JournalEntry.objects.filter(pk__in=[entry.pk for entry in unguarded[-2:]]).delete()

        assert list(journal.broken_links()) == []
        lost = journal.lost_heads(known)
        assert [head.chain for head in lost] == [unguarded[-1].chain_id]
        with pytest.raises(CommandError, match="1 chỗ sai"):
            call_command("verify_journal", head=lost, stdout=StringIO(), stderr=StringIO())

    def test_a_chain_written_anew_from_some_entry_on_is_found(self, unguarded):
        known = journal.heads()
        previous = unguarded[1].hash
        for entry in unguarded[2:]:
            entry.actor_name, entry.previous_hash = "Người khác", previous
            entry.hash = previous = journal.digest(entry)
            entry.save()

        assert list(journal.broken_links()) == []
        assert [head.chain for head in journal.lost_heads(known)] == [unguarded[-1].chain_id]

    def test_a_head_that_is_none_is_said_in_words(self, entries):
        with pytest.raises(CommandError, match="không phải SỔ:SỐ:MÃ"):
            call_command("verify_journal", "--head", "chín:mười", stdout=StringIO())


def test_verify_journal_says_that_all_is_well(entries):
    said = StringIO()

    call_command("verify_journal", stdout=said)

    assert "Lịch sử nguyên vẹn" in said.getvalue()


def test_each_committee_has_a_chain_of_its_own(world):
    chains = dict.fromkeys(entry.chain_id for entry in JournalEntry.objects.order_by("id"))
    assert set(chains) == {world.province.pk, world.ward.pk, world.other.pk, world.council.pk}
    for chain in chains:
        numbers = JournalEntry.objects.filter(chain=chain).order_by("sequence").values_list("sequence", flat=True)
        assert list(numbers) == list(range(1, len(numbers) + 1))


@pytest.mark.django_db(transaction=True)
def test_an_entry_without_its_change_is_refused():
    unit = UnitFactory()

    with pytest.raises(RuntimeError, match="transaction"):
        journal.record("thử", unit, by=None, unit=unit)


def test_an_entry_keeps_the_name_its_author_had(world):
    author = UserFactory(full_name="Trần Thị An", admin=True, unit=world.ward)
    services.edit_unit(unit=world.cell, by=author, phone="1")
    services.edit_user(user=author, by=None, full_name="Trần Thị Bình")

    assert JournalEntry.objects.about(world.cell).first().actor_name == "Trần Thị An"


class TestTogether:
    """Several acts of one transaction, told at its end."""

    def test_what_is_told_within_is_written_at_the_end_in_its_order(self, world):
        with transaction.atomic(), journal.together():
            services.edit_unit(unit=world.cell, by=world.admin, phone="1")
            services.edit_unit(unit=world.ward, by=world.admin, phone="2")
            assert not JournalEntry.objects.filter(after__has_key="phone").exists()

        told = JournalEntry.objects.filter(after__has_key="phone").order_by("sequence")
        assert [entry.after["phone"] for entry in told] == ["1", "2"]
        assert list(journal.broken_links()) == []

    def test_many_entries_ask_as_often_as_one(self, world, django_assert_num_queries):
        with django_assert_num_queries(5), transaction.atomic(), journal.together():  # two open and close a savepoint
            for number in range(4):
                journal.record("thử", world.cell, by=None, unit=world.cell, after={"phone": str(number)})

    def test_a_block_within_another_leaves_the_writing_to_it(self, world):
        with transaction.atomic(), journal.together():
            with journal.together():
                journal.record("thử", world.cell, by=None, unit=world.cell)
            assert not JournalEntry.objects.filter(action="thử").exists()
        assert JournalEntry.objects.filter(action="thử").count() == 1

    def test_an_act_that_failed_in_a_block_of_its_own_is_not_told(self, world):
        with transaction.atomic(), journal.together():
            with pytest.raises(ValueError, match="giữa chừng"):
                self.fail_half_way(world.cell)
            journal.record("thử lại", world.cell, by=None, unit=world.cell)

        assert JournalEntry.objects.get(action__startswith="thử").action == "thử lại"

    def test_a_block_that_fails_leaves_nothing_behind_for_the_next(self, world):
        with pytest.raises(ValueError, match="giữa chừng"):
            self.fail_half_way(world.cell)
        with transaction.atomic():
            journal.record("thử lại", world.cell, by=None, unit=world.cell)

        assert JournalEntry.objects.get(action__startswith="thử").action == "thử lại"

    @transaction.atomic
    @journal.together()
    def fail_half_way(self, unit):
        journal.record("thử", unit, by=None, unit=unit)
        raise ValueError("giữa chừng")
