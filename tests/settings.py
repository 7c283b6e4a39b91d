"""Settings of the tests: the product's own, in a data folder that is thrown away."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="danvan-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
# An office's own .env, in the same folder, must not reach the tests.
os.environ.setdefault("DANVAN_DATABASE_URL", f"sqlite:///{_folder / 'danvan.sqlite3'}")
os.environ.update(
    DANVAN_SECRET_KEY="tests-only-" + "0123456789abcdef" * 4,
    DANVAN_DATA=str(_folder),
    DANVAN_SPOOL=str(_folder / "spool"),
    DANVAN_DEMO="off",
    DANVAN_DEBUG="off",
    DANVAN_HTTPS="off",
    DANVAN_STATIC_PLAIN="on",
)

from danvan.settings import *  # noqa: E402, F403 -- after the environment it reads
from danvan.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in an office: in memory, threads share one connection and races cannot be tested.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
