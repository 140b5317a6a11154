"""Small forms of the plan, folded where their operands are known already."""

from __future__ import annotations

from gaodi.engines.rules.plan import UNKNOWN, Form, Operand


def times(left: Operand, right: Operand) -> Operand:
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    if left == 1 or right == 1:
        return right if left == 1 else left
    return Form("*", (left, right))


def choose(test: Operand, then: Operand, otherwise: Operand) -> Operand:
    if test is True or test is False:
        return then if test else otherwise
    if type(then) is type(otherwise) and then == otherwise:
        return then
    return Form("if", (test, then, otherwise))


def is_(truth: Operand, wanted: int) -> Operand:
    return truth == wanted if isinstance(truth, int) else Form("==", (truth, wanted))


def either(*nulls: Operand) -> Operand:
    """Whether any of the flags is set."""
    flags = tuple(dict.fromkeys(null for null in nulls if null is not False))
    if any(flag is True for flag in flags):
        return True
    return Form("or", flags) if len(flags) > 1 else flags[0] if flags else False


def unless(null: Operand, truth: Operand) -> Operand:
    return choose(null, UNKNOWN, truth)


def both(left: Operand, right: Operand) -> Operand:
    if left is False or right is False:
        return False
    if left is True or right is True:
        return right if left is True else left
    return Form("and", (left, right))
