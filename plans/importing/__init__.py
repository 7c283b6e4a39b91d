"""Reading a plan from a document: file → lines → outline → draft with findings. Pure: no Django, no clock.

In the order of reading. Files: apart (its own process), read (the door); archives, word, word_styles, word_tables,
numbering; office, programs; pdf, grids, pages; photographs, pictures, rulings; texts, encodings; source.
Shape: labels, paragraphs, sections, outline, columns, tables. Meaning: header, closing, issuer, roster, names,
targets, roles, assignments, heads, channels, duties, scanned, walk, parse. Result: drafts, check.
"""

from plans.importing.check import check_plan
from plans.importing.drafts import (
    Comparison,
    DraftAssignment,
    DraftCitation,
    DraftItem,
    DraftPlan,
    DraftTarget,
    Finding,
    ItemKind,
    Role,
    Signatory,
    TargetKind,
    TargetScope,
)
from plans.importing.parse import read_plan
from plans.importing.read import MAX_BYTES, read_source, source_from_text
from plans.importing.source import Line, SecretDocument, Source, UnreadableFile

__all__ = [
    "MAX_BYTES",
    "Comparison",
    "DraftAssignment",
    "DraftCitation",
    "DraftItem",
    "DraftPlan",
    "DraftTarget",
    "Finding",
    "ItemKind",
    "Line",
    "Role",
    "SecretDocument",
    "Signatory",
    "Source",
    "TargetKind",
    "TargetScope",
    "UnreadableFile",
    "check_plan",
    "read_plan",
    "read_source",
    "source_from_text",
]
