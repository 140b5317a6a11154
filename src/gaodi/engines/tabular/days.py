"""Days out of cells: as people write them, and as spreadsheets count them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from gaodi.engines.tabular.cell import Cell
from gaodi.engines.tabular.fields import Field
from gaodi.engines.tabular.plain import halfwidth
from gaodi.engines.tabular.refusal import Parser, Refused, Warn
from gaodi.engines.tabular.sheet import day_of_serial

_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)
_WRITTEN = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_MONTH_ONLY = re.compile(r"\d{4}(?:[-/.年]\d{1,2}月?|年|年度)?", re.ASCII)
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_415
_EXAMPLE = "请写成 2024-01-31"


def day_parser(field: Field) -> Parser:
    """Days from 1900 to 2100; a year or month alone is refused, because the day matters."""

    def parse(cell: Cell, warn: Warn) -> date:
        return _within(field, _day(cell))

    return parse


def _day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, Decimal):
        return _counted(cell)
    if not isinstance(cell, str):
        raise Refused("not_a_day", f"不是日期，{_EXAMPLE}")
    text = halfwidth(cell).strip()
    if found := _WRITTEN.fullmatch(text):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return _real(year, month, day)
    if text.isascii() and text.isdigit() and len(text) == 5:
        return _counted(Decimal(text))
    if _MONTH_ONLY.fullmatch(text):
        raise Refused("not_a_whole_day", f"只写了年或年月，日期须到日，{_EXAMPLE}")
    raise Refused("not_a_day", f"不是日期，{_EXAMPLE}")


def _real(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Refused("impossible_day", f"没有这一天，{_EXAMPLE}") from error


def _counted(number: Decimal) -> date:
    """A spreadsheet's day number, or digits such as 20240131 that lost their dashes."""
    if not number.is_finite() or abs(number) > 10**9:
        raise Refused("not_a_day", f"不是日期，{_EXAMPLE}")
    if 1900 <= number <= 2100:
        raise Refused("not_a_whole_day", f"只写了年份，日期须到日，{_EXAMPLE}")
    whole = int(number)
    if number == whole and 19000101 <= whole <= 21001231:
        return _real(whole // 10_000, whole // 100 % 100, whole % 100)
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL:
        return day_of_serial(whole)
    raise Refused("not_a_day", f"不是日期，{_EXAMPLE}")


def _within(field: Field, day: date) -> date:
    low = field.low if isinstance(field.low, date) else _FIRST
    high = field.high if isinstance(field.high, date) else _LAST
    if not low <= day <= high:
        raise Refused("out_of_range", f"日期应在 {low.isoformat()} 与 {high.isoformat()} 之间，请核对")
    return day
