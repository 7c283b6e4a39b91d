"""What goes along with a request, made of the world that it is about; the rules name it."""

from hashlib import sha256

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from orgs.models import Unit
from plans.reporting import report_items
from reports.views.writing import likely_ties, untied_among

A_DAY = timezone.localdate().strftime("%d/%m/%Y")


def another(world, kind, thing):
    """The other one of A1 and A2."""
    pair = world.objects[kind]
    return pair["A2"] if thing == pair["A1"] else pair["A1"]


def upside_down(world, unit):
    """The children of a unit, numbered from the last to the first."""
    children = list(Unit.objects.get_children(Unit.objects.get(pk=unit.pk)))
    return {f"place_{child.pk}": str(len(children) - place) for place, child in enumerate(children)}


def answers_of_both(world, target):
    """Answers of two committees, ticked together as "update:version"."""
    rows = [(world.objects["update"][code], world.objects["occurrence"][code]) for code in ("A1PA", "B1PB")]
    return {"chosen": [f"{update.pk}:{row.version}" for update, row in rows], "accept": "1"}


def sendings_of(world, period):
    """All that wait in a period, ticked together as "round:version"."""
    rounds = [sent for sent in world.objects["round"].values() if sent.submission.period_id == period.pk]
    return {"chosen": [f"{sent.pk}:{sent.submission.version}" for sent in rounds], "accept": "1"}


def answers_of_a_report(world, report):
    """An answer for every item of the report, and a figure."""
    rows = [item.row for item in report_items(report)]
    said = {f"r{row.pk}-said": "FINISHED" for row in rows} | {f"r{row.pk}-outcome": "Đã làm xong" for row in rows}
    return said | {f"r{row.pk}-version": row.version for row in rows} | a_figure(world, report)


def words_on_paper(world, report):
    """What came on paper about every item."""
    return answers_of_a_report(world, report) | {"source": "CALL", "sent_on": A_DAY}


def a_likely_tie(world, report):
    """The section that lost its item, with the item that it bears the name of."""
    sections = list(report.sections.all())
    return [f"{pk}-{item.pk}" for pk, item in likely_ties(report, sections, untied_among(sections)).items()]


def blank_rows(world, report):
    return {"rows": [item.row.pk for item in report_items(report) if item.row.period_id]}


def the_row_itself(world, row):
    return {"said": "FINISHED", "outcome": "Đã làm xong", "units": [row.pk], "record": "1"}


def a_figure(world, report):
    """What is typed for the line that the report's period asks for."""
    line = next(one for one in world.objects["indicator"].values() if one.period_id == report.period_id)
    return {f"figure-{line.pk}": "12", f"note-{line.pk}": "", f"version-{line.pk}": "1"}


def a_letter(world, target):
    """Asks a cell of A one question, as its page sends it after the preview."""
    text = "1. Kết quả"
    words = {"abstract": "Việc gấp", "due_on": A_DAY, "starts_on": A_DAY, "ends_on": A_DAY, "is_not_secret": "on"}
    seen = sha256(text.encode()).hexdigest()[:16]
    return words | {"open": "1", "asked": "0", "seen": seen, "text": text, "units": [world.objects["unit"]["A1"].pk]}


class WholeFile(SimpleUploadedFile):
    """A file that says all of itself to everybody who sends it, not to the first only."""

    def read(self, *args):
        self.file.seek(0)
        return self.file.read()


def a_scan(world, report):
    """Another copy of a signed report."""
    return {"signed_copy": WholeFile("ky.pdf", b"%PDF-1.7 quet lai"), "is_not_secret": "on"}
