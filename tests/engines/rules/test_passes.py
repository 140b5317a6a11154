"""Each pass has a fixture file: an expression, and indented below it what the pass makes of it.

GAODI_UPDATE_GOLDEN=1 writes the answers anew, to be reviewed as a diff.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gaodi.engines.rules.check import check
from gaodi.engines.rules.draft import Draft, start
from gaodi.engines.rules.emit import write
from gaodi.engines.rules.lower import lower
from gaodi.engines.rules.parse import parse
from gaodi.engines.rules.resolve import resolve
from gaodi.engines.rules.typing_ import assign_types
from tests.engines.rules.making import spec_of
from tests.engines.rules.showing import show
from tests.engines.rules.test_golden import same_as_kept
from tests.engines.rules.world import DICTIONARY, HERE

_ORDER = (parse, resolve, assign_types, check, lower)


def _through(text: str, last: Callable[[Draft], Draft]) -> Draft:
    """An expression as a condition, or as an amount where it starts with `amount:`."""
    is_amount = text.startswith("amount: ")
    spec = spec_of(amount=text.removeprefix("amount: ")) if is_amount else spec_of(when=text)
    draft = start(spec, DICTIONARY)
    for each_pass in _ORDER[: _ORDER.index(last) + 1]:
        draft = each_pass(draft)
    return draft


def _tree(text: str, last: Callable[[Draft], Draft], **shown: bool) -> list[str]:
    draft = _through(text, last)
    one = draft.of("amount") if text.startswith("amount: ") else draft.of("condition")
    if one is None or one.node is None:
        return [f"! {problem.message}" for problem in draft.problems]
    return [show(one.node, **shown)]


def _lowered(text: str) -> list[str]:
    plan = _through(text, lower).plan
    assert plan is not None
    lines = [line.strip() for line in write(plan).split("\n\n")[0].splitlines()]
    return [line for line in lines if line.startswith("v") and not line.startswith("verdict")] + [lines[-1]]


_ANSWERS: dict[str, Callable[[str], list[str]]] = {
    "parse": lambda text: _tree(text, parse),
    "resolve": lambda text: _tree(text, resolve),
    "typing": lambda text: _tree(text, assign_types, types=True),
    "check": lambda text: _tree(text, check, bounds=True),
    "lower": _lowered,
}


@pytest.mark.parametrize("name", _ANSWERS)
def test_a_pass_makes_of_each_expression_what_was_reviewed(name):
    path = HERE / "passes" / f"{name}.txt"
    expressions = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith(" ")]

    blocks = ["\n".join([text, *(f"    {line}" for line in _ANSWERS[name](text))]) for text in expressions]

    assert expressions
    assert same_as_kept(path, "\n\n".join(blocks) + "\n")
