"""The firms of a city as columns: position = firm, the same in every array."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int32]
"""(n,) days since 1970-01-01; -1 = none."""
Fen = NDArray[np.int64]
"""(n, 6) money in fen by year of YEARS; MISSING = the firm did not exist at the end of that year."""
People = NDArray[np.int64]
"""(n, 6) persons by year of YEARS; MISSING as above."""
Codes = NDArray[np.int16]
"""(n,) positions in a tuple of codes."""
Latent = NDArray[np.float64]
"""(n,) what no register knows; 0..1."""
Flags = NDArray[np.bool_]
"""(n,) yes or no."""

#: Years of the second axis.
YEARS = (2019, 2020, 2021, 2022, 2023, 2024)
#: No firm has a balance sheet of exactly minus one fen, so it can say that there is none. Net profit and equity may be below zero.
MISSING = -1

LEGAL_FORMS = ("limited", "stock", "partnership", "sole", "branch")
OWNERSHIP_TYPES = ("private", "state", "foreign", "collective")
#: By the last step of a firm; the first means that it took none.
LISTING_STAGES = (
    "",
    "restructured",
    "quoted",
    "tutoring_filed",
    "accepted",
    "registered",
    "listed",
    "transferred",
    "withdrawn",
)
#: 统计上大中小微型企业划分办法(2017), of the last year that the firm lived.
SIZES = ("micro", "small", "medium", "large")


@dataclass(frozen=True, slots=True)
class Firms:
    """Every firm of the city. The first ones are the leads and those on the way to an exchange.

    unit: position in `Scenery.units`; word: position in `Scenery.trades`; legal_form, ownership, listing_stage,
    size_class: positions in the tuples above. equity is assets less liabilities.
    """

    party_id: NDArray[np.int64]
    unit: Codes
    word: Codes
    founded_on: Days
    ended_on: Days
    legal_form: Codes
    ownership: Codes
    capital_fen: NDArray[np.int64]
    quality: Latent
    size: Latent
    size_class: Codes
    revenue: Fen
    assets: Fen
    liabilities: Fen
    net_profit: Fen
    employees: People
    rd_staff: People
    rd: Fen
    borrows: Flags
    defaults_on: Days
    listing_stage: Codes

    def __len__(self) -> int:
        return len(self.party_id)

    @property
    def equity(self) -> Fen:
        """Assets less liabilities; MISSING where there is no balance sheet."""
        return np.where(self.exists, self.assets - self.liabilities, MISSING)

    @property
    def exists(self) -> NDArray[np.bool_]:
        """(n, 6) whether the firm lived at the end of a year."""
        found: NDArray[np.bool_] = self.assets != MISSING
        return found

    def last_year(self) -> NDArray[np.int64]:
        """(n,) the last position in YEARS with figures; MISSING where there is none."""
        exists = self.exists
        return np.where(exists.any(axis=1), len(YEARS) - 1 - exists[:, ::-1].argmax(axis=1), MISSING)
