"""Goals of the policy: figure over target, the bar with target tick and forecast, one status."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gaodi.web.shell.ui.chips import Chip

AHEAD = Chip("在望", "ok", "check")
BEHIND = Chip("落后", "bad", "arrow-down-right")
MISSED = Chip("未达到", "bad", "x")
NO_FIGURE = Chip("无数字", "unknown", "help-circle")
REACHED = Chip("已达到", "ok", "check")


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal. Shares are of the bar's whole length; None draws nothing at that place. `said` is the target in words
    with its qualifier (“20% 左右”); empty where number and unit say it all.

    `figure` None means that nobody has published a number yet: the track is dashed and `forecast` says who was asked.
    """

    name: str
    source: str
    figure: str | None
    target: str
    unit: str
    forecast: str
    status: Chip
    href: str = ""
    filled: Decimal | None = None
    tick: Decimal | None = None
    diamond: Decimal | None = None
    said: str = ""

    @property
    def behind(self) -> bool:
        return self.status.tone == "bad"


def goal_of(
    *,
    name: str,
    source: str,
    figure: Decimal | None,
    target: Decimal,
    unit: str,
    forecast: Decimal | None,
    time_used: Decimal,
    href: str = "",
    forecast_words: str = "",
    said: str = "",
) -> Goal:
    """A goal with its bar and status.

    Behind: not reached, and the forecast for the end misses the target (without a forecast: the share done is below
    the share of time used).
    Args: time_used: 0..1 of the time from start to end that is over.
    """
    if figure is None:
        words = forecast_words or "尚无公布数字"
        return Goal(name, source, None, f"{target:f}", unit, words, NO_FIGURE, href, said=said)
    longest = max(figure, target, forecast or Decimal(0), Decimal(0))
    scale = longest or Decimal(1)
    coming = forecast_words or (
        f"年底约 {forecast:f} {unit}" if forecast is not None else "样本不足，不作预测"
    )
    return Goal(
        name,
        source,
        f"{figure:f}",
        f"{target:f}",
        unit,
        coming,
        _status(figure, target, forecast, time_used),
        href,
        filled=figure / scale,
        tick=target / scale,
        diamond=None if forecast is None else forecast / scale,
        said=said,
    )


def _status(figure: Decimal, target: Decimal, forecast: Decimal | None, time_used: Decimal) -> Chip:
    if figure >= target:
        return REACHED
    if time_used >= 1:
        return MISSED
    if forecast is not None:
        return AHEAD if forecast >= target else BEHIND
    return AHEAD if target and figure / target >= time_used else BEHIND
