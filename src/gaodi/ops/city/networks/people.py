"""The persons of a city: hired by number first, named in one go at the end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.networks.nodes import NOBODY, PERSON, Nodes, joined
from gaodi.ops.city.networks.words import Words

DEGREES = ("doctor", "master", "bachelor", "other")
_DEGREE_SHARES = (0.01, 0.07, 0.38, 0.54)
#: Classes of the city's talents, rarest first; most persons have none.
TALENT_CLASSES = ("A", "B", "C", "D", "E")
_TALENT_SHARES = (0.002, 0.008, 0.02, 0.03, 0.04)
_TWO_CHARACTERS = 0.78
_OLDEST, _YOUNGEST = 1940, 2000


@dataclass(frozen=True, slots=True)
class Persons:
    """Drawn persons: positions of their characters (second -1 = none), years of birth, degree, talent (-1 = none)."""

    surname: NDArray[np.int64]
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    born: NDArray[np.int64]
    degree: NDArray[np.int64]
    talent: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.surname)


class Crowd:
    """Hands out persons. `kin` of a person is an earlier one whose surname it bears."""

    def __init__(self) -> None:
        self._kin: list[Nodes] = []
        self._born_by: list[NDArray[np.int64]] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def hire(self, count: int) -> Nodes:
        """So many strangers."""
        return self.hire_kin(np.full(count, NOBODY, dtype=np.int64))

    def hire_one(self) -> int:
        """One stranger."""
        return int(self.hire(1)[0])

    def hire_kin(self, kin: Nodes, born_by: NDArray[np.int64] | None = None) -> Nodes:
        """One person for each node of `kin`; NOBODY = no relative. Nobody is born after the year of `born_by`."""
        nodes = PERSON + np.arange(self._count, self._count + len(kin), dtype=np.int64)
        self._kin.append(kin)
        self._born_by.append(np.full(len(kin), _YOUNGEST) if born_by is None else born_by)
        self._count += len(kin)
        return nodes

    def draw(self, rng: np.random.Generator, words: Words) -> Persons:
        """Everybody who was hired."""
        count, kin = self._count, joined(self._kin)
        surname = _draw_surnames(rng, words, count)
        related = kin >= 0
        surname[related] = surname[kin[related] - PERSON]
        second = rng.integers(0, len(words.given), count)
        second[rng.random(count) > _TWO_CHARACTERS] = NOBODY
        degree = rng.choice(len(DEGREES), count, p=_DEGREE_SHARES)
        return Persons(
            surname=surname,
            first=rng.integers(0, len(words.given), count),
            second=second,
            born=_draw_births(rng, joined(self._born_by)),
            degree=degree,
            talent=_draw_talents(rng, degree),
        )


def _draw_surnames(rng: np.random.Generator, words: Words, count: int) -> NDArray[np.int64]:
    common, rare = words.common_surnames / 1000, len(words.surnames) - 10
    weights = np.r_[np.full(10, common / 10), np.full(rare, (1 - common) / rare)]
    return rng.choice(len(words.surnames), count, p=weights / weights.sum()).astype(np.int64)


def _draw_births(rng: np.random.Generator, born_by: NDArray[np.int64]) -> NDArray[np.int64]:
    drawn = np.rint(rng.normal(1975, 9, len(born_by))).astype(np.int64)
    late = drawn > born_by
    drawn[late] = born_by[late] - rng.integers(0, 15, int(late.sum()))
    return np.clip(drawn, _OLDEST, _YOUNGEST)


def _draw_talents(rng: np.random.Generator, degree: NDArray[np.int64]) -> NDArray[np.int64]:
    """Among doctors and masters one in ten is a recognised talent, of the classes in their shares."""
    chance = rng.random(len(degree))
    drawn = np.searchsorted(np.cumsum(_TALENT_SHARES), chance)
    return np.where((drawn < len(TALENT_CLASSES)) & (degree <= 1), drawn, NOBODY)
