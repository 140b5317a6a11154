"""The facts that Gaodi holds of an enterprise: value, source, day, how far it was checked, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaodi.apps.assessments.subject_facts import Fact, FactRow, read_facts
from gaodi.apps.registry.choices import Standing
from gaodi.apps.registry.directory import list_support
from gaodi.apps.registry.selectors import get_party
from gaodi.kernel.clock import now
from gaodi.kernel.facts import FactTable, facts
from gaodi.kernel.people import Viewer
from gaodi.values.because import Truth
from gaodi.web.enterprise.gate import HOW, WHO_MAY, for_enterprises
from gaodi.web.enterprise.uses import Use, Uses, read_uses
from gaodi.web.shell.errors import NoRight
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.figures import Entry, Money
from gaodi.web.shell.ui.reasons import UNKNOWN, WITHHELD

_STANDINGS = {
    Standing.VERIFIED: Chip("已核", "ok", "check"),
    Standing.DECLARED: Chip("申报，待核", "plain"),
    Standing.ASSUMED: Chip("暂定", "clay"),
}


@dataclass(frozen=True, slots=True)
class HeldFact:
    """One fact ready to print. `truth` is unknown where nobody told it; `uses` is empty where no rule reads it."""

    label: str
    value: str
    truth: Truth
    withheld: bool
    source: str
    source_on: date | None
    standing: Chip | None
    uses: tuple[Use, ...]

    @property
    def is_lacking(self) -> bool:
        return self.truth is Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Block:
    """The facts of one row: of the company itself, or of one event."""

    title: str
    facts: tuple[HeldFact, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One fact table; `coverage` says for what its source is complete."""

    title: str
    coverage: str
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class FactsPage:
    """All facts of one enterprise on a day. `lacking` are the unknown ones that some rule reads."""

    party_name: str
    credit_code: str
    on: date
    sections: tuple[Section, ...]
    supports: tuple[Entry, ...]
    lacking: tuple[str, ...]
    total: int


def read_held(viewer: Viewer, on: date, *, known_at: datetime) -> FactsPage | None:
    """The facts of the party that the viewer acts for; None where they may not know of it."""
    assert viewer.party_id is not None
    party = get_party(viewer, party_id=viewer.party_id, on=on)
    if party is None:
        return None
    uses = read_uses()
    sections = tuple(_section(one, viewer, party.pk, on, known_at, uses) for one in facts)
    every = [fact for section in sections for block in section.blocks for fact in block.facts]
    lacking = tuple(dict.fromkeys(fact.label for fact in every if fact.is_lacking and fact.uses))
    return FactsPage(
        party_name=party.name,
        credit_code=party.credit_code or "",
        on=on,
        sections=sections,
        supports=_supports(viewer, party.pk, on),
        lacking=lacking,
        total=len(every),
    )


def _section(
    one: FactTable, viewer: Viewer, party_id: int, on: date, known_at: datetime, uses: Uses
) -> Section:
    table = one.table
    rows = read_facts(
        table.name, subject_id=party_id, on=on, known_at=known_at, visibilities=viewer.visibilities
    )
    titled = [(_title_of(row) if table.links else "", row) for row in rows]
    blocks = sorted(titled, key=lambda pair: pair[0])
    made = tuple(Block(title, tuple(_held(fact, uses) for fact in row.facts)) for title, row in blocks)
    return Section(table.label, one.coverage, table.name, made)


def _title_of(row: FactRow) -> str:
    """“2025-06-12 受理，创业板”: what tells one event from the next."""
    told = [fact.value if fact else None for fact in map(row.get, ("happened_on", "kind", "board"))]
    day, kind, board = told
    return "，".join(part for part in (" ".join(filter(None, (day, kind))), board) if part)


def _held(fact: Fact, uses: Uses) -> HeldFact:
    value = WITHHELD if fact.withheld else UNKNOWN if fact.value is None else fact.value
    source = fact.source
    status = source.status if source else None
    return HeldFact(
        label=fact.label,
        value=value,
        truth=Truth.UNKNOWN if fact.value is None and not fact.withheld else Truth.YES,
        withheld=fact.withheld,
        source=source.title if source else "",
        source_on=source.on if source else None,
        standing=_STANDINGS.get(Standing(status)) if status else None,
        uses=uses.get(fact.path, ()),
    )


def _supports(viewer: Viewer, party_id: int, on: date) -> tuple[Entry, ...]:
    """Money received for the same matter, which counts against caps."""
    rows = list_support(viewer, party_id=party_id, on=on)
    return tuple(
        Entry(
            f"{row.valid_from} 拨付",
            f"{row.get_source_display()}，{row.source_on}，{row.get_standing_display()}",
            Money(row.amount_yuan),
        )
        for row in rows
    )


@require_safe
@for_enterprises
def show_facts(request: Asked) -> HttpResponse:
    """Every fact that is held, with its source, and those that are lacking drawn as carefully."""
    page = read_held(request.viewer, request.business_day, known_at=now())
    if page is None:
        raise NoRight(WHO_MAY, HOW)
    return render(request, "enterprise/facts.html", {"page": page})
