"""Words that would make a careless renderer fetch something, for every field that a person types (TRUST.md P8)."""

from django.db import models

PAYLOADS = [
    "<img src=URL>",
    "<img srcset='URL 2x' src=URL>",
    "<image href=URL>",
    "<svg><image href=URL /></svg>",
    "<svg><image xlink:href='URL'/></svg>",
    "<svg><use href='URL#a'/></svg>",
    "<svg><style>@import 'URL';</style></svg>",
    "<svg><rect fill='url(URL#a)' width='9' height='9'/></svg>",
    "<link rel=stylesheet href=URL>",
    "<link rel=attachment href=URL>",
    "<link rel='alternate stylesheet' href=URL>",
    "<style>@import url(URL);</style>",
    "<style>*{background:url(URL)}</style>",
    "<style>*{list-style-image:url(URL);display:list-item}</style>",
    "<style>*{border-image:url(URL) 9}</style>",
    "<style>*::before{content:url(URL)}</style>",
    "<style>@font-face{font-family:x;src:url(URL)}*{font-family:x}</style>",
    "<style>@color-profile --x{src:url(URL)}</style>",
    "<style>@page{background:url(URL)}</style>",
    "<p style='background-image:url(URL)'>x</p>",
    "<a rel=attachment href=URL>x</a>",
    "<object data=URL></object>",
    "<embed src=URL>",
    "<iframe src=URL></iframe>",
    "<video poster=URL src=URL></video>",
    "<input type=image src=URL>",
    "<base href=URL><img src=x>",
    "<table background=URL><tr><td background=URL>x</table>",
    "<meta http-equiv=refresh content='0;url=URL'>",
    "</title></head><body><img src=URL>",
    "\"'><img src=URL>",
    "--></style></script><img src=URL>",
    "<img src=data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%3E%3Cimage%20href='URL'/%3E%3C/svg%3E>",
]  # fmt: skip
NOT_TYPED = {"layout", "series", "number_key"}  # the program writes these


def payloads(port: int, turn: int = 0) -> str:
    """All payloads, a line each, from another one on at every turn; they name a server of this machine."""
    lines = [payload.replace("URL", f"http://127.0.0.1:{port}/x") for payload in PAYLOADS]
    return "\n".join(lines[turn:] + lines[:turn])


def type_into(thing: models.Model, text: str) -> None:
    """Put the text, as much of it as fits, into every field of a row that takes words, past all forms."""
    for field in thing._meta.concrete_fields:
        if field.name in NOT_TYPED or field.choices or not field.editable or field.is_relation:
            continue
        if isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.FileField):
            setattr(thing, field.name, text[: field.max_length or len(text)])
        elif isinstance(field, models.JSONField) and isinstance(getattr(thing, field.name), list):
            setattr(thing, field.name, text.split("\n")[:20])
    thing.save()
