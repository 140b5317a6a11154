"""Responsible units by the name that they bear on a day, with the document's own name where that was another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gaodi.apps.policies.models import Article
from gaodi.apps.regions.selectors import unit_names


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """A unit's present short name; `printed` is the document's, empty where it is the same."""

    name: str
    printed: str


@dataclass(frozen=True, slots=True)
class UnitsSaid:
    """Who leads an article and who helps. `inferred`: the document marks the lead by type that our copy has lost."""

    lead: tuple[UnitSaid, ...]
    cooperating: tuple[UnitSaid, ...]
    inferred: bool


def read_units(article: Article, *, on: date, printed_on: date) -> UnitsSaid:
    """The units of an article on a day; a unit without a name that day keeps the printed one."""
    present, printed = unit_names(on=on), unit_names(on=printed_on)

    def said(codes: Sequence[str]) -> tuple[UnitSaid, ...]:
        return tuple(_said(present.get(code, ""), printed.get(code, code)) for code in codes)

    return UnitsSaid(said(article.lead_units), said(article.cooperating_units), article.units_inferred)


def _said(present: str, printed: str) -> UnitSaid:
    name = present or printed
    return UnitSaid(name, "" if printed == name else printed)
