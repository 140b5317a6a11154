"""The facts that are held of an enterprise, in their groups: value, source, day, how far checked, what for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from gaodi.apps.assessments.subject_facts import Fact, FactRow, read_facts
from gaodi.apps.registry.choices import Source, Standing
from gaodi.apps.registry.facts.groups import GROUPS
from gaodi.kernel.people import Viewer
from gaodi.values.because import Truth
from gaodi.web.enterprise.uses import Use, Uses
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.reasons import UNKNOWN, WITHHELD

STANDINGS = {
    Standing.VERIFIED: Chip("已核", "ok", "check"),
    Standing.DECLARED: Chip("申报，待核", "plain"),
    Standing.ASSUMED: Chip("暂定", "clay"),
}
#: Tables whose rows stand one by one under the facts of their group; the page of a company reads no others.
_EVENTS = {"listing": "listing_event"}
_FIRST = "register"
#: Shares and growths bear the code of their source, not its name.
_SOURCES = {code: str(label) for code, label in Source.choices}


@dataclass(frozen=True, slots=True)
class HeldFact:
    """One fact ready to print. `truth` is unknown where nobody told it; `uses` is empty where no rule reads it."""

    path: str
    label: str
    value: str
    truth: Truth
    withheld: bool
    source: str
    source_on: date | None
    standing: Chip | None
    uses: tuple[Use, ...]
    has_history: bool = False

    @property
    def is_lacking(self) -> bool:
        return self.truth is Truth.UNKNOWN

    @property
    def is_folded(self) -> bool:
        """Whether there is nothing to read: no value, and no rule that waits for one."""
        return (self.is_lacking or self.withheld) and not self.uses

    @property
    def is_declared(self) -> bool:
        return self.standing is STANDINGS[Standing.DECLARED]


@dataclass(frozen=True, slots=True)
class Block:
    """The facts of one row: of the company itself, or of one event."""

    title: str
    facts: tuple[HeldFact, ...]

    @property
    def shown(self) -> tuple[HeldFact, ...]:
        return tuple(fact for fact in self.facts if not fact.is_folded)

    @property
    def folded(self) -> tuple[HeldFact, ...]:
        return tuple(fact for fact in self.facts if fact.is_folded)


@dataclass(frozen=True, slots=True)
class Section:
    """One group of facts; `anchor` is the group's code."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]

    @property
    def shown(self) -> int:
        return sum(len(block.shown) for block in self.blocks)

    def in_use(self) -> Section:
        """The same with those facts only that some rule reads."""
        kept = (Block(block.title, tuple(one for one in block.facts if one.uses)) for block in self.blocks)
        return Section(self.title, self.anchor, tuple(block for block in kept if block.facts))


def read_sections(
    viewer: Viewer, party_id: int, on: date, *, known_at: datetime, uses: Uses
) -> tuple[Section, ...]:
    """Every group in its order; one without any fact is left out."""

    def rows_of(name: str) -> tuple[FactRow, ...]:
        return read_facts(
            name, subject_id=party_id, on=on, known_at=known_at, visibilities=viewer.visibilities
        )

    own: dict[str, list[HeldFact]] = defaultdict(list)
    for row in rows_of("company"):
        for fact in row.facts:
            own[fact.group or _FIRST].append(hold(fact, uses, has_history=True))
    sections = []
    for code, title in GROUPS.items():
        blocks = [Block("", tuple(own[code]))] if own.get(code) else []
        if name := _EVENTS.get(code):
            blocks += _events(rows_of(name), uses)
        if blocks:
            sections.append(Section(title, code, tuple(blocks)))
    return tuple(sections)


def _events(rows: tuple[FactRow, ...], uses: Uses) -> list[Block]:
    titled = sorted(((_title_of(row), row) for row in rows), key=lambda pair: pair[0])
    return [Block(title, tuple(hold(fact, uses) for fact in row.facts)) for title, row in titled]


def _title_of(row: FactRow) -> str:
    """“2025-06-12 受理，创业板”: what tells one event from the next."""
    told = [fact.value if fact else None for fact in map(row.get, ("happened_on", "kind", "board"))]
    day, kind, board = told
    return "，".join(part for part in (" ".join(filter(None, (day, kind))), board) if part)


def hold(fact: Fact, uses: Uses, *, has_history: bool = False) -> HeldFact:
    """A fact as it is printed."""
    source = fact.source
    status = source.status if source else None
    return HeldFact(
        path=fact.path,
        label=fact.label,
        value=WITHHELD if fact.withheld else UNKNOWN if fact.value is None else fact.value,
        truth=Truth.UNKNOWN if fact.value is None and not fact.withheld else Truth.YES,
        withheld=fact.withheld,
        source=_SOURCES.get(source.title, source.title) if source else "",
        source_on=source.on if source else None,
        standing=STANDINGS.get(Standing(status)) if status else None,
        uses=uses.get(fact.path, ()),
        has_history=has_history and not fact.withheld,
    )
