import zipfile
from pathlib import Path

import pytest

from danvan import archives
from danvan.archives import DamagedArchive, Manifest


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    database = tmp_path / "copy"
    database.write_bytes(b"rows " * 100)
    files = tmp_path / "files"
    (files / "2026").mkdir(parents=True)
    (files / "2026" / "Ảnh.jpg").write_bytes(bytes(range(256)))
    path = tmp_path / "backup.zip"
    manifest = Manifest(engine="sqlite", made_at="2026-11-20", tables={"orgs_unit": [2, "ab"]}, migrations=[])
    archives.write(path, manifest, database=database, files=files)
    return path


def test_an_archive_gives_back_what_was_put_in(archive, tmp_path):
    manifest = archives.verify(archive)
    archives.extract(archive, manifest, tmp_path / "out")

    assert manifest.tables == {"orgs_unit": [2, "ab"]}
    assert (tmp_path / "out" / "database").read_bytes() == b"rows " * 100
    assert (tmp_path / "out" / "files" / "2026" / "Ảnh.jpg").read_bytes() == bytes(range(256))
    assert not list(tmp_path.glob("*.partial"))


def test_only_its_owner_may_read_an_archive(archive):
    assert archive.stat().st_mode & 0o777 == 0o600


def test_any_zip_program_opens_an_archive(archive):
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        assert "manifest.json" in opened.namelist()


def test_a_flipped_byte_is_noticed_wherever_it_is(archive):
    whole = archive.read_bytes()
    for position in [*range(0, len(whole), 7), len(whole) - 1]:
        archive.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        with pytest.raises(DamagedArchive):
            archives.verify(archive)


@pytest.mark.parametrize("kept", [0, 1, 64, 65, 0.5, -1, -64])
def test_a_shortened_archive_is_noticed(archive, kept):
    whole = archive.read_bytes()
    archive.write_bytes(whole[: int(len(whole) * kept) if isinstance(kept, float) else kept])

    with pytest.raises(DamagedArchive):
        archives.verify(archive)


def test_a_missing_member_is_noticed_even_under_a_new_seal(archive):
    with zipfile.ZipFile(archive) as opened:
        members = {name: opened.read(name) for name in opened.namelist() if not name.endswith(".jpg")}
    _write_sealed(archive, members)

    with pytest.raises(DamagedArchive, match="thiếu hoặc thừa"):
        archives.verify(archive)


def test_an_exchanged_member_is_noticed_even_under_a_new_seal(archive):
    with zipfile.ZipFile(archive) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    _write_sealed(archive, members | {"database": b"other rows"})

    with pytest.raises(DamagedArchive, match="không khớp"):
        archives.verify(archive)


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"format": 1}', b'{"format": 2}', b"\xff"])
def test_a_strange_manifest_is_noticed_even_under_a_new_seal(archive, manifest):
    _write_sealed(archive, {"manifest.json": manifest})

    with pytest.raises(DamagedArchive):
        archives.verify(archive)


def test_a_member_cannot_leave_its_folder(archive, tmp_path):
    manifest = archives.verify(archive)
    manifest.members["../escaped"] = manifest.members.pop("database")

    with pytest.raises(DamagedArchive, match="đường dẫn lạ"):
        archives.extract(archive, manifest, tmp_path / "out")
    assert not (tmp_path / "escaped").exists()


def _write_sealed(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = b"0" * archives.SEAL_BYTES
        for name, content in members.items():
            archive.writestr(name, content)
    archives._seal(path)
