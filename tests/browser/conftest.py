"""Pages in Debian's Chromium, beside a live server. Playwright's own browser is never downloaded."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests.browser.people import SCREENSHOTS, Person, signed_in

CHROMIUM = "/usr/bin/chromium"
# Playwright keeps an event loop in the test's thread; Django would take its queries there for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
LONGEST_WAIT = 30  # seconds for the worker
expect.set_options(timeout=15_000)  # as pages' own: two cores may be busy with other tests

DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages are drawn alike on both databases: one whole story is told on PostgreSQL too, the others once."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")
            if "[own]" not in item.name:
                item.add_marker("one_database")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What was wrong on the pages passed; anything in it fails the test in the end."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(found)


@pytest.fixture
def new_page(chromium: Browser, live_server, complaints) -> Iterator[Callable[..., Page]]:
    """Opens pages, each a browser of its own. It is a complaint when a page has an error on its console
    (a CSP violation is one) or asks another host for anything."""
    contexts = []

    def watch(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            complaints.append(f"asked for {request.url}")

    def open_page(**device) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **device
        )
        contexts.append(context)
        context.on("request", watch)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_page
    for number, context in enumerate(contexts):
        if SCREENSHOTS and context.pages:
            context.pages[0].screenshot(path=Path(SCREENSHOTS) / f"last-{number}.png")
        context.close()


@pytest.fixture
def page(new_page) -> Page:
    """A page of a desk, 1280 px wide."""
    return new_page(**DESK)


@pytest.fixture
def at_desk(new_page, complaints) -> Callable[[str], Person]:
    """Signs somebody in at a desk."""
    return lambda username: signed_in(new_page(**DESK), username, complaints)


@pytest.fixture
def on_phone(new_page, complaints) -> Callable[[str], Person]:
    """Signs somebody in on a phone of 360 × 740 points."""
    return lambda username: signed_in(new_page(**PHONE), username, complaints)


@pytest.fixture
def worker(worker_process, transactional_db) -> Iterator[None]:
    """The product's background worker. What is asked of it is done before the tables are emptied."""
    yield
    asked = DBTaskResult.objects.exclude(task_path="danvan.tasks.daily")  # that one waits for the morning
    unfinished = asked.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    for _ in range(LONGEST_WAIT):
        if not unfinished.exists():
            return
        time.sleep(1)
    pytest.fail(f"the worker left {unfinished.count()} tasks undone")


@pytest.fixture(scope="module")
def worker_process(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A process of its own on the tests' database and files."""
    with django_db_blocker.unblock():
        database = connection.settings_dict
        url = (
            f"sqlite:///{database['NAME']}"
            if connection.vendor == "sqlite"
            else "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
        )
    here = {
        "DJANGO_SETTINGS_MODULE": "danvan.settings",
        "DANVAN_DEMO": "on",  # a test's server need not survive a power cut
        "DANVAN_DATABASE_URL": url,
        "DANVAN_DATA": str(settings.DATA_DIR),
        "DANVAN_SPOOL": str(settings.SPOOL_DIR),
    }
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=settings.BASE_DIR, env=os.environ | here)
    yield
    assert process.poll() is None, "the worker ended by itself"
    process.terminate()
    process.wait(timeout=20)
