"""A short file with a đề cương, read while its sender waits: only formats that a moment suffices for."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from plans.importing.apart import read_apart
from plans.importing.source import SecretDocument, UnreadableFile
from plans.services.importing import SECRET
from plans.services.spool import work_folder

SUFFIXES = (".docx", ".txt")


def text_of_file(file: UploadedFile) -> str:
    """The words of an uploaded file, read in a process of its own; nothing is kept. Raises UnreadableFile."""
    name = str(file.name)
    with work_folder() as folder:
        path = folder / f"asked{Path(name).suffix.lower()}"
        path.write_bytes(file.read())
        reading = read_apart(path, name, folder=folder)
    if reading.code == SECRET:
        raise SecretDocument
    if reading.draft is None:
        raise UnreadableFile(reading.message)
    return reading.text
