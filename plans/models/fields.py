"""A column that follows another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from orgs.text import fold


class FoldedTextField(models.TextField):
    """The text of another field of the row, folded for searching; follows it on every save and bulk_create.

    A write that names its columns (`update_fields`, `bulk_update`) must name this one too.
    """

    def __init__(self, *args: Any, source: str, **kwargs: Any):
        self.source = source
        super().__init__(*args, **{"editable": False, "default": "", **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = fold(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, folded)
        return folded
