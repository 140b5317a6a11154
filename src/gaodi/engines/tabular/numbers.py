"""Amounts, shares and counts out of cells, exactly."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from gaodi.engines.tabular.cell import Cell
from gaodi.engines.tabular.fields import Field
from gaodi.engines.tabular.plain import halfwidth
from gaodi.engines.tabular.refusal import Parser, Refused, Warn
from gaodi.values.money import WAN, YI

_CONTEXT = Context(prec=60)
_FEN = Decimal("0.01")
_MOST_DIGITS = 30
#: Spreadsheets keep 15 to 17 digits: what differs by less is an echo of binary fractions, not a figure.
_NOISE = Decimal("1e-14")
_MOST_NOISE = Decimal("0.002")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_FEN_TEXT = re.compile(r"-?\d{1,13}(?:\.\d\d?)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d*)?", re.ASCII)
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d*)?[eE][+-]?\d{1,2}", re.ASCII)
_UNITS = {
    "亿元": Decimal(YI),
    "亿": Decimal(YI),
    "百万元": Decimal(100 * WAN),
    "万元": Decimal(WAN),
    "万": Decimal(WAN),
    "千元": Decimal(1000),
    "元": Decimal(1),
}


def yuan_parser(field: Field, scale: Decimal = Decimal(1)) -> Parser:
    """Amounts in yuan; `scale` is the unit of the header, a unit in the cell takes its place."""

    low, high = _limits(field)

    def parse(cell: Cell, warn: Warn) -> Decimal:
        number, unit = _amount(cell)
        size = scale if unit is None else unit
        yuan = whole_fen(number if size == 1 else _CONTEXT.multiply(number, size))
        return yuan if low <= yuan <= high else _within(field, yuan, "元")

    return parse


def quick_yuan(field: Field) -> Callable[[Cell], Decimal | None]:
    """Amounts within the limits in their commonest forms, exactly as `yuan_parser` reads them; None says: ask that one."""
    low, high = _limits(field)
    plain = _FEN_TEXT.fullmatch

    def read(cell: Cell) -> Decimal | None:
        if type(cell) is str:
            if not plain(cell):
                return None
            yuan = Decimal(cell)
        elif type(cell) is Decimal:
            try:
                yuan = cell.quantize(_FEN)
            except InvalidOperation:
                return None
            if yuan != cell:
                return None
        else:
            return None
        return yuan if low <= yuan <= high else None

    return read


def fraction_parser(field: Field, scale: Decimal = Decimal(1)) -> Parser:
    """Fractions of 1; a percent sign in cell or header says that 35 is meant as 0.35."""

    def parse(cell: Cell, warn: Warn) -> Decimal:
        text = halfwidth(cell).strip() if isinstance(cell, str) else ""
        percent = text.endswith("%")
        number = number_of(text[:-1] if percent else cell)
        if percent:
            return _within(field, _tidy(number.scaleb(-2)), "")
        if scale == 1 and abs(number) > 1:
            raise Refused(
                "ambiguous_fraction", f"比例不明确：{_short(number)} 请写成 {_short(number)}% 或小数"
            )
        return _within(field, _tidy(_CONTEXT.multiply(number, scale)), "")

    return parse


def count_parser(field: Field, scale: Decimal = Decimal(1)) -> Parser:
    """Whole numbers, with or without the unit behind them."""

    def parse(cell: Cell, warn: Warn) -> int:
        text = (
            halfwidth(cell).strip().removesuffix(field.unit or "个").strip()
            if isinstance(cell, str)
            else cell
        )
        number = _CONTEXT.multiply(number_of(text), scale)
        if number != number.to_integral_value():
            raise Refused("not_whole", "应为整数，请核对")
        if number < 0 and field.low is None:
            raise Refused("negative", "不能是负数，请核对")
        return int(_within(field, number, field.unit))

    return parse


def year_parser(field: Field) -> Parser:
    """A year of four digits."""

    def parse(cell: Cell, warn: Warn) -> int:
        if isinstance(cell, date):
            return cell.year
        text = halfwidth(cell).strip() if isinstance(cell, str) else cell
        text = text.removesuffix("年度").removesuffix("年").strip() if isinstance(text, str) else text
        number = number_of(text)
        if number != number.to_integral_value() or not 1900 <= number <= 2100:
            raise Refused("not_a_year", "应为四位年份，如 2024")
        return int(_within(field, number, "年"))

    return parse


def number_of(cell: Cell) -> Decimal:
    """The number that a cell shows: thousands separators, full-width digits and brackets for negatives are read.

    Raises: Refused: no number, or of more than 30 digits.
    """
    if isinstance(cell, Decimal):
        return _finite(cell)
    if isinstance(cell, bool) or not isinstance(cell, str):
        raise Refused("not_a_number", "应为数值，请核对")
    text = halfwidth(cell).strip().replace("−", "-").lstrip("¥￥").strip()
    if negative := text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    if not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text) or _SCIENTIFIC.fullmatch(text)):
        raise Refused("not_a_number", "不是数值，请只写数字（可带千分位逗号）")
    number = _finite(Decimal(text.replace(",", "").replace(" ", "")))
    return -number if negative else number


def whole_fen(yuan: Decimal) -> Decimal:
    """The amount with at most two decimals; only the echo of binary fractions is rounded away.

    Raises: Refused: a real part below one fen.
    """
    if yuan == 0:
        return Decimal("0.00")
    fen = yuan.quantize(_FEN, ROUND_HALF_UP, _CONTEXT)
    odd = abs(fen - yuan)
    if odd and odd > min(abs(yuan) * _NOISE, _MOST_NOISE):
        raise Refused("below_fen", "金额超过两位小数，请四舍五入到分")
    return fen


def _amount(cell: Cell) -> tuple[Decimal, Decimal | None]:
    if not isinstance(cell, str):
        return number_of(cell), None
    text = halfwidth(cell).strip()
    for word, size in _UNITS.items():
        if text.endswith(word):
            return number_of(text[: -len(word)]), size
        if text.endswith(word + ")"):
            return number_of(text[: -len(word) - 1] + ")"), size
    return number_of(text), None


def _limits(field: Field) -> tuple[Decimal, Decimal]:
    low, high = (
        Decimal(sign) * 10**_MOST_DIGITS if limit is None or isinstance(limit, date) else Decimal(limit)
        for sign, limit in ((-1, field.low), (1, field.high))
    )
    return low, high


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise Refused("not_a_number", "不是数值，请核对")
    if -14 < number.adjusted() < 14:
        return number
    if number and (abs(number.adjusted()) > _MOST_DIGITS or len(number.as_tuple().digits) > 2 * _MOST_DIGITS):
        raise Refused("too_many_digits", "数值过大或位数过多，请核对")
    return number


def _tidy(number: Decimal) -> Decimal:
    """A fraction without the echo of binary fractions: at most ten decimals where that loses nothing else."""
    short = number.quantize(Decimal("1e-10"), ROUND_HALF_UP, _CONTEXT)
    if abs(short - number) > _NOISE:
        raise Refused("too_fine", "比例最多十位小数，请四舍五入")
    return short.normalize(_CONTEXT) if short else Decimal(0)


def _within(field: Field, number: Decimal, unit: str) -> Decimal:
    for limit, words in ((field.low, "小于"), (field.high, "大于")):
        if limit is None or isinstance(limit, date):
            continue
        if (number < limit) if words == "小于" else (number > limit):
            shown = (
                f"{Decimal(limit):,f}".rstrip("0").rstrip(".") if isinstance(limit, Decimal) else f"{limit:,}"
            )
            raise Refused("out_of_range", f"数值{words} {shown}{unit}，请核对是否写错单位或小数点")
    return number


def _short(number: Decimal) -> str:
    try:
        return f"{number.normalize():f}"[:12]
    except InvalidOperation:
        return "这个数"
