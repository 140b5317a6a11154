"""Trees as one line of text, for the fixture files of the passes."""

from __future__ import annotations

from fractions import Fraction

from gaodi.engines.rules.nodes import Bounds, Node, Op, Type


def show(node: Node, *, types: bool = False, bounds: bool = False) -> str:
    """(operator argument …), with types and bounds behind each node where asked for."""
    args = "".join(f" {show(arg, types=types, bounds=bounds)}" for arg in node.args)
    text = f"({node.op.value}{_extra(node)}{args})" if node.args else _leaf(node)
    text += _type(node.type) if types and node.type else ""
    return text + _bounds(node.bounds) if bounds and node.bounds else text


def _leaf(node: Node) -> str:
    if node.op is Op.FACT:
        return f"{node.value.table}.{node.value.column}"
    if node.op is Op.NAME:
        return ".".join(node.value)
    if node.op is Op.TEXT:
        return f"'{node.value}'"
    if node.op is Op.PARAMETER:
        return str(node.value) if not isinstance(node.value, str) else f"${node.value}"
    return node.op.value if node.value is None else str(node.value)


def _extra(node: Node) -> str:
    return f" [{node.value}]" if node.value is not None else ""


def _type(type_: Type) -> str:
    scale = f".{type_.scale}" if type_.scale else ""
    return f":{type_.kind.value}{scale}{'/' if type_.ratio else ''}"


def _bounds(bounds: Bounds) -> str:
    return f"[{_number(bounds.low)}..{_number(bounds.high)}{' wide' if bounds.wide else ''}]"


def _number(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):g}"
