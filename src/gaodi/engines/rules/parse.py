"""First pass: text to tree.

sqlglot reads the SQL; this pass keeps the scalar subset of DESIGN §4 and refuses everything else by name, so that
nothing which another engine reads differently can slip in.

    "event.way = 'ipo'"  →  EQ(NAME event.way, TEXT ipo)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import sqlglot
from sqlglot import exp

from gaodi.engines.rules.draft import Draft, Wrong
from gaodi.engines.rules.nodes import Node, Op
from gaodi.values.periods import day_number

#: What an expression may call; everything else is refused.
FUNCTIONS = ("COALESCE", "LEAST", "GREATEST", "ROUND", "ADD_MONTHS", "YEAR")


def parse(draft: Draft) -> Draft:
    """Give every expression its tree."""
    return draft.each(lambda one: parse_text(one.text))


def parse_text(text: str, *, owner: str | None = None) -> Node:
    """The tree of one expression.

    Args: owner: the table whose column a name without a table is; None where every name must say it.
    Raises: Wrong: not SQL, or outside the subset.
    """
    try:
        parsed = sqlglot.parse(text, dialect="duckdb")
    except sqlglot.errors.SqlglotError as error:
        raise Wrong(f"cannot read this expression: {_first_line(error)}") from error
    if len(parsed) != 1 or parsed[0] is None:
        raise Wrong("exactly one expression is expected here")
    if owner is not None:
        for column in parsed[0].find_all(exp.Column):
            if len(column.parts) == 1:
                column.set("table", exp.to_identifier(owner))
    return _node(parsed[0])


def _first_line(error: Exception) -> str:
    details = getattr(error, "errors", None)
    if details:
        return f"{details[0]['description']} near `{details[0]['highlight']}`, column {details[0]['col']}"
    return str(error).splitlines()[0]


def _node(tree: exp.Expr) -> Node:
    reader = _READERS.get(type(tree))
    if reader is None:
        raise Wrong(f"`{_shown(tree)}` is outside the language of rules", _hint(tree))
    return reader(tree)


def _shown(tree: exp.Expr) -> str:
    text = tree.sql(dialect="duckdb")
    return text if len(text) <= 60 else f"{text[:57]}…"


def _hint(tree: exp.Expr) -> str | None:
    if isinstance(tree, exp.Cast):
        return "facts have types already; a day is written DATE '2025-01-01'"
    if isinstance(tree, exp.Func | exp.Anonymous):
        return f"functions known here: {', '.join(FUNCTIONS)}"
    if isinstance(tree, exp.Query | exp.Subquery):
        return "an aggregate over rows is a derived fact of the dictionary"
    return None


def _operation(op: Op) -> Callable[[exp.Expr], Node]:
    def read(tree: exp.Expr) -> Node:
        return Node(op, (_node(tree.this), _node(tree.expression)))

    return read


def _wrap(op: Op) -> Callable[[exp.Expr], Node]:
    return lambda tree: Node(op, (_node(tree.this),))


def _listed(op: Op) -> Callable[[exp.Expr], Node]:
    return lambda tree: Node(op, tuple(_node(arg) for arg in (tree.this, *tree.expressions)))


def _literal(tree: exp.Expr) -> Node:
    if tree.is_string:
        return Node(Op.TEXT, value=str(tree.this))
    try:
        return Node(Op.NUMBER, value=Fraction(str(tree.this)))
    except ValueError as error:
        raise Wrong(f"`{tree.this}` is not a number") from error


def _name(tree: exp.Expr) -> Node:
    assert isinstance(tree, exp.Column)
    parts = tuple(str(part.name) for part in tree.parts)
    if len(parts) == 1:
        raise Wrong(f"`{parts[0]}` does not say whose it is", f"write it with its table, as event.{parts[0]}")
    return Node(Op.NAME, value=parts)


def _parameter(tree: exp.Expr) -> Node:
    if not isinstance(tree.this, str) or not tree.this:
        raise Wrong("a parameter needs a name", "write $name")
    return Node(Op.PARAMETER, value=tree.this)


def _between(tree: exp.Expr) -> Node:
    if tree.args.get("symmetric"):
        raise Wrong("BETWEEN SYMMETRIC is outside the language of rules", "give the lower end first")
    return Node(Op.BETWEEN, (_node(tree.this), _node(tree.args["low"]), _node(tree.args["high"])))


def _in(tree: exp.Expr) -> Node:
    if tree.args.get("query") or tree.args.get("unnest") or tree.args.get("field"):
        raise Wrong("IN takes a list in brackets here", "write IN ('a', 'b') or IN ($codes)")
    return Node(Op.IN, tuple(_node(arg) for arg in (tree.this, *tree.expressions)))


def _like(tree: exp.Expr) -> Node:
    pattern = tree.expression
    if not (isinstance(pattern, exp.Literal) and pattern.is_string):
        raise Wrong("LIKE takes a pattern in quotes", "write LIKE '淄博%'")
    if "\\" in pattern.this:
        raise Wrong("LIKE has no escapes here", "% stands for any text and _ for one character")
    node = Node(Op.LIKE, (_node(tree.this),), str(pattern.this))
    return Node(Op.NOT, (node,)) if tree.args.get("negate") else node


def _is(tree: exp.Expr) -> Node:
    if isinstance(tree.expression, exp.Null):
        return Node(Op.IS_NULL, (_node(tree.this),))
    raise Wrong(f"`{_shown(tree)}` is outside the language of rules", "IS is followed by NULL or NOT NULL")


def _case(tree: exp.Expr) -> Node:
    operand = _node(tree.this) if tree.this else None
    args: list[Node] = []
    for branch in tree.args["ifs"]:
        test = _node(branch.this)
        args += [Node(Op.EQ, (operand, test)) if operand else test, _branch(branch.args["true"])]
    default = tree.args.get("default")
    args.append(_branch(default) if default else Node(Op.NULL))
    return Node(Op.CASE, tuple(args))


def _branch(tree: exp.Expr) -> Node:
    return Node(Op.NULL) if isinstance(tree, exp.Null) else _node(tree)


def _round(tree: exp.Expr) -> Node:
    decimals = (
        _node(tree.args["decimals"]) if tree.args.get("decimals") else Node(Op.NUMBER, value=Fraction(0))
    )
    sign = -1 if decimals.op is Op.NEG else 1
    digits = decimals.args[0] if decimals.op is Op.NEG else decimals
    if digits.op is not Op.NUMBER or digits.value.denominator != 1 or not 0 <= digits.value <= 12:
        raise Wrong(
            "ROUND takes the number of decimals as a whole number", "ROUND(x, 2) keeps fen, ROUND(x, -4) 万元"
        )
    return Node(Op.ROUND, (_node(tree.this),), sign * int(digits.value))


def _cast(tree: exp.Expr) -> Node:
    literal, kind = tree.this, tree.args["to"]
    if kind.this is not exp.DataType.Type.DATE or not (
        isinstance(literal, exp.Literal) and literal.is_string
    ):
        raise Wrong(f"`{_shown(tree)}` is outside the language of rules", _hint(tree))
    try:
        return Node(Op.DAY, value=day_number(date.fromisoformat(literal.this)))
    except ValueError as error:
        raise Wrong(f"`{literal.this}` is not a day", "write DATE '2025-01-01'") from error


_READERS: dict[type[exp.Expr], Callable[[exp.Expr], Node]] = {
    exp.Literal: _literal,
    exp.Boolean: lambda tree: Node(Op.FLAG, value=bool(tree.this)),
    exp.Column: _name,
    exp.Placeholder: _parameter,
    exp.Parameter: _parameter,
    exp.Paren: lambda tree: _node(tree.this),
    exp.Neg: _wrap(Op.NEG),
    exp.Not: _wrap(Op.NOT),
    exp.Year: _wrap(Op.YEAR),
    exp.And: _operation(Op.AND),
    exp.Or: _operation(Op.OR),
    exp.Add: _operation(Op.ADD),
    exp.Sub: _operation(Op.SUB),
    exp.Mul: _operation(Op.MUL),
    exp.Div: _operation(Op.DIV),
    exp.EQ: _operation(Op.EQ),
    exp.NEQ: _operation(Op.NE),
    exp.LT: _operation(Op.LT),
    exp.LTE: _operation(Op.LE),
    exp.GT: _operation(Op.GT),
    exp.GTE: _operation(Op.GE),
    exp.AddMonths: _operation(Op.ADD_MONTHS),
    exp.Between: _between,
    exp.In: _in,
    exp.Like: _like,
    exp.Is: _is,
    exp.Case: _case,
    exp.Coalesce: _listed(Op.COALESCE),
    exp.Least: _listed(Op.LEAST),
    exp.Greatest: _listed(Op.GREATEST),
    exp.Round: _round,
    exp.Cast: _cast,
}
