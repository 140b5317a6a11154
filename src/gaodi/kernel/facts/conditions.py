"""A condition of a derived fact as PostgreSQL, over the plan values of its source's rows."""

from __future__ import annotations

from collections.abc import Callable

from gaodi.engines.rules.draft import Wrong
from gaodi.engines.rules.emit_duckdb import DuckDbWriter
from gaodi.engines.rules.nodes import Kind, Node, Op, Type


def condition_sql(node: Node) -> str:
    """The condition over a row called `r`; true, false or null. A literal percent sign is doubled."""
    return _RowWriter().sql(node)


class _RowWriter(DuckDbWriter):
    """Spells as PostgreSQL what differs from DuckDB: columns of plan types, the day asked for, texts with percent signs."""

    def __init__(self) -> None:
        pass

    def sql(self, node: Node) -> str:
        own = _OWN.get(node.op)
        return own(self, node) if own else super().sql(node)

    def fact(self, node: Node) -> str:
        column = f"r.{node.value.column}"
        return f"({column} = 1)" if node.kind is Kind.TRUTH else _scaled(column, node.type)

    def membership(self, node: Node) -> str:
        operand, *items = node.args
        return f"({self.sql(operand)} IN ({', '.join(_quoted(item.value) for item in items)}))"


def _scaled(column: str, type_: Type | None) -> str:
    """Fen as yuan, parts per million as a fraction: exact decimals."""
    if type_ is None or type_.scale == 0:
        return column
    return f"({column} * 0.{'0' * (type_.scale - 1)}1)"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


def _like(writer: _RowWriter, node: Node) -> str:
    return f"({writer.sql(node.args[0])} LIKE {_quoted(node.value)})"


def _year(writer: _RowWriter, node: Node) -> str:
    return f"EXTRACT(YEAR FROM DATE '1970-01-01' + {writer.sql(node.args[0])}::int)::bigint"


def _add_months(writer: _RowWriter, node: Node) -> str:
    day, months = (writer.sql(arg) for arg in node.args)
    moved = f"DATE '1970-01-01' + {day}::int + make_interval(months => ({months})::int)"
    return f"(({moved})::date - DATE '1970-01-01')"


_OWN: dict[Op, Callable[[_RowWriter, Node], str]] = {
    Op.FACT: _RowWriter.fact,
    Op.IN: _RowWriter.membership,
    Op.TEXT: lambda writer, node: _quoted(node.value),
    Op.TODAY: lambda writer, node: "%(on)s::int",
    Op.LIKE: _like,
    Op.YEAR: _year,
    Op.ADD_MONTHS: _add_months,
}


def check_writable(node: Node) -> None:
    """Raises: Wrong: the condition divides, which decimals of a database do not do exactly."""
    for one in node.walk():
        if one.op is Op.DIV:
            raise Wrong("a condition over rows does not divide", "multiply the other side")
