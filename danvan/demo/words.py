"""What people of the demo say: short sentences with numbers, chosen and counted by a given source of chance."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from danvan.demo import FIXTURES
from reports.drafting import number

_RANGE = re.compile(r"\{(\d+)-(\d+)\}")
FILES = {"jpg": "image/jpeg", "pdf": "application/pdf"}


@cache
def common_words() -> dict[str, Any]:
    """What is said about any plan."""
    return json.loads((FIXTURES / "words.json").read_text())


@cache
def evidence() -> list[tuple[str, bytes, str]]:
    """The sample files: name, content, type."""
    paths = sorted(path for path in (FIXTURES / "files").iterdir() if path.suffix[1:] in FILES)
    return [(path.name, path.read_bytes(), FILES[path.suffix[1:]]) for path in paths]


@dataclass(frozen=True)
class Words:
    """Sentences about one row. The same chance gives the same words on every machine."""

    chance: Random
    results: list[str]

    def result(self) -> str:
        return self.filled(self.chance.choice(self.results))

    def common(self, kind: str) -> str:
        """One of the sentences of that kind in fixtures/words.json."""
        said = common_words()[kind]
        return self.filled(self.chance.choice(said) if isinstance(said, list) else said)

    def filled(self, sentence: str) -> str:
        """Put a number in place of each "{3-9}", written as offices do: "05", "1.250"."""
        return _RANGE.sub(lambda found: number(self.chance.randint(int(found[1]), int(found[2]))), sentence)

    def files(self) -> list[SimpleUploadedFile]:
        name, content, content_type = self.chance.choice(evidence())
        return [SimpleUploadedFile(name, content, content_type)]
