"""What happened to one enterprise: its steps, what was paid, where it belongs; told step by step, then closed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from gaodi.ops.city.days import TO_ACCEPTANCE, TO_LISTING, Days
from gaodi.ops.city.planned import PlannedBar, PlannedEvent, PlannedSupport
from gaodi.ops.city.scenery import Awards

STAGES = ("tutoring_filed", "accepted", "listed")
_SOURCES = {
    "tutoring_filed": "regulator_record",
    "tutoring_accepted": "regulator_record",
    "restructured": "enterprise",
}


def make_public_id(rng: random.Random) -> UUID:
    """A version 4 uuid that the seed decides."""
    return UUID(int=rng.getrandbits(128), version=4)


@dataclass(slots=True)
class Story:
    """The teller's sheet for one enterprise.

    `unit` reports it; `fiscal` bears its award ('' = unknown); `moved_on` is the day before which `unit_before` did.
    """

    rng: random.Random
    days: Days
    awards: Awards
    unit: str
    board: str
    fiscal: str = ""
    division: str = ""
    unit_before: str = ""
    moved_on: date | None = None
    is_covered: bool = True
    events: list[PlannedEvent] = field(default_factory=list)
    supports: list[PlannedSupport] = field(default_factory=list)
    bars: list[PlannedBar] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fiscal = self.division = self.unit

    def step(
        self, kind: str, day: date, *, board: str | None = None, way: str = "ipo", declared: bool = False
    ) -> PlannedEvent:
        """One more event; what the enterprise itself declares is not verified yet."""
        source = "enterprise" if declared else _SOURCES.get(kind, "exchange_notice")
        event = PlannedEvent(
            public_id=make_public_id(self.rng),
            kind=kind,
            board=self.board if board is None else board,
            way=way,
            happened_on=day,
            source=source,
            source_on=self.days.soon_after(day, 0, 3),
            standing="declared" if source == "enterprise" else "verified",
        )
        self.events.append(event)
        return event

    def climb(
        self, last: str, day: date, *, board: str | None = None, way: str = "ipo"
    ) -> list[PlannedEvent]:
        """All stages up to `last`, which happens on `day`; the ones before at plausible distances."""
        kinds = STAGES[: STAGES.index(last) + 1]
        days = [day]
        for kind in reversed(kinds[:-1]):
            least, most = TO_LISTING if kind == "accepted" else TO_ACCEPTANCE
            days.insert(0, self.days.before(days[0], least, most))
        return [self.step(kind, on, board=board, way=way) for kind, on in zip(kinds, days, strict=True)]

    def pay(self, *events: PlannedEvent) -> None:
        """The award of each stage was paid some weeks after it."""
        for event in events:
            paid_on = self.days.soon_after(event.happened_on, 40, 120)
            amount = self.awards.paid(event.kind, event.board, self.fiscal)
            self.supports.append(PlannedSupport(event.public_id, amount, paid_on))

    def bar(self, least: int, most: int, *, lifted_after: int | None = None) -> None:
        """A listing among the dishonest between `least` and `most` days ago, over after so many days."""
        start = self.days.ago(least, most)
        end = None if lifted_after is None else start + timedelta(days=lifted_after)
        self.bars.append(PlannedBar(start, end))
