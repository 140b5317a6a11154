"""Charts: what is drawn, and the table behind it that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values under the labels; None is a gap, not a nought."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of the thing itself and, at most, one stepped line that it is compared with.

    `summary` says in one sentence what the chart shows. `hrefs` open the rows behind each bar.
    """

    anchor: str
    title: str
    summary: str
    unit: str
    labels: tuple[str, ...]
    bars: Series
    line: Series | None = None
    hrefs: tuple[str, ...] = ()
    decimals: int = 2

    def __post_init__(self) -> None:
        for series in filter(None, (self.bars, self.line)):
            if len(series.values) != len(self.labels):
                raise ValueError(
                    f"chart {self.title!r}: series {series.name!r} has {len(series.values)} values "
                    f"for {len(self.labels)} labels; give one value a label"
                )

    @property
    def data_id(self) -> str:
        """The id of the JSON that the script reads."""
        return f"{self.anchor}-data"

    @property
    def data(self) -> dict[str, Any]:
        """What the script draws; figures as numbers, for the screen only."""
        return {
            "labels": list(self.labels),
            "unit": self.unit,
            "decimals": self.decimals,
            "hrefs": list(self.hrefs),
            "bars": _plain(self.bars),
            "line": _plain(self.line) if self.line else None,
        }

    @property
    def rows(self) -> tuple[tuple[str, str, Decimal | None, Decimal | None], ...]:
        """Label, address, bar and line of each row of the table behind the chart."""
        hrefs: Sequence[str] = self.hrefs or ("",) * len(self.labels)
        lines: Sequence[Decimal | None] = self.line.values if self.line else (None,) * len(self.labels)
        return tuple(zip(self.labels, hrefs, self.bars.values, lines, strict=True))


def _plain(series: Series) -> dict[str, Any]:
    values = [None if value is None else float(value) for value in series.values]
    return {"name": series.name, "values": values}


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar of a list of bars: figure as text, share 0..1 of the longest, what is still missing as a second share."""

    label: str
    figure: str
    share: Decimal
    missing: Decimal | None = None
    note: str = ""
    href: str = ""
    tone: str = "glaze"


def bar_rows(
    items: Sequence[tuple[str, Decimal]], *, decimals: int = 0, compare_with_first: bool = False
) -> tuple[BarRow, ...]:
    """Bars from nought, the longest filling the row; `compare_with_first` notes each one's percent of the first."""
    longest = max((value for _label, value in items), default=Decimal(0)) or Decimal(1)
    first = items[0][1] if items else Decimal(0)
    rows = []
    for index, (label, value) in enumerate(items):
        note = f"{value * 100 / first:.0f}%" if compare_with_first and index and first else ""
        rows.append(BarRow(label, f"{value:.{decimals}f}", value / longest, note=note))
    return tuple(rows)
