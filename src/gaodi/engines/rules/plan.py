"""The lowered form: straight-line assignments over integers, a null flag beside each value.

Truth is one integer: 0 no, 1 unknown, 2 yes, so that AND is the smaller, OR the larger and NOT is 2 minus it.
Constants (texts, code sets, parameters) are arguments; their numbers are known only when a plan is bound.
"""

from __future__ import annotations

from dataclasses import dataclass

from gaodi.engines.rules.nodes import FactRef, ParameterRef
from gaodi.engines.rules.series import is_dated

NO, UNKNOWN, YES = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Form:
    """An operation on operands; `emit` knows how each is written."""

    op: str
    args: tuple[Operand, ...]


Operand = Form | str | int


@dataclass(frozen=True, slots=True)
class Let:
    """One assignment; every name is given once."""

    target: str
    form: Form


@dataclass(frozen=True, slots=True)
class Value:
    """A number, day or text: top / bottom / 10**scale, unknown where `null` holds (False: never)."""

    top: Operand
    bottom: Operand = 1
    null: Operand = False
    scale: int = 0


@dataclass(frozen=True, slots=True)
class TextConstant:
    """The number of a text in the code book."""

    text: str

    @property
    def may_lack(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class SetConstant:
    """The numbers of texts and of code parameters together; unknown where a parameter is."""

    items: tuple[str | ParameterRef, ...]

    @property
    def may_lack(self) -> bool:
        return any(isinstance(item, ParameterRef) for item in self.items)


@dataclass(frozen=True, slots=True)
class LikeConstant:
    """The numbers of all texts in the code book that match a pattern."""

    pattern: str

    @property
    def may_lack(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class ParameterConstant:
    """The value of a dated series on the day of the event."""

    ref: ParameterRef

    @property
    def may_lack(self) -> bool:
        return is_dated(self.ref)


Constant = TextConstant | SetConstant | LikeConstant | ParameterConstant


@dataclass(frozen=True, slots=True)
class Body:
    """One function: which facts and constants it reads (by position), its assignments, and what it gives."""

    facts: tuple[int, ...]
    constants: tuple[int, ...]
    lets: tuple[Let, ...]
    truths: tuple[Operand, ...] = ()
    money: Value | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole programme: `judge` gives conditions and amount, `settle` gives top-up and cap."""

    facts: tuple[FactRef, ...]
    constants: tuple[Constant, ...]
    condition_ids: tuple[str, ...]
    judge: Body
    settle: Body
