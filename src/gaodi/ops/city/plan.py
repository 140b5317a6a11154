"""The city on paper: the same plan for the same seed, number, day and scenery."""

from __future__ import annotations

import random
from datetime import date
from itertools import cycle

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.days import Days
from gaodi.ops.city.economy import draw_economy
from gaodi.ops.city.identities import credit_codes, draw_bodies, role_codes
from gaodi.ops.city.leads import LEAD_STORIES
from gaodi.ops.city.naming import name_firms, rename
from gaodi.ops.city.planned import CityPlan, PlannedEnterprise, PlannedInstitution
from gaodi.ops.city.randomness import stream
from gaodi.ops.city.register import draw_register
from gaodi.ops.city.scenery import Lead, Scenery
from gaodi.ops.city.slots import Slot, count_quiet, fill_slots
from gaodi.ops.city.stories import Story, make_public_id
from gaodi.values.workdays import WorkCalendar

LEAST, MOST = 20, 1_000_000

#: Part of the firms whose code has a wrong check digit.
_MISCODED = 0.001

_BOARDS = ("star", "chinext", "bse", "sse_main", "szse_main")


class OddSize(ValueError):
    """A city has from 20 to 1,000,000 enterprises: below, situations are missing; above, nobody measured."""

    def __init__(self, enterprises: int) -> None:
        self.enterprises = enterprises
        super().__init__(f"a city of {enterprises} enterprises cannot be planned; ask for {LEAST} to {MOST}")


def plan_city(*, scenery: Scenery, enterprises: int, seed: int, on: date, calendar: WorkCalendar) -> CityPlan:
    """Everything that rows of the city are made of; no event lies after `on`. Parties have their positions as ids.

    Raises: OddSize.
    """
    if not LEAST <= enterprises <= MOST:
        raise OddSize(enterprises)
    teller = _Teller(scenery, random.Random(seed), on, calendar)
    slots = fill_slots(scenery, enterprises)
    quiet = count_quiet(scenery, enterprises, slots)
    stories = teller.tell(slots)
    register = draw_register(scenery, stories, quiet, seed=seed, on=on)
    economy = draw_economy(scenery, register, [one.events for one in stories], seed=seed, on=on)
    names = name_firms(scenery, seed=seed, word=register.word, legal_form=economy.firms.legal_form)
    leads = scenery.leads
    regions = [scenery.units[code].region for code in scenery.units]
    bodies = draw_bodies(seed, enterprises - len(leads))
    codes = [role_codes(scenery)[lead.role] for lead in leads]
    codes += credit_codes(bodies, [regions[unit] for unit in register.unit[len(leads) :]])
    miscoded = _miscode(codes, len(stories), seed)
    return CityPlan(
        scenery=scenery,
        seed=seed,
        on=on,
        stories=stories,
        institutions=teller.plan_institutions(),
        register=register,
        names=rename(names, [(lead.name, lead.short_name) for lead in leads]),
        credit_codes=codes,
        miscoded=miscoded,
        firms=economy.firms,
        accounts=economy.accounts,
        programmes=economy.programmes,
    )


def _miscode(codes: list[str], told: int, seed: int) -> NDArray[np.int64]:
    """Some firms without a story get a wrong last digit, as old real codes have; gives their positions."""
    count = min(len(codes) - told, max(1, round(len(codes) * _MISCODED)))
    chosen = np.sort(told + stream(seed, "miscoded").choice(len(codes) - told, size=count, replace=False))
    for firm in chosen.tolist():
        last = codes[firm][-1]
        codes[firm] = codes[firm][:-1] + ("1" if last == "0" else "0")
    return chosen


class _Teller:
    """Draws every story from one generator, in one order."""

    def __init__(self, scenery: Scenery, rng: random.Random, on: date, calendar: WorkCalendar) -> None:
        self.scenery = scenery
        self.rng = rng
        self.days = Days(on, calendar, rng)
        self.words = {trade.word: position for position, trade in enumerate(scenery.trades)}

    def tell(self, slots: list[Slot]) -> tuple[PlannedEnterprise, ...]:
        leads = [self._tell_lead(lead) for lead in self.scenery.leads]
        self.rng.shuffle(slots)
        boards = cycle(_BOARDS)
        return (*leads, *(self._tell_slot(slot, next(boards)) for slot in slots))

    def plan_institutions(self) -> tuple[PlannedInstitution, ...]:
        codes = role_codes(self.scenery)
        return tuple(
            PlannedInstitution(
                public_id=make_public_id(self.rng),
                kind=one.kind,
                credit_code=codes[one.role],
                name=one.name,
                short_name=one.short_name,
            )
            for one in self.scenery.institutions
        )

    def _tell_lead(self, lead: Lead) -> PlannedEnterprise:
        story = self._begin(lead.unit, "chinext")
        LEAD_STORIES[lead.role](story)
        return self._close(story, lead.role, lead.word)

    def _tell_slot(self, slot: Slot, board: str) -> PlannedEnterprise:
        story = self._begin(slot.unit, board)
        slot.situation.tell(story)
        return self._close(story, slot.situation.name, self.rng.choice(self.scenery.units[slot.unit].words))

    def _begin(self, unit: str, board: str) -> Story:
        return Story(self.rng, self.days, self.scenery.awards, unit, board)

    def _close(self, story: Story, situation: str, word: str) -> PlannedEnterprise:
        return PlannedEnterprise(
            situation=situation,
            unit=story.unit,
            division=story.division,
            fiscal=story.fiscal,
            unit_before=story.unit_before,
            moved_on=story.moved_on,
            word=self.words[word],
            founded_on=self._draw_founding(story),
            seen_on=self.days.ago(3, 90),
            covered_from=self.days.ago(3, 60) if story.is_covered else None,
            events=tuple(story.events),
            supports=tuple(story.supports),
            bars=tuple(story.bars),
        )

    def _draw_founding(self, story: Story) -> date:
        """1995 to 2022, and three years before the first step."""
        last = 2022
        if story.events:
            last = min(last, min(event.happened_on for event in story.events).year - 4)
        return self.days.at_or_before(
            date(self.rng.randint(1995, last), self.rng.randint(1, 12), self.rng.randint(1, 28))
        )
