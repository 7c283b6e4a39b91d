"""How many pages a PDF has; for the worker, which drew it."""

from __future__ import annotations


def pages_in(content: bytes) -> int | None:
    """None where it is no PDF that can be read."""
    import pypdfium2  # noqa: PLC0415 -- slow import

    try:
        return len(pypdfium2.PdfDocument(content))
    except pypdfium2.PdfiumError:
        return None
