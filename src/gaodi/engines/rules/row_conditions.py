"""A condition over the rows of one fact table, in the language of rules: which rows a derived fact is made of.

"kind = 'invention' AND granted_on >= DATE '2020-01-01'"; `$on` is the day asked for, no other parameter exists.
"""

from __future__ import annotations

from dataclasses import replace

from gaodi.engines.rules.dictionary import Table
from gaodi.engines.rules.draft import Wrong
from gaodi.engines.rules.kinds import WORDS
from gaodi.engines.rules.nodes import FactRef, Kind, Node, Op
from gaodi.engines.rules.parse import parse_text
from gaodi.engines.rules.typing_ import Typer
from gaodi.values.forms import did_you_mean

ON = "on"


def read_condition(text: str, table: Table) -> Node:
    """The typed tree of a condition whose names are columns of `table`.

    Raises: Wrong: not an expression, an unknown column or code, kinds that do not go together, or no truth value.
    """
    node = _RowTyper().typed(_bind(parse_text(text, owner=table.alias), table))
    if node.kind is not Kind.TRUTH:
        raise Wrong(f"`{text}` gives {WORDS[node.kind]}, but {WORDS[Kind.TRUTH]} is needed here")
    return node


def _bind(node: Node, table: Table) -> Node:
    if node.op is Op.NAME:
        return Node(Op.FACT, value=_fact(node.value, table))
    if node.op is Op.PARAMETER:
        if node.value != ON:
            raise Wrong(f"there is no parameter `${node.value}` here", f"`${ON}` is the day asked for")
        return Node(Op.TODAY)
    return replace(node, args=tuple(_bind(arg, table) for arg in node.args))


def _fact(words: tuple[str, ...], table: Table) -> FactRef:
    if words[:-1] != (table.alias,):
        raise Wrong(f"`{'.'.join(words)}` is not of fact table `{table.name}`", "links are not followed here")
    column = table.column(words[-1])
    if column is None:
        known = [one.name for one in table.columns]
        raise Wrong(
            f"column `{words[-1]}` is not in fact table `{table.name}`", did_you_mean(words[-1], known)
        )
    return FactRef(table.name, column.name, f"{table.alias}.{column.name}", described=column)


class _RowTyper(Typer):
    """The typing of rules where there is no programme, so no parameter."""

    def __init__(self) -> None:
        pass

    def codes(self, node: Node) -> tuple[str, ...]:
        return (node.value,) if node.op is Op.TEXT else ()
