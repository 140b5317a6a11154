"""Names and credit codes of invented parties: unique in a city, pronounceable, and nobody's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from gaodi.ops.city.scenery import Scenery
from gaodi.values.identifiers import complete_credit_code

#: Registrar (market regulation) and kind (enterprise) at the head of a credit code.
_HEAD = "91"
#: No registrar issues organisation codes with this beginning.
_INVENTED = "XN"
#: A number prime to 10⁶ walks through all six-digit bodies without a repetition.
_STRIDE = 611_953
_BODIES = 1_000_000
#: Bodies up to here belong to the leads and institutions, in every city the same.
_RESERVED = 100
#: Institutions follow the leads among them.
_FIRST_INSTITUTION = 50
_CITY_REGION = "370300"


@dataclass(frozen=True, slots=True)
class Identity:
    """The name and short name of a party."""

    name: str
    short_name: str


def reserved_code(position: int, region: str) -> str:
    """The credit code of the party at a position (0 to 99) that every city of the region has."""
    return complete_credit_code(_HEAD + region, f"{_INVENTED}{position:06d}")


def role_codes(scenery: Scenery) -> dict[str, str]:
    """The credit code of each lead and institution by its role; the same in every city of the region."""
    leads = {
        lead.role: reserved_code(position, scenery.units[lead.unit].region)
        for position, lead in enumerate(scenery.leads)
    }
    return leads | {
        one.role: reserved_code(_FIRST_INSTITUTION + position, _CITY_REGION)
        for position, one in enumerate(scenery.institutions)
    }


def iterate_bodies(seed: int) -> Iterator[str]:
    """Organisation codes without end of repetition up to 999,900, reserved ones left out; each seed begins elsewhere."""
    number = random.Random(f"bodies {seed}").randrange(_BODIES)
    for _ in range(_BODIES):
        number = (number + _STRIDE) % _BODIES
        if number >= _RESERVED:
            yield f"{_INVENTED}{number:06d}"


def code_with(body: str, region: str) -> str:
    """The credit code around an organisation code."""
    return complete_credit_code(_HEAD + region, body)


class Namer:
    """Gives each enterprise a name that no other of the city has."""

    def __init__(self, scenery: Scenery, rng: random.Random) -> None:
        self._scenery = scenery
        self._rng = rng
        self._trades = [a + b for a in scenery.first_characters for b in scenery.second_characters]
        rng.shuffle(self._trades)
        self._given = 0
        self._taken = {lead.name for lead in scenery.leads}
        self._kept = {lead.short_name[:2] for lead in scenery.leads}
        self._kept |= {institution.short_name[:2] for institution in scenery.institutions}

    def name(self, word: str, *, is_stock_company: bool) -> Identity:
        """A trade word is used twice only after all of them were used once."""
        ending = "股份有限公司" if is_stock_company else "有限公司"
        while True:
            trade = self._trades[self._given % len(self._trades)]
            self._given += 1
            name = self._rng.choice(self._scenery.prefixes) + trade + word + ending
            if trade not in self._kept and name not in self._taken:
                self._taken.add(name)
                return Identity(name, trade + word)
