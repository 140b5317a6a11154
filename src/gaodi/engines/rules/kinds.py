"""Which kinds of values go together, and how a bare number takes the kind of its neighbour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gaodi.engines.rules.draft import Wrong
from gaodi.engines.rules.nodes import NUMERIC, Kind, Node, Type

NUMBERS = (Kind.MONEY, Kind.RATE, Kind.COUNT, Kind.DAYS, Kind.NUMBER)
WORDS = {
    Kind.MONEY: "money",
    Kind.RATE: "a rate",
    Kind.COUNT: "a count",
    Kind.DAYS: "a number of days",
    Kind.DAY: "a day",
    Kind.TEXT: "text",
    Kind.TRUTH: "true or false",
    Kind.CODES: "a list of codes",
    Kind.NUMBER: "a number",
    Kind.NULL: "unknown",
}


def want(node: Node, *kinds: Kind) -> None:
    if node.kind not in kinds:
        wanted = " or ".join(WORDS[kind] for kind in kinds)
        raise Wrong(f"{WORDS[node.kind]} stands where {wanted} is needed")


def as_kind(node: Node, kind: Kind) -> Node:
    """A bare number, or NULL, taken as a value of that kind."""
    assert node.type is not None
    if (
        kind in (Kind.COUNT, Kind.DAYS, Kind.DAY)
        and node.type != Type(Kind.NUMBER)
        and node.kind is Kind.NUMBER
    ):
        raise Wrong(f"{WORDS[kind]} is compared with a number that is not whole")
    return replace(node, type=replace(node.type, kind=kind))


def unified(nodes: Sequence[Node], where: str) -> tuple[Node, ...]:
    """The nodes as values of one kind."""
    kinds = {node.kind for node in nodes} - {Kind.NUMBER, Kind.NULL}
    if kinds == {Kind.DAY} and any(node.kind is Kind.NUMBER for node in nodes):
        raise Wrong(f"`{where}` takes a day and a bare number", "write the day as DATE '2025-01-01'")
    if len(kinds) > 1:
        words = " and ".join(WORDS[node.kind] for node in nodes if node.kind in kinds)
        hint = "write the day as DATE '2025-01-01'" if kinds == {Kind.DAY, Kind.TEXT} else None
        raise Wrong(f"`{where}` takes values of one kind, not {words}", hint)
    kind = kinds.pop() if kinds else Kind.NUMBER
    takes_kind = (Kind.NUMBER, Kind.NULL)
    if kind not in NUMERIC:
        takes_kind = (Kind.NULL, Kind.NULL)
        if any(node.kind is Kind.NUMBER for node in nodes):
            raise Wrong(f"`{where}` takes values of one kind, not {WORDS[kind]} and a number")
    return tuple(as_kind(node, kind) if node.kind in takes_kind else node for node in nodes)


def joined(nodes: Sequence[Node]) -> Type:
    """The type that holds any of the unified nodes."""
    types = [node.type for node in nodes if node.type is not None]
    return Type(nodes[0].kind, max(one.scale for one in types), any(one.ratio for one in types))
