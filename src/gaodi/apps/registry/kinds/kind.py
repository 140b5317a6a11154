"""A sort of row that can come in: its columns, the table it goes to, who may tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from django.db.models import Model

from gaodi.apps.registry.choices import Source
from gaodi.engines.tabular.fields import Layout


class Span(Enum):
    """How the days of a row say when it is valid."""

    REPORT = "report"
    """From the day after `period_end`, without end."""
    EVENT = "event"
    """From the day it happened; `valid_to` only where the file tells an end."""
    TERM = "term"
    """From `valid_from` until the day before `valid_to`."""


@dataclass(frozen=True, kw_only=True)
class Kind(Layout):
    """A sort of row that can come in."""

    model: type[Model]
    subject: str
    """The key to the party whose row it is; its fields have targets `<subject>.credit_code` and `<subject>.name`."""
    key: tuple[str, ...]
    """Columns of the model that name a row within one source, the subject among them where it counts."""
    sources: tuple[Source, ...]
    """Who may tell it."""
    span: Span
    may_declare: bool = False
    """Whether an enterprise may enter it for itself; then `Source.ENTERPRISE` is among the sources."""
    subject_kinds: tuple[str, ...] = ("company",)
    """What sort of party the subject may be."""
    creates_subject: bool = False
    """Whether a subject that is not known yet is made a party by this row."""
    subject_required: bool = True
    keyed_by_source: bool = True
    """Whether each source has its own version of a row; otherwise the newest version is everybody's."""
