"""Marks and tallies: the three truths as they are counted and named on pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gaodi.values.because import Because, Truth

WORDS = {Truth.YES: "符合", Truth.NO: "未达到", Truth.UNKNOWN: "缺这项事实"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many conditions are met, not met, unknown. Exceptions stand out; what passes is quiet."""

    yes: int = 0
    no: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.yes + self.no + self.unknown

    @property
    def truths(self) -> tuple[str, ...]:
        """One code a condition, met ones first: for the row of small marks."""
        return ("yes",) * self.yes + ("no",) * self.no + ("unknown",) * self.unknown

    @property
    def sentence(self) -> str:
        """“5 项全部符合”, “4 项符合，1 项未达到”: the same in words."""
        if self.total == self.yes:
            return f"{self.yes} 项全部符合"
        parts = ((self.yes, "符合"), (self.no, "未达到"), (self.unknown, "缺事实"))
        return "，".join(f"{count} 项{word}" for count, word in parts if count)


def tally_of(conditions: Iterable[Because]) -> Tally:
    """The tally of a because's children."""
    truths = [condition.truth for condition in conditions]
    return Tally(truths.count(Truth.YES), truths.count(Truth.NO), truths.count(Truth.UNKNOWN))
