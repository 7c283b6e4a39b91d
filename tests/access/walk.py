"""Ask every view everything, and watch what it tells and what it changes."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.conf import settings
from django.db import connection, models, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.actors import ACTORS, Actor, canaries, may_open, may_read
from tests.access.world import World

# Rows that a request may write for itself, without being a change of the record.
OWN_TABLES = {
    "django_session",
    "axes_accessattempt",
    "axes_accesslog",
    "axes_accessfailurelog",
    "django_tasks_db_dbtaskresult",
}
JOURNAL = "orgs_journalentry"
_WRITE = re.compile(r'INSERT(?: OR \w+)? INTO "(?P<table>\w+)"|(?:UPDATE|DELETE FROM) "(?P<other>\w+)"')


@dataclass(frozen=True)
class View:
    name: str
    parameters: tuple[str, ...]


def all_views() -> list[View]:
    """Every named view of the URLconf, with the names of its path parameters."""

    def walk(patterns: list, namespace: str) -> Iterator[View]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = ":".join(filter(None, [namespace, pattern.namespace]))
                yield from walk(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern):
                name = ":".join(filter(None, [namespace, pattern.name or f"unnamed {pattern.pattern}"]))
                yield View(name, tuple(pattern.pattern.converters))

    return list(walk(get_resolver().url_patterns, ""))


@dataclass
class Rule:
    """What a view is about and who may change what by it.

    `kind` names the objects its address takes ("" for none). `writers` are (actor's name, code) pairs who may
    change something by a POST; at least one of them must succeed, unless `never_writes`. The POST carries what
    the page itself would send to `by`, with `sends` on top. `extra` fills in path parameters that are no object.
    `tells`: words of others that an object itself holds, by its code.
    """

    kind: str = ""
    writers: frozenset = frozenset()
    by: str = "officer of A"
    sends: dict | Callable = field(default_factory=dict)
    extra: dict = field(default_factory=dict)
    is_public: bool = False
    is_journaled: bool = True
    tells: dict = field(default_factory=dict)
    never_writes: bool = False


class FormReader(HTMLParser):
    """What each POST form of a page would send as it stands, by the address it is sent to."""

    def __init__(self, address: str):
        super().__init__()
        self.address, self.forms = address, {}
        self._values, self._select, self._area = None, None, None

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form" and (a.get("method") or "get").lower() == "post":
            self._values = self.forms.setdefault(a.get("action") or self.address, {})
        if self._values is None:
            return
        name, value = a.get("name"), a.get("value", "on" if a.get("type") == "checkbox" else "") or ""
        is_filled = a.get("type") not in {"submit", "file", "checkbox", "radio"} or "checked" in a
        if tag == "input" and name and is_filled:
            self._values.setdefault(name, []).append(value)
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select and "selected" in a:
            self._values.setdefault(self._select, []).append(value)
        elif tag == "textarea" and name:
            self._area = self._values.setdefault(name, [])
            self._area.append("")

    def handle_endtag(self, tag):
        self._values = None if tag == "form" else self._values
        self._select = None if tag == "select" else self._select
        self._area = None if tag == "textarea" else self._area

    def handle_data(self, data):
        if self._area is not None:
            self._area[-1] += data


def text_of(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if zipfile.is_zipfile(io.BytesIO(content)):  # a workbook or a .docx: what it says lies inside
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    return content.decode("utf-8", errors="replace") + str(response.headers)


def close_files(response) -> None:
    """What response.close() does, but for the database connection of the test."""
    for close in response._resource_closers:
        close()


def fingerprint(table: str) -> str:
    """A hash of a table's rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
        return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()


def take_stock(world: World) -> World:
    """Sign everybody in, then note how each table stands: once for all walks, since each cell is taken back.

    One handler answers them all: a client's own would load the middleware anew.
    """
    world.handler = Client().handler
    for actor in ACTORS:
        if actor.role:  # the disabled one was signed in before
            client = Client()
            client.force_login(world.users[actor.name])
            world.sessions[actor.name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    world.before = {table: fingerprint(table) for table in connection.introspection.table_names()}
    return world


@contextmanager
def watched_writes() -> Iterator[set[str]]:
    """Collect the tables that statements wrote rows to."""
    tables: set[str] = set()

    def watch(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        found = _WRITE.match(sql)
        # A driver may count no rows for INSERT … RETURNING, so only the other two are asked.
        if found and (found["table"] or context["cursor"].rowcount != 0):
            tables.add(found["table"] or found["other"])
        return result

    with connection.execute_wrapper(watch):
        yield tables


class Walk:
    """Requests to one view by every actor, about every object of its kind; complaints are collected."""

    def __init__(self, world: World, view: View, rule: Rule):
        self.world, self.view, self.rule = world, view, rule
        self.complaints: list[str] = []
        self.wrote: set[tuple[str, str]] = set()
        self.cells = 0
        self.is_thorough = False

    def finds_fault(self, actors: list[Actor]) -> bool:
        """Whether anything is to complain of; walks no farther than the first complaint."""
        return any(self.complaints for _ in self._steps(actors, ("get", "post")))

    def run(self, actors: list[Actor], methods: tuple[str, ...] = ("get", "post")) -> "Walk":
        self.is_thorough = len(methods) > 2
        for _ in self._steps(actors, methods):
            pass
        if self.rule.writers and not self.wrote and "post" in methods and not self.rule.never_writes:
            self.complaints.append(f"{self.view.name}: VACUOUS, no permitted write succeeded")
        return self

    def _steps(self, actors: list[Actor], methods: tuple[str, ...]) -> Iterator[None]:
        targets = self.world.objects[self.rule.kind] if self.rule.kind else {"": None}
        for code, target in targets.items():
            filler, page = self._filler(target), ""
            for method in methods:
                bodies = self._bodies(target, page) if method == "post" else [{}]
                for actor in actors:
                    for data in bodies:
                        answer = self._ask(actor, code, target, method, data)
                        if method == "get" and actor.name == filler:
                            page = answer
                        yield

    def _client(self, actor: Actor) -> Client:
        client = Client(raise_request_exception=False)
        client.handler = self.world.handler
        if actor.role:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.world.sessions[actor.name]
        return client

    def _bodies(self, target: models.Model | None, page: str) -> list[dict]:
        """What the page would send to the one who may write, whoever sends it; an empty body where it sends nothing.

        `page` is what he was shown. With all methods asked, the empty body goes as well.
        """
        address = self._address(target)
        reader = FormReader(address)
        reader.feed(page)
        wanted = self.rule.sends(self.world, target) if callable(self.rule.sends) else self.rule.sends
        sends = {name: value(self.world, target) if callable(value) else value for name, value in wanted.items()}
        filled = {**reader.forms.get(address, {}), **sends}
        if not filled:
            return [{}]
        return [{}, filled] if self.is_thorough else [filled]

    def _filler(self, target: models.Model | None) -> str:
        """Whose page fills the body: the first writer about this object, else the rule's own."""
        code = next((c for c, thing in self.world.objects.get(self.rule.kind, {}).items() if thing is target), "")
        return next((name for name, about in sorted(self.rule.writers) if about == code), self.rule.by)

    def _address(self, target: models.Model | None) -> str:
        values = {name: self.rule.extra.get(name, getattr(target, "pk", None)) for name in self.view.parameters}
        return reverse(self.view.name, kwargs=values)

    def _ask(self, actor: Actor, code: str, target: models.Model | None, method: str, data: dict) -> str:
        """Ask, judge, take back; return the page that was shown, "" where something else was."""
        self.cells += 1
        cell = f"{self.view.name} {method} by {actor.name} about {code or '-'}"
        savepoint = transaction.savepoint()
        with watched_writes() as tables:
            response = getattr(self._client(actor), method)(self._address(target), data)
            said = text_of(response)
            close_files(response)
            # A write that the request itself took back is no change.
            changed = {table for table in tables - OWN_TABLES if fingerprint(table) != self.world.before[table]}
        transaction.savepoint_rollback(savepoint)
        self._check(cell, actor, code, method, response, canaries(said), changed)
        is_page = response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")
        return said if is_page else ""

    def _check(self, cell: str, actor: Actor, code: str, method: str, response, told: set, changed: set) -> None:
        complain = self.complaints.append
        if response.status_code >= 500:
            complain(f"{cell}: {response.status_code}")
        if leaked := told - may_read(actor) - (self.rule.tells.get(code, set()) if code in may_read(actor) else set()):
            complain(f"{cell}: LEAK of {sorted(leaked)}")
        if changed and method in {"get", "head", "options"}:
            complain(f"{cell}: A SAFE METHOD WRITES {sorted(changed)}")
        if self.rule.is_public:
            return
        if not actor.role or not actor.is_active:
            if response.status_code not in {302, 404, 405}:
                complain(f"{cell}: OPEN TO NOBODY, {response.status_code}")
            if changed:
                complain(f"{cell}: NOBODY WRITES {sorted(changed)}")
            return
        if code and not may_open(actor, self.rule.kind, code) and response.status_code not in {404, 405}:
            complain(f"{cell}: SHOWS THAT IT EXISTS, {response.status_code}")
        if changed:
            self.wrote.add((actor.name, code))
            if (actor.name, code) not in self.rule.writers:
                complain(f"{cell}: MAY NOT WRITE {sorted(changed)}")
            elif self.rule.is_journaled and JOURNAL not in changed:
                complain(f"{cell}: NO JOURNAL ENTRY for {sorted(changed)}")
