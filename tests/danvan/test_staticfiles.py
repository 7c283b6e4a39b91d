import hashlib
import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from danvan.staticfiles import PACKAGE_ASSETS
from tests.danvan.conftest import Office

# Of the files that Bootstrap's own distribution of 5.3.3 has (DEPENDENCIES.md §2).
BOOTSTRAP = "3c8f27e6009ccfd710a905e6dcf12d0ee3c6f2ac7da05b0572d3e0d12e736fc8"


def test_bootstrap_is_the_one_its_makers_released():
    found = Path(finders.find("vendor/bootstrap/css/bootstrap.min.css"))

    assert hashlib.sha256(found.read_bytes()).hexdigest() == BOOTSTRAP


@pytest.mark.parametrize(("_", "__", "prefix", "names"), PACKAGE_ASSETS)
def test_every_named_file_is_found(_, __, prefix, names):
    for name in names:
        assert finders.find(f"{prefix}/{name}"), name


@pytest.mark.parametrize(
    "path",
    ["vendor/bootstrap/css/bootstrap.css", "vendor/bootstrap/../__init__.py", "vendor/bootstrap/js/bootstrap.js"],
)
def test_no_other_file_of_a_package_is_found(path):
    assert not finders.find(path)


def test_collected_for_an_office_every_file_has_a_name_of_its_content(tmp_path):
    office = Office(tmp_path, f"sqlite:///{tmp_path}/danvan.sqlite3")
    target = tmp_path / "collected"

    office.manage(
        "collectstatic", "--noinput", "-v0", "--skip-checks", DANVAN_STATIC_PLAIN="off", DANVAN_STATIC_ROOT=str(target)
    )

    names = json.loads((target / "staticfiles.json").read_text())["paths"]
    assert {"css/base.css", "js/app.js", "vendor/bootstrap/css/bootstrap.min.css"} <= set(names)
    assert (target / names["css/base.css"]).exists()
