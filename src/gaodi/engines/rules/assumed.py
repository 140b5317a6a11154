"""Which parameters that nobody verified yet an answer rests on; on a live instance nothing that does can pay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gaodi.engines.rules.evaluate import Evaluator, Seen, chosen_branch
from gaodi.engines.rules.nodes import Node, Op
from gaodi.engines.rules.spec import ParameterEntry
from gaodi.engines.rules.steps import Step


def assumed_labels(
    evaluator: Evaluator, conditions: Sequence[Node], steps: Sequence[Step]
) -> tuple[str, ...]:
    """Labels of the assumed parameters on the way to the amount, and of those that decided a condition.

    A list of codes decides where the value seen is one of them: that a value is in the list rests on the list.
    """
    labels = [step.label for step in steps if step.status == "assumed"]
    for node in conditions:
        labels += list(_deciding(evaluator, node))
    return tuple(dict.fromkeys(labels))


def _deciding(evaluator: Evaluator, node: Node) -> Iterator[str]:
    if node.op is Op.PARAMETER:
        yield from _label(evaluator, node)
    elif node.op is Op.IN:
        operand, *items = node.args
        value = evaluator.see(operand).value
        for item in items:
            if item.op is Op.PARAMETER and value is not None and value in (evaluator.see(item).value or ()):
                yield from _label(evaluator, item)
    elif node.op is Op.CASE:
        branch = chosen_branch(evaluator, node)
        if not isinstance(branch, Seen):
            yield from _deciding(evaluator, branch)
    else:
        for arg in node.args:
            yield from _deciding(evaluator, arg)


def _label(evaluator: Evaluator, node: Node) -> Iterator[str]:
    parameter = evaluator.spec.parameter(node.value.name)
    entry: ParameterEntry | None = parameter.entry(node.value.key) if parameter else None
    if parameter is not None and entry is not None and entry.status == "assumed":
        yield parameter.label
