"""The press: markup and style sheets in, PDF out. Pure: it knows neither Django nor what is printed.

It runs in a process of its own (`apart.py`), which imports nothing heavier than this. Measured choices (fixed tables,
collector off, sheets parsed once): DEPENDENCIES.md §3.
"""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pydyf
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

Tell = Callable[[int], None]
TAGGED = "pdf/a-3a"  # archival, with the structure that screen readers follow
UNTAGGED = "pdf/a-3u"  # archival without structure: for what is laid over pages that have their own


@dataclass(frozen=True)
class Job:
    """One file to print: a page of HTML and style sheets, as text; `variant` is TAGGED or UNTAGGED.

    Files that are joined later have a `name` of their own each, or their tables would mix up their heads.
    """

    markup: str
    sheets: tuple[str, ...]
    name: str = ""
    variant: str = TAGGED


def unheard(pages: int) -> None:
    """Tell nobody."""


def print_pdf(job: Job, tell: Tell = unheard) -> bytes:
    """The job as PDF/A with its fonts in it: the same bytes for the same job.

    `tell` hears the number of every page that is laid out. Nothing is fetched, whatever the markup names.
    Raises OSError where Pango is missing.
    """
    from weasyprint import HTML  # noqa: PLC0415 -- slow import, needs Pango

    sheets = [_parsed(sheet) for sheet in job.sheets]
    with _collector_off(), _pages_told(tell):
        return HTML(string=job.markup, url_fetcher=deny_all()).write_pdf(
            stylesheets=sheets,
            font_config=_fonts(),
            pdf_variant=job.variant,
            finisher=partial(_settle, job.name),
        )


@cache
def deny_all() -> "URLFetcher":
    """A fetcher that refuses every address: our sheets are given as text, our fonts by the system."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 -- slow import, needs Pango

    class DenyAll(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            raise PermissionError("paper fetches nothing")

    return DenyAll()


@cache
def _parsed(sheet: str) -> "CSS":
    from weasyprint import CSS  # noqa: PLC0415 -- slow import, needs Pango

    return CSS(string=sheet, url_fetcher=deny_all())


@cache
def _fonts() -> "FontConfiguration":
    """The fonts of this machine, found once: no sheet of ours brings another."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- slow import, needs Pango

    return FontConfiguration()


def _settle(name: str, document: object, pdf: "pydyf.PDF") -> None:
    """Write out every object once: an archival file would be compressed a second time for its identifier.

    Heads of tables, to which the cells below refer, are called after the file.
    """
    import pydyf  # noqa: PLC0415 -- comes with WeasyPrint

    class Settled(pydyf.Object):
        data = b""

    class SettledStream(pydyf.Stream):
        data = b""

    for number, thing in enumerate(pdf.objects):
        if isinstance(thing, pydyf.Dictionary) and "ID" in thing:
            thing["ID"].string = name + thing["ID"].string
        if thing.free == "n":
            settled = SettledStream() if isinstance(thing, pydyf.Stream) else Settled()
            settled.number, settled.data = number, thing.data
            pdf.objects[number] = settled


@contextmanager
def _pages_told(tell: Tell) -> Iterator[None]:
    """WeasyPrint logs each page that it begins; pass its number on."""

    class Listening(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if isinstance(record.args, tuple) and "Page %d" in record.msg:
                tell(int(str(record.args[0])))

    logger, handler = logging.getLogger("weasyprint.progress"), Listening()
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


@contextmanager
def _collector_off() -> Iterator[None]:
    """No garbage collection while a page is laid out: a fifth of the time, at no more memory."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect()
