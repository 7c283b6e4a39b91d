"""Hostile files one after the other at one worker's door."""

import pytest

from plans.importing import read_source
from plans.importing.apart import read_apart
from plans.importing.source import UnreadableFile
from tests.plans.importing.documents import word_file
from tests.plans.importing.hostile import HOSTILE


def test_there_are_thirty_and_more():
    assert len(HOSTILE) >= 30


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_file_ends_in_a_sentence(what, tmp_path):
    name, make = HOSTILE[what]
    spooled, folder = tmp_path / "spooled", tmp_path / "work"
    folder.mkdir()
    spooled.write_bytes(make())

    refused = read_apart(spooled, name, folder=folder)

    assert "Chưa lưu gì" in refused.message
    assert (refused.code.startswith("E-"), refused.draft, refused.text) == (True, None, "")


def test_after_the_heaviest_a_good_file_is_read(tmp_path):
    spooled = tmp_path / "spooled"
    for what in ("zip bomb", "PNG bomb", "PDF whose pages hold each other", "one line of 9 MB"):
        name, make = HOSTILE[what]
        spooled.write_bytes(make())
        assert read_apart(spooled, name).draft is None

    spooled.write_bytes(word_file("KẾ HOẠCH", "I. NỘI DUNG"))

    assert read_apart(spooled, "a.docx").draft


@pytest.mark.parametrize("what", ["template from elsewhere", "macro", "3,000 entries"])
def test_without_its_guard_the_file_would_be_read(what, monkeypatch):
    """That the guard, not an accident, refuses what is refused."""
    name, make = HOSTILE[what]
    content = make()
    with pytest.raises(UnreadableFile):
        read_source(content, name)

    monkeypatch.setattr("plans.importing.word.check_archive", lambda content: None)

    assert read_source(content, name).text in {"I. NỘI DUNG", "a"}


def test_the_size_that_an_archive_states_is_not_believed(monkeypatch):
    """A bomb that says it is small is stopped while it unpacks."""
    name, make = HOSTILE["zip bomb"]
    content = make().replace((60_000_000).to_bytes(4, "little"), (600).to_bytes(4, "little"))

    with pytest.raises(UnreadableFile):
        read_source(content, name)


def test_what_the_reader_writes_on_the_way_stays_in_its_folder(tmp_path, monkeypatch):
    spooled, folder, elsewhere = tmp_path / "spooled", tmp_path / "work", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    spooled.write_bytes(HOSTILE["junk called .doc"][1]())
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    monkeypatch.setenv("HOME", str(elsewhere))

    read_apart(spooled, "a.doc", folder=folder)

    assert (folder / "source.doc").exists()
    assert list(elsewhere.iterdir()) == []
