"""A typed tree as DuckDB SQL: for data that already live there, and a third opinion in tests.

Every fact is a column named by its path with an underscore for each dot (company_revenue), in plan units; money and
rates become DECIMAL(38, s), so products stay exact. Unknown is NULL; where SQL would let it slip through (CASE, LEAST,
GREATEST) the text keeps it. Quotients and calendar functions are refused: DuckDB divides decimals in floats.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gaodi.engines.rules import series
from gaodi.engines.rules.check import fact_range
from gaodi.engines.rules.draft import Wrong
from gaodi.engines.rules.nodes import COMPARISONS, Kind, Node, Op, Type, branches
from gaodi.engines.rules.spec import ProgrammeSpec


class DuckDbWriter:
    """Writes the trees of one programme for events of one day; `on` stands for the day of judgement."""

    def __init__(self, spec: ProgrammeSpec, event_on: date | None, on: int) -> None:
        self.spec = spec
        self.event_on = event_on
        self.on = on

    def sql(self, node: Node) -> str:
        """The scalar expression.

        Raises: Wrong: something that DuckDB cannot do exactly.
        """
        writer = _WRITERS.get(node.op)
        if writer is None:
            raise Wrong(f"`{node.op.value}` is not written for DuckDB", "judge it with the Python kernel")
        return writer(self, node)

    def fact(self, node: Node) -> str:
        column = str(node.value.path).replace(".", "_")
        if node.kind in (Kind.TEXT, Kind.TRUTH):
            return column
        low, high = fact_range(node.value)
        return f"(CASE WHEN {column} BETWEEN {low} AND {high} THEN {_scaled(column, node.type)} END)"

    def parameter(self, node: Node) -> str:
        value = series.value_on(self.spec, node.value, self.event_on)
        return "NULL" if value is None else _scaled(str(value), node.type)

    def membership(self, node: Node) -> str:
        operand, *items = node.args
        codes: list[str] = []
        for item in items:
            value = (
                item.value if item.op is Op.TEXT else series.value_on(self.spec, item.value, self.event_on)
            )
            if value is None:
                return "NULL::BOOLEAN"
            codes += [*value] if isinstance(value, tuple) else [str(value)]
        return f"({self.sql(operand)} IN ({', '.join(_quoted(code) for code in codes)}))"


def _scaled(text: str, type_: Type | None) -> str:
    """A plan integer as a decimal in its own unit."""
    if type_ is None or type_.scale == 0:
        return text
    return f"(CAST({text} AS DECIMAL(22, 0)) * 0.{'0' * (type_.scale - 1)}1)"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _number(writer: DuckDbWriter, node: Node) -> str:
    assert node.type is not None
    digits = str(int(abs(node.value) * 10**node.type.scale)).rjust(node.type.scale + 1, "0")
    at = len(digits) - node.type.scale
    return f"{digits[:at]}.{digits[at:]}" if node.type.scale else digits


def _infix(writer: DuckDbWriter, node: Node) -> str:
    left, right = (writer.sql(arg) for arg in node.args)
    return f"({left} {node.op.name if node.op in (Op.AND, Op.OR) else node.op.value} {right})"


def _between(writer: DuckDbWriter, node: Node) -> str:
    value, low, high = (writer.sql(arg) for arg in node.args)
    return f"({value} BETWEEN {low} AND {high})"


def _case(writer: DuckDbWriter, node: Node) -> str:
    pairs, otherwise = branches(node)
    parts = ["CASE"]
    for condition, value in pairs:
        test = writer.sql(condition)
        parts.append(f"WHEN {test} IS NULL THEN NULL WHEN {test} THEN {writer.sql(value)}")
    return f"({' '.join(parts)} ELSE {writer.sql(otherwise)} END)"


def _extreme(writer: DuckDbWriter, node: Node) -> str:
    args = [writer.sql(arg) for arg in node.args]
    lacking = " OR ".join(f"{arg} IS NULL" for arg in args)
    return f"(CASE WHEN {lacking} THEN NULL ELSE {node.op.name}({', '.join(args)}) END)"


def _coalesce(writer: DuckDbWriter, node: Node) -> str:
    return f"COALESCE({', '.join(writer.sql(arg) for arg in node.args)})"


def _round(writer: DuckDbWriter, node: Node) -> str:
    return f"ROUND({writer.sql(node.args[0])}, {node.value})"


_WRITERS: dict[Op, Callable[[DuckDbWriter, Node], str]] = {
    Op.NUMBER: _number,
    Op.TEXT: lambda writer, node: _quoted(node.value),
    Op.FLAG: lambda writer, node: "TRUE" if node.value else "FALSE",
    Op.DAY: lambda writer, node: str(node.value),
    Op.TODAY: lambda writer, node: str(writer.on),
    Op.NULL: lambda writer, node: "NULL",
    Op.FACT: DuckDbWriter.fact,
    Op.PARAMETER: DuckDbWriter.parameter,
    Op.NEG: lambda writer, node: f"(-{writer.sql(node.args[0])})",
    **dict.fromkeys((Op.ADD, Op.SUB, Op.MUL, Op.AND, Op.OR, *COMPARISONS), _infix),
    Op.NOT: lambda writer, node: f"(NOT {writer.sql(node.args[0])})",
    Op.BETWEEN: _between,
    Op.IN: DuckDbWriter.membership,
    Op.LIKE: lambda writer, node: f"({writer.sql(node.args[0])} LIKE {_quoted(node.value)})",
    Op.IS_NULL: lambda writer, node: f"({writer.sql(node.args[0])} IS NULL)",
    Op.CASE: _case,
    Op.LEAST: _extreme,
    Op.GREATEST: _extreme,
    Op.COALESCE: _coalesce,
    Op.ROUND: _round,
}
