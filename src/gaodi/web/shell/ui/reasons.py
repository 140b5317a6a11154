"""A because, ready to draw: rows of why, then rows of what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gaodi.values.because import Because, Source, Truth
from gaodi.web.shell.ui.chips import Parameter, parameter_of

WITHHELD = "由办公端掌握"
UNKNOWN = "缺这项事实"


@dataclass(frozen=True, slots=True)
class Row:
    """One condition. `level` is how deep it lies under another one, from 0 to 3."""

    because: Because
    level: int = 0

    @property
    def value(self) -> str:
        """The value seen, in words that never leave a blank."""
        if self.because.withheld:
            return WITHHELD
        if self.because.value is not None and self.because.value.value is not None:
            return self.because.value.label
        return UNKNOWN if self.because.truth is Truth.UNKNOWN else "—"

    @property
    def threshold(self) -> str:
        return self.because.threshold.label if self.because.threshold else "—"

    @property
    def distance(self) -> str:
        if self.because.withheld or self.because.distance is None:
            return "—"
        return self.because.distance.label

    @property
    def gauge(self) -> float | None:
        """The share of the way covered, where there is a number to draw."""
        distance = self.because.distance
        if self.because.withheld or distance is None or distance.share is None:
            return None
        return float(distance.share)

    @property
    def gauge_tone(self) -> str:
        """Clay while the threshold is not reached, glaze after."""
        return "short" if self.because.distance and self.because.distance.short else "reached"

    @property
    def source(self) -> Source | None:
        return self.because.source

    @property
    def parameter(self) -> Parameter | None:
        """The chip of a source that was assumed; what was checked needs none in a list."""
        chip = parameter_of(self.because.source.status) if self.because.source else None
        return chip if chip and not chip.verified else None

    @property
    def note(self) -> str:
        """Why the truth is unknown, or why a value is not shown."""
        return self.because.reason or ""


@dataclass(frozen=True, slots=True)
class BecauseList:
    """The rows of one because.

    `why` are the conditions; `later` are claims that do not decide today's answer but will be next; `remedies` are
    the conditions that stand in the way, each with what would change it.
    """

    title: str
    why: tuple[Row, ...]
    remedies: tuple[Row, ...] = ()
    later: tuple[Row, ...] = ()
    link_label: str = ""
    link_href: str = ""
    anchor: str = "because"

    @property
    def changes(self) -> bool:
        """Whether there is anything under “接下来什么会改变它”."""
        return bool(self.remedies or self.later)


def list_because(
    because: Because,
    *,
    title: str = "",
    later: Sequence[Because] = (),
    link_label: str = "",
    link_href: str = "",
    anchor: str = "because",
) -> BecauseList:
    """The rows for `because`, whose children are its conditions (without children it is its own only row).

    Where the answer is not yes, what stands in the way comes first. Nested conditions follow their parent.
    """
    conditions = because.children or (because,)
    if because.truth is not Truth.YES:
        conditions = tuple(sorted(conditions, key=lambda one: _ORDER[one.truth]))
    why = tuple(row for one in conditions for row in _rows(one, 0))
    remedies = tuple(row for row in why if row.because.remedy and row.because.truth is not Truth.YES)
    coming = tuple(row for one in later for row in _rows(one, 0))
    return BecauseList(title or TITLES[because.truth], why, remedies, coming, link_label, link_href, anchor)


_ORDER = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}
TITLES = {Truth.YES: "为什么可享", Truth.NO: "为什么还不能享", Truth.UNKNOWN: "为什么还不能判断"}
DEEPEST = 3


def _rows(because: Because, level: int) -> Iterator[Row]:
    yield Row(because, min(level, DEEPEST))
    for child in because.children:
        yield from _rows(child, level + 1)
