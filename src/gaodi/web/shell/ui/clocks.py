"""Clocks: how much of a time limit is used, in words and as a pie."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass
from datetime import date


class ClockState(enum.StrEnum):
    """How a clock is drawn."""

    RUNNING = "running"
    WARN = "warn"
    LATE = "late"
    PAUSED = "paused"
    ENDED = "ended"


class ClockUnit(enum.Enum):
    """What a time limit is counted in; always named beside the number."""

    WORKDAYS = "工作日"
    DAYS = "天"


class Audience(enum.Enum):
    """For whom a clock runs: the last days, when it turns to a warning, differ."""

    OFFICER = 3
    APPLICANT = 5


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit ready to draw. `used` is the share of time gone, 0..1; `slice` its path on a disc of radius 6."""

    words: str
    state: ClockState
    used: float = 0.0

    @property
    def slice(self) -> str:
        return pie_slice(self.used, middle=8, radius=6)


def clock_of(left: int, total: int, unit: ClockUnit, audience: Audience, *, about: str = "") -> Clock:
    """A running clock.

    Args: left: whole units to the last day, 0 on it, below 0 after it. total: the whole limit in the same unit.
        about: what runs out, said before the rest (“申领期”).
    """
    used = 1.0 if left <= 0 or total <= 0 else (total - left) / total
    if left < 0:
        return Clock(f"{about}超 {_counted(-left, unit)}", ClockState.LATE, 1.0)
    if left == 0:
        return Clock(f"{about}今日到期", ClockState.WARN, 1.0)
    state = ClockState.WARN if left <= audience.value else ClockState.RUNNING
    return Clock(f"{about}剩 {_counted(left, unit)}", state, min(max(used, 0.0), 1.0))


def paused_clock(reason: str) -> Clock:
    """A clock that does not count while something is awaited: “停表，补正中”."""
    return Clock(f"停表，{reason}", ClockState.PAUSED)


def ended_clock(last_day: date, *, about: str = "") -> Clock:
    """A limit that has passed and asks nobody for anything any more."""
    return Clock(f"{about}已于 {last_day.isoformat()} 截止", ClockState.ENDED, 1.0)


def _counted(number: int, unit: ClockUnit) -> str:
    return f"{number} 个工作日" if unit is ClockUnit.WORKDAYS else f"{number} 天"


def pie_slice(share: float, *, middle: float, radius: float) -> str:
    """SVG path of the first `share` of a disc, clockwise from the top; the whole disc from 0.999 on."""
    if share <= 0:
        return ""
    if share >= 0.999:
        top, bottom = middle - radius, middle + radius
        arc = f"A{radius:g} {radius:g} 0 1 1"
        return f"M{middle:g} {top:g}{arc} {middle:g} {bottom:g}{arc} {middle:g} {top:g}Z"
    angle = 2 * math.pi * share
    x, y = middle + radius * math.sin(angle), middle - radius * math.cos(angle)
    large = 1 if share > 0.5 else 0
    return f"M{middle:g} {middle:g}V{middle - radius:g}A{radius:g} {radius:g} 0 {large} 1 {x:.2f} {y:.2f}Z"
