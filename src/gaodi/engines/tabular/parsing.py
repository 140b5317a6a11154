"""From a cell to the typed value of its field, or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from gaodi.engines.tabular.cell import Cell, ErrorCell
from gaodi.engines.tabular.days import day_parser
from gaodi.engines.tabular.fields import Field, FieldType, Vocabularies
from gaodi.engines.tabular.numbers import count_parser, fraction_parser, quick_yuan, year_parser, yuan_parser
from gaodi.engines.tabular.plain import is_placeholder
from gaodi.engines.tabular.problems import CellProblem, Severity, shorten
from gaodi.engines.tabular.refusal import Parser, Refused
from gaodi.engines.tabular.words import (
    code_parser,
    credit_code_parser,
    flag_parser,
    name_parser,
    text_parser,
)

_ONE = Decimal(1)
#: Columns in which few values come again and again, and how many of them are remembered.
_REPEATED = frozenset([FieldType.CODE, FieldType.FLAG, FieldType.DAY, FieldType.YEAR, FieldType.FRACTION])
_REMEMBERED = 2000
_FAILED_FORMULAS = frozenset(
    ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"]
)

#: The value of a cell, None if there is none; problems are added to the list.
CellParser = Callable[[Cell, list[CellProblem]], Any]


def parse_value(
    field: Field, cell: Cell, vocabularies: Vocabularies | None = None, scale: Decimal = _ONE
) -> tuple[Any, CellProblem | None]:
    """The value of one cell and what is to be said about it, the blocking problem first."""
    problems: list[CellProblem] = []
    value = cell_parser(field, vocabularies or {}, scale)(cell, problems)
    problems.sort(key=lambda one: not one.blocks)
    return value, problems[0] if problems else None


def cell_parser(
    field: Field, vocabularies: Vocabularies, scale: Decimal = _ONE, column: str = ""
) -> CellParser:
    """What turns the cells of one column into values; made once for a file."""
    parser = _parser(field, vocabularies, scale)
    header = column or field.label
    placeholders_mean_missing = field.type is not FieldType.FLAG
    remembered: dict[str, Any] = {}
    most = _REMEMBERED if field.type in _REPEATED else 0

    def parse(cell: Cell, problems: list[CellProblem]) -> Any:
        if type(cell) is not str:
            return parse_anew(cell, problems)
        if cell in remembered:
            return remembered[cell]
        before = len(problems)
        value = parse_anew(cell, problems)
        if len(remembered) < most and len(problems) == before:
            remembered[cell] = value
        return value

    def parse_anew(cell: Cell, problems: list[CellProblem]) -> Any:
        try:
            if cell is None or (isinstance(cell, str) and _is_missing(cell, placeholders_mean_missing)):
                return _missing(field)
            if isinstance(cell, ErrorCell) or (type(cell) is str and cell in _FAILED_FORMULAS):
                raise Refused("failed_formula", "公式出错，没有结果；请改成数值")
            return parser(cell, lambda code, words: problems.append(_problem(Severity.WARNING, code, words)))
        except Refused as refused:
            seen = shorten(cell)
            problems.append(
                CellProblem(Severity.ERROR, refused.code, refused.message, column=header, value=seen)
            )
            return None

    def _problem(severity: Severity, code: str, words: str) -> CellProblem:
        return CellProblem(severity, code, words, column=header)

    if field.type is FieldType.YUAN and scale == 1:
        return _quickly(quick_yuan(field), parse_anew)
    return parse


def _quickly(quick: Callable[[Cell], Any], otherwise: CellParser) -> CellParser:
    """The quick reader, and the thorough one for cells that it leaves."""

    def parse(cell: Cell, problems: list[CellProblem]) -> Any:
        value = quick(cell)
        return otherwise(cell, problems) if value is None else value

    return parse


def _is_missing(text: str, placeholders: bool) -> bool:
    if len(text) > 6 and not text.isspace():
        return False
    return is_placeholder(text) if placeholders else text.strip() in ("", "-", "—", "/")


def _missing(field: Field) -> None:
    if field.required:
        raise Refused("missing", "必填，请补上")


def _parser(field: Field, vocabularies: Vocabularies, scale: Decimal) -> Parser:
    match field.type:
        case FieldType.YUAN:
            return yuan_parser(field, scale)
        case FieldType.FRACTION:
            return fraction_parser(field, scale)
        case FieldType.COUNT:
            return count_parser(field, scale)
        case FieldType.YEAR:
            return year_parser(field)
        case FieldType.DAY:
            return day_parser(field)
        case FieldType.CODE:
            return code_parser(field, vocabularies)
        case FieldType.FLAG:
            return flag_parser(field)
        case FieldType.CREDIT_CODE:
            return credit_code_parser(field)
        case FieldType.PARTY_NAME:
            return name_parser(field)
        case FieldType.TEXT:
            return text_parser(field)
