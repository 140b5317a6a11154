"""What all makers of rows work with: the plan, the firms with their keys, the moment of registration, what is planted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gaodi.ops.city.columns import day_number, days, same
from gaodi.ops.city.copying import Writer
from gaodi.ops.city.firms import MISSING, Firms
from gaodi.ops.city.planned import CityPlan
from gaodi.ops.city.randomness import stream

#: Firms whose rows are made at once; part of what the seed decides, since each block draws from its own streams.
BLOCK = 20_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """`firms` are the plan's with the keys of their parties; `on` is the city's day, `at` the moment of registration.

    planted: by sort, what tests and the quality of data may know; firms by credit code.
    """

    writer: Writer
    plan: CityPlan
    firms: Firms
    at: datetime
    planted: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def on(self) -> int:
        return day_number(self.plan.on)

    @property
    def told(self) -> int:
        """How many of the first firms have a story."""
        return len(self.plan.stories)

    def code(self, position: int) -> str:
        """The credit code of a firm."""
        return self.plan.credit_codes[position]

    def stream(self, *names: str | int) -> np.random.Generator:
        return stream(self.plan.seed, "rows", *names)

    def blocks(self) -> Iterator[NDArray[np.int64]]:
        """Positions of firms, block by block."""
        for start in range(0, len(self.firms), BLOCK):
            yield np.arange(start, min(start + BLOCK, len(self.firms)))

    def plant(self, sort: str, **fact: Any) -> None:
        self.planted[sort].append(fact)

    def keys(self, positions: NDArray[np.int64]) -> pa.Array:
        """The parties of firms."""
        return pa.array(self.firms.party_id[positions])

    def dated(
        self,
        valid_from: NDArray[np.integer],
        source: pa.Array | str,
        source_on: NDArray[np.integer],
        *,
        valid_to: NDArray[np.integer] | None = None,
        standing: pa.Array | str = "verified",
        known_from: datetime | None = None,
        known_to: datetime | None = None,
    ) -> Mapping[str, pa.Array]:
        """The columns that every dated row has; known from the moment of registration on, unless told otherwise."""
        length = len(valid_from)
        columns = {
            "valid_from": days(valid_from),
            "valid_to": days(np.full(length, MISSING) if valid_to is None else valid_to),
            "known_from": same(known_from or self.at, length),
            "source": same(source, length) if isinstance(source, str) else source,
            "source_on": days(np.minimum(source_on, self.on)),
            "standing": same(standing, length) if isinstance(standing, str) else standing,
        }
        return columns if known_to is None else columns | {"known_to": same(known_to, length)}
