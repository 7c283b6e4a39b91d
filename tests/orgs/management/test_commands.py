import io

import pytest
from django.core.management import CommandError, call_command

from orgs.models import Role, Unit, User
from tests.factories.orgs import UnitFactory
from tests.orgs.workbooks import workbook

pytestmark = pytest.mark.django_db
PASSWORD = "mot mat khau rat dai\n"


def run(name, *args, monkeypatch=None, stdin="", **options):
    said = io.StringIO()
    if monkeypatch is not None:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
    call_command(name, *args, stdout=said, **options)
    return said.getvalue()


def test_the_first_administrator_comes_with_the_root_unit(monkeypatch):
    said = run(
        "create_admin", "QuanTri", "Trần Văn A", unit="Đảng ủy phường X", monkeypatch=monkeypatch, stdin=PASSWORD
    )

    root, admin = Unit.objects.get(), User.objects.get()
    assert (root.name, root.is_committee, root.committee) == ("Đảng ủy phường X", True, root)
    assert admin.holds(Role.ADMIN, root)
    assert admin.check_password(PASSWORD.strip())
    assert not admin.must_change_password
    assert said == "Đã tạo quantri, quản trị của Đảng ủy phường X.\n"


def test_an_administrator_for_the_one_root_that_is_there(monkeypatch):
    root = UnitFactory(committee=True)

    run("create_admin", "quantri", "Trần Văn A", monkeypatch=monkeypatch, stdin=PASSWORD)

    assert User.objects.get().holds(Role.ADMIN, root)


@pytest.mark.parametrize(
    ("roots", "stdin", "words"),
    [(0, PASSWORD, "--unit"), (2, PASSWORD, "--unit"), (1, "ngan\n", "quá ngắn"), (1, "danvan-demo\n", "bản dùng thử")],
)
def test_what_is_missing_is_said_and_nothing_is_made(monkeypatch, roots, stdin, words):
    for _ in range(roots):
        UnitFactory(committee=True)

    with pytest.raises(CommandError, match=words):
        run("create_admin", "quantri", "Trần Văn A", monkeypatch=monkeypatch, stdin=stdin)
    assert not User.objects.exists()


def test_a_workbook_is_only_looked_at_until_save_is_said(tmp_path):
    root = UnitFactory(committee=True, name="Đảng ủy")
    file = tmp_path / "don-vi.xlsx"
    file.write_bytes(workbook(units=[{"Tên đơn vị": "Chi bộ 1"}]))

    said = run("import_units", file)
    assert "Đơn vị, dòng 2: Chi bộ 1: thêm" in said
    assert not root.children().exists()

    run("import_units", file, save=True, into="Đảng ủy")
    assert [unit.name for unit in root.children()] == ["Chi bộ 1"]


def test_a_workbook_with_a_wrong_row_is_not_saved(tmp_path):
    root = UnitFactory(committee=True)
    file = tmp_path / "don-vi.xlsx"
    file.write_bytes(workbook(units=[{"Tên đơn vị": "Chi bộ 1"}, {"Tên đơn vị": "X", "Loại": "gì đó"}]))

    with pytest.raises(CommandError, match="1 dòng lỗi"):
        run("import_units", file, save=True)
    assert not root.children().exists()


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError):
        run("import_units", tmp_path / "khong-co.xlsx")
