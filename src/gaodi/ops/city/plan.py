"""The city on paper: the same plan for the same seed, number, day and scenery."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import cycle

from gaodi.ops.city.days import Days
from gaodi.ops.city.identities import Identity, Namer, code_with, iterate_bodies, role_codes
from gaodi.ops.city.leads import LEAD_STORIES
from gaodi.ops.city.planned import CityPlan, PlannedEnterprise, PlannedInstitution, PlannedRecord
from gaodi.ops.city.scenery import Lead, Scenery
from gaodi.ops.city.slots import QUIET, Slot, fill_slots
from gaodi.ops.city.stories import Story, make_public_id
from gaodi.values.workdays import WorkCalendar

LEAST, MOST = 20, 200_000

_BOARDS = ("star", "chinext", "bse", "sse_main", "szse_main")


class OddSize(ValueError):
    """A city has from 20 to 200,000 enterprises: below, situations are missing; above, names repeat."""

    def __init__(self, enterprises: int) -> None:
        self.enterprises = enterprises
        super().__init__(f"a city of {enterprises} enterprises cannot be planned; ask for {LEAST} to {MOST}")


def plan_city(*, scenery: Scenery, enterprises: int, seed: int, on: date, calendar: WorkCalendar) -> CityPlan:
    """Every row of the city, in the order in which it is written; no event lies after `on`.

    Raises: OddSize.
    """
    if not LEAST <= enterprises <= MOST:
        raise OddSize(enterprises)
    planner = _Planner(scenery, random.Random(seed), on, calendar)
    leads = [planner.plan_lead(lead) for lead in scenery.leads]
    slots = fill_slots(scenery, enterprises)
    planner.rng.shuffle(slots)
    boards = cycle(_BOARDS)
    rest = [
        planner.plan_enterprise(slot, body, next(boards))
        for slot, body in zip(slots, iterate_bodies(seed), strict=False)
    ]
    return CityPlan(
        enterprises=(*leads, *rest),
        institutions=planner.plan_institutions(),
        leads={lead.role: one.credit_code for lead, one in zip(scenery.leads, leads, strict=True)},
    )


class _Planner:
    """Draws everything from one generator, in one order."""

    def __init__(self, scenery: Scenery, rng: random.Random, on: date, calendar: WorkCalendar) -> None:
        self.scenery = scenery
        self.codes = role_codes(scenery)
        self.rng = rng
        self.days = Days(on, calendar, rng)
        self.namer = Namer(scenery, rng)

    def plan_lead(self, lead: Lead) -> PlannedEnterprise:
        story = self._begin(lead.unit, "chinext")
        LEAD_STORIES[lead.role](story)
        return self._close(
            story, lead.role, self.codes[lead.role], Identity(lead.name, lead.short_name), lead.word
        )

    def plan_enterprise(self, slot: Slot, body: str, board: str) -> PlannedEnterprise:
        story = self._begin(slot.unit, board)
        slot.situation.tell(story)
        if slot.situation is QUIET:
            self._vary(story)
        unit = self.scenery.units[slot.unit]
        word = self.rng.choice(unit.words)
        identity = self.namer.name(word, is_stock_company=slot.situation is not QUIET)
        return self._close(story, slot.situation.name, code_with(body, unit.region), identity, word)

    def plan_institutions(self) -> tuple[PlannedInstitution, ...]:
        return tuple(
            PlannedInstitution(
                public_id=make_public_id(self.rng),
                kind=one.kind,
                credit_code=self.codes[one.role],
                name=one.name,
                short_name=one.short_name,
            )
            for one in self.scenery.institutions
        )

    def _begin(self, unit: str, board: str) -> Story:
        return Story(self.rng, self.days, self.scenery.awards, unit, board)

    def _vary(self, story: Story) -> None:
        """Of the quiet ones: 3 % with an unknown treasury, 3 % split over districts, 2 % dishonest now, 1 % once, 8 % unasked."""
        chance = self.rng.random()
        if chance < 0.03:
            story.fiscal = ""
        elif chance < 0.06:
            story.division, story.fiscal = self.rng.sample(sorted(set(self.scenery.units) - {story.unit}), 2)
        elif chance < 0.08:
            story.bar(20, 900)
        elif chance < 0.09:
            story.bar(400, 900, lifted_after=self.rng.randint(90, 360))
        story.is_covered = self.rng.random() >= 0.08

    def _close(
        self, story: Story, situation: str, code: str, identity: Identity, word: str
    ) -> PlannedEnterprise:
        is_quiet = not story.events
        founded_on = self._draw_founding(story)
        return PlannedEnterprise(
            public_id=make_public_id(self.rng),
            situation=situation,
            credit_code=code,
            name=identity.name,
            short_name=identity.short_name,
            founded_on=founded_on,
            industry=self.scenery.industry_of(word),
            capital_yuan=self.rng.randint(100, 5_000) * 10_000 * (1 if is_quiet else 5),
            records=self._records(story, founded_on, may_be_gone=is_quiet),
            events=tuple(story.events),
            supports=tuple(story.supports),
            bars=tuple(story.bars),
            covered_from=self.days.ago(3, 60) if story.is_covered else None,
        )

    def _draw_founding(self, story: Story) -> date:
        """1995 to 2022, and three years before the first step."""
        last = 2022
        if story.events:
            last = min(last, min(event.happened_on for event in story.events).year - 4)
        return self.days.at_or_before(
            date(self.rng.randint(1995, last), self.rng.randint(1, 12), self.rng.randint(1, 28))
        )

    def _records(self, story: Story, founded_on: date, *, may_be_gone: bool) -> tuple[PlannedRecord, ...]:
        """One record, or two where the enterprise moved or is no more."""
        seen_on = self.days.ago(3, 90)
        now = PlannedRecord(founded_on, None, story.division, story.unit, story.fiscal, "active", seen_on)
        if story.moved_on is not None:
            before = _until(now, story.moved_on, unit=story.unit_before)
            return before, _from(now, story.moved_on, status="active")
        if may_be_gone and self.rng.random() < 0.02:
            gone_on = self.days.ago(10, 600)
            return _until(now, gone_on), _from(
                now, gone_on, status=self.rng.choice(("deregistered", "revoked"))
            )
        return (now,)


def _until(record: PlannedRecord, day: date, *, unit: str | None = None) -> PlannedRecord:
    """The record up to a day; where a unit is given, all three districts were that one then."""
    if unit is not None:
        record = replace(record, division=unit, reporting=unit, fiscal=unit)
    return replace(record, valid_to=day)


def _from(record: PlannedRecord, day: date, *, status: str) -> PlannedRecord:
    return replace(record, valid_from=day, status=status, source_on=max(day, record.source_on))
