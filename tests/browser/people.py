"""Somebody at a browser, who does what people do: looks for words, clicks, types. What is done is counted."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.factories.orgs import PASSWORD

# A folder for pictures of every page passed, 1280 and 360 points wide, to be looked at by people.
SCREENSHOTS = os.environ.get("DANVAN_SCREENSHOTS", "")
NARROW, TALL = 360, 740
AXE = Axe()
AUDITED: set[str] = set()  # a page is the same to axe whatever plan it shows


def signed_in(page: Page, username: str, complaints: list[str]) -> Person:
    """Sign in as a person does; acts are counted from here on."""
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    return Person(page, complaints)


class Person:
    """One page and one pair of hands. `acts`: clicks, taps, ticks and fields typed so far."""

    def __init__(self, page: Page, complaints: list[str]):
        self.page = page
        self.complaints = complaints
        self.acts = 0
        self.is_on_phone = bool(page.evaluate("matchMedia('(pointer: coarse)').matches"))

    def press(self, target: Locator) -> None:
        self.acts += 1
        if self.is_on_phone:
            target.tap()
        else:
            target.click()

    def click(self, words: str, *, inside: Locator | None = None) -> None:
        """A button or a link by the words on it."""
        place = inside or self.page
        named: dict[str, Any] = {"name": words, "exact": True}
        self.press(place.get_by_role("button", **named).or_(place.get_by_role("link", **named)).first)

    def field(self, label: str, *, inside: Locator | None = None) -> Locator:
        """By its label; a field that must be filled in has an asterisk there."""
        place = inside or self.page
        return place.get_by_label(label, exact=True).or_(place.get_by_label(f"{label}*", exact=True)).first

    def write(self, label: str, words: str, *, inside: Locator | None = None) -> None:
        """Go into a field and type."""
        box = self.field(label, inside=inside)
        self.press(box)
        box.fill(words)

    def tick(self, target: Locator) -> None:
        self.press(target)
        expect(target).to_be_checked()

    def choose(self, label: str, words: str) -> None:
        """One of the words of a select."""
        self.acts += 1
        self.field(label).select_option(label=words)

    def attach(self, target: Locator, file: Path | dict[str, Any]) -> None:
        self.acts += 1
        target.set_input_files(file)

    def pick_unit(self, label: str, part: str, name: str) -> None:
        """Type part of a unit's name and take it from the list."""
        self.acts += 2
        box = self.field(label)
        box.fill(part)
        box.locator("xpath=..").get_by_role("option").filter(has_text=name).first.click()
        expect(box).to_have_value(name)

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).locator("visible=true").first).to_be_visible()

    def looks_around(self, name: str) -> None:
        """What every page must hold: it fits a phone, and axe finds nothing serious on it."""
        expect(self.page.get_by_role("heading", level=1)).not_to_be_empty()
        if name not in AUDITED:
            AUDITED.add(name)
            self.complaints += [f"{name}: {fault}" for fault in _faults(self.page)]
        wide = self.page.viewport_size
        self._photograph(name)
        if not self.is_on_phone:
            self.page.set_viewport_size({"width": NARROW, "height": TALL})
            self._photograph(name)
        self.complaints += [f"{name}: wider than {NARROW} points: {html}" for html in _sticking_out(self.page)]
        self.page.set_viewport_size(wide)

    def _photograph(self, name: str) -> None:
        if SCREENSHOTS:
            self.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)))")
            width = self.page.viewport_size["width"]
            self.page.screenshot(path=Path(SCREENSHOTS) / f"{name}-{width}.png", full_page=True)


def _faults(page: Page) -> list[str]:
    """What axe calls serious or critical, each with the first place it was found at."""
    found = AXE.run(page, options={"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "best-practice"]})
    return [
        f"{fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:200]}"
        for fault in found.response["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


def _sticking_out(page: Page) -> list[str]:
    """The elements that make the page scroll sideways; none if it does not."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.querySelectorAll("main *, header *, footer *")]
            .filter((one) => one.getBoundingClientRect().right > width + 1)
            .slice(0, 5).map((one) => one.outerHTML.slice(0, 160));
        }"""
    )
