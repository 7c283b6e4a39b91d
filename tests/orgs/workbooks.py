"""Workbooks written for tests."""

import io
import zipfile

from openpyxl import Workbook

from orgs.import_units import SHEETS


def workbook(**sheets):
    """An .xlsx of rows by sheet: `units`, `groups`, `people`, each row a dict by heading."""
    book = Workbook()
    book.remove(book.active)
    for (name, headings), rows in zip(SHEETS.items(), (sheets.get(key, []) for key in KEYS), strict=True):
        sheet = book.create_sheet(name)
        sheet.append(list(headings))
        for row in rows:
            sheet.append([row.get(heading) for heading in headings])
    return saved(book)


KEYS = ("units", "groups", "people")


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(data, name, content):
    """The same package with one more part, or one part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()
