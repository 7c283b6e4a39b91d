"""The demo's reports: a signed one, one at signature, a draft; each made of what units had sent by then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from danvan.demo.plans import DemoPlan
from reports.models import Report
from reports.services import add_paragraph, create_report, sign_report, submit_report, take_words
from reports.words import grouped, words_for

EXAMPLES = 3


def begin_reports(demo: DemoPlan) -> None:
    """Let the reports on this plan be written, handed up and signed on their days."""
    for told in demo.told.get("reports", []):
        _Writing(demo, told).begin()


@dataclass
class _Writing:
    """One report on its way to signature."""

    demo: DemoPlan
    told: dict[str, Any]
    report: Report = field(init=False)

    def begin(self) -> None:
        timeline = self.demo.timeline
        created = timeline.moment(self.told["created"])
        timeline.at(created, self._write)
        if "submitted" in self.told:
            timeline.at(timeline.moment(self.told["submitted"]), self._submit)
        if "signed" in self.told:
            timeline.at(_at_noon(self.demo, self.told["signed"]), self._sign)

    def _write(self) -> None:
        day = self.demo.timeline.day
        self.report = create_report(
            by=self.demo.officer, issuer=self.demo.issuer, plans=[self.demo.plan], kind=self.told["kind"],
            abstract=self.told["abstract"], starts_on=day(self.told["starts_on"]), ends_on=day(self.told["ends_on"]),
            job_title=self.told["job_title"], signatory=self.told.get("signatory", ""),
            recipients=self.demo.plan.recipients,
        )  # fmt: skip
        for section in self.report.sections.select_related("item"):
            section.report = self.report
            if text := self.told["paragraphs"].get(section.heading):
                add_paragraph(section=section, by=self.demo.officer, text=text)
            elif groups := grouped(words_for(section)[:EXAMPLES], set()):
                take_words(section=section, by=self.demo.officer, groups=groups)

    def _change(self, change: Any, **what: Any) -> None:
        self.report.refresh_from_db()
        change(by=self.demo.officer, version=self.report.version, **what)

    def _submit(self) -> None:
        self._change(submit_report, report=self.report)

    def _sign(self) -> None:
        today = timezone.localdate()
        number, signatory = self.told["number"], self.told["signatory"]
        self._change(sign_report, report=self.report, number=number, signed_on=today, signatory=signatory, on=today)


def _at_noon(demo: DemoPlan, day: str) -> datetime:
    return demo.timeline.moment(f"{day} 11:30") + timedelta(seconds=1)
