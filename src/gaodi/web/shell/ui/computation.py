"""How an amount came about, and the asides that let a reader check it or object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gaodi.web.shell.ui.chips import Parameter
from gaodi.web.shell.ui.figures import Action


@dataclass(frozen=True, slots=True)
class Line:
    """One step: what it is, what it rests on, and its amount as text with sign and unit (“× 30%”, “− 0.00 万元”)."""

    label: str
    amount: str
    note: str = ""
    parameter: Parameter | None = None


@dataclass(frozen=True, slots=True)
class Computation:
    """Steps, then the result over a 2 px rule, then who bears which part of it."""

    steps: tuple[Line, ...]
    result: Line
    parts: tuple[Line, ...] = ()
    title: str = "金额计算过程"


@dataclass(frozen=True, slots=True)
class ClauseDigest:
    """Our own digest of a clause, with the way to its text."""

    text: str
    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Replay:
    """What is needed to compute an answer again: version of the rule, the day of the facts, the fingerprint."""

    rule: str
    facts: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Objection:
    """How to disagree, and by when an answer comes; `action` is absent where objecting is not possible online."""

    text: str
    action: Action | None = None


def split_fingerprint(digest: str) -> str:
    """The first twelve digits in groups of four, for reading aloud."""
    return " ".join(digest[at : at + 4] for at in range(0, min(len(digest), 12), 4))


def replay_of(*, programme: str, version: str, facts: int, as_of: date, digest: str) -> Replay:
    """The replay aside of one explanation."""
    return Replay(
        f"{programme}，{version}", f"{facts} 项，截至 {as_of.isoformat()} 日终", split_fingerprint(digest)
    )
