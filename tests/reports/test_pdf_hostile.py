"""The paper against what people may type: TRUST.md P8. Text is text; the renderer fetches nothing."""

import io
from contextlib import suppress

import pypdf
import pytest
from weasyprint.urls import URLFetchingError

from reports.blocks import Annex, Column, Heading, Paragraph, Table
from reports.pdf import draw_pdf
from reports.press import deny_all
from tests.reports.drawn import DrawnPages
from tests.reports.hostile import PAYLOADS
from tests.reports.paper_samples import state_paper

ODD_TEXTS = {
    "empty": "",
    "controls": "\0\x01\x1b[0m",
    "half a letter": "\ud800",
    "markup": "<b>đậm</b> & 'x' \"y\"",
    "template": "{{ paper }}{% include 'x' %}",
    "endless word": "x" * 1000,
    "other scripts": "😀 中文 עברית \u202e",
    "lines": "a\n\n\nb",
}


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_odd_text_is_drawn_in_every_field(text):
    with DrawnPages(draw_pdf(everywhere(text))) as pages:
        assert pages.pages


def test_markup_is_printed_as_it_was_typed():
    with DrawnPages(draw_pdf(state_paper(blocks=(Paragraph("<b>đậm</b> & {{ x }}"),)))) as pages:
        assert "<b>đậm</b> & {{ x }}" in pages.text(0)


def everywhere(text: str):
    """A paper with the same text in every field that a person types; names and the like take 300 letters at most."""
    table = Table(text, (Column(text), Column(text, group=text)), ((text, text),), (text, text))
    blocks = (Heading(text, text), Paragraph(text), table, Annex(text, (Paragraph(text), table)))
    names = (
        "superior", "issuer", "number", "type_code", "symbol", "place", "type_name", "abstract",
        "authority", "job_title", "signatory",
    )  # fmt: skip
    short = text[:300]
    return state_paper(
        blocks=(*blocks, Annex(text, (), note=text)), recipients=(short, short), **dict.fromkeys(names, short)
    )


SECRET = "mật khẩu cơ sở dữ liệu"


def render_bare(markup: str, **fetching) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415

    return HTML(string=markup, base_url="http://127.0.0.1/", **fetching).write_pdf()


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 5))
def test_typed_text_is_text_and_makes_the_renderer_fetch_nothing(first, listener):
    typed = [f.replace("URL", f"http://127.0.0.1:{listener.server_port}/x") for f in PAYLOADS[first : first + 5]]
    listener.asked.clear()

    with DrawnPages(draw_pdf(everywhere("\n".join(typed)))) as pages:
        text = "".join("".join(pages.text(page) for page in range(len(pages.pages))).split())
    assert listener.asked == []
    assert [payload for payload in typed if "".join(payload.split())[:40] not in text] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_even_markup_reaches_no_server_and_no_file(payload, listener, tmp_path):
    """The second wall: the same payloads not escaped, as if a template had a hole."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    listener.asked.clear()

    for address in (f"http://127.0.0.1:{listener.server_port}/x", secret.as_uri()):
        with suppress(URLFetchingError):  # some refusals end the drawing, which is as good
            pdf = render_bare(payload.replace("URL", address), url_fetcher=deny_all())
            assert SECRET.encode() not in b"".join(stream.get_data() for stream in streams(pdf))
    assert listener.asked == []


def streams(pdf: bytes):
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    for number in reader.xref[0]:
        thing = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        if isinstance(thing, pypdf.generic.StreamObject):
            yield thing


def test_the_default_fetcher_would_fetch_what_ours_refuses(listener, tmp_path):
    """The negative control: without our fetcher, the same markup does reach the server and the file."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    listener.asked.clear()

    reached = 0
    for payload in PAYLOADS:
        render_bare(payload.replace("URL", f"http://127.0.0.1:{listener.server_port}/x"))
        reached += bool(listener.asked)
        listener.asked.clear()
    attached = render_bare(f"<link rel=attachment href={secret.as_uri()}>")

    assert reached >= 10
    assert SECRET.encode() in b"".join(stream.get_data() for stream in streams(attached))


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "file:///etc/passwd", "data:,x", "app:x", "ftp://x/", "", "//x"]
)
def test_every_address_is_refused(address):
    with pytest.raises(PermissionError):
        deny_all()(address)
    with pytest.raises(PermissionError):
        deny_all().open(address)
