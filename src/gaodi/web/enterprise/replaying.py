"""The day that a page is asked for: the business day, or another one for a replay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gaodi.web.shell.asked import FIRST, LAST


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day to judge by. `problem` says why what was asked for could not be used; the business day then counts."""

    day: date
    today: date
    asked: str = ""
    problem: str = ""

    @property
    def is_replay(self) -> bool:
        return self.day != self.today


def read_asked_day(asked: str | None, today: date) -> AskedDay:
    """The day in the URL; without one, or with one that is none, the business day."""
    word = (asked or "").strip()
    if not word:
        return AskedDay(today, today)
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return AskedDay(
            today, today, word, f"“{word[:20]}”不是日期，请按 2025-12-24 这样填写。下面仍是业务日的结论。"
        )
    if not FIRST <= day <= LAST:
        return AskedDay(
            today, today, word, f"请给出 {FIRST.year} 年至 {LAST.year} 年之间的日期。下面仍是业务日的结论。"
        )
    return AskedDay(day, today, word)
