"""A programme as the pack states it: what it rests on, its conditions, its amount, its parameters and its cases."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gaodi.engines.rules.dictionary import Stratum
from gaodi.values.periods import Period
from gaodi.values.places import Place


class Kind(enum.Enum):
    """How a programme comes to pay, if it does."""

    ENTITLEMENT = "entitlement"  # by rule: swept, with an amount
    NEGOTIATED = "negotiated"  # 一事一议: no sweep, no automatic amount
    FRAMEWORK_ONLY = "framework_only"  # conditions shown, nothing claimed


class ParameterUnit(enum.Enum):
    """How a parameter is written in the pack; `ParameterEntry.values` holds plan units."""

    YUAN = "yuan"  # fen in plans
    FRACTION = "fraction"  # parts per million in plans
    COUNT = "count"
    DAYS = "days"
    CODES = "codes"  # a tuple of codes of a vocabulary


ParameterValue = int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """The article of the policy that a programme carries out."""

    policy: str
    article: int


@dataclass(frozen=True, slots=True)
class Rule:
    """The implementing rule: when it holds, and for how many days after an event it may be claimed."""

    title: str
    valid: Period
    number: str | None = None
    window_days: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: `says` in the policy's words, `when` as an expression, `clause` as the document counts."""

    id: str
    says: str
    when: str
    clause: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of a ladder: the fact's code and its Chinese name."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The stages that an event passes through, first to last, and the text fact that tells them apart.

    `ends` are codes of the same fact after which no further stage comes: a withdrawal, a delisting.
    """

    fact: str
    steps: tuple[Step, ...]
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Combine:
    """How amounts of several rows come together. `cap` and `top_up` are expressions over a row."""

    stage_of: str | None = None
    cap: str | None = None
    top_up: str | None = None
    exclusive_group: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Who bears a part. Exactly one of the three: a parameter, a fixed part per million, or the rest."""

    party: str
    parameter: str | None = None
    ppm: int | None = None
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class FairCompetition:
    """The review record: what was found, who reviewed it, which flags of the screen were answered."""

    finding: str
    reviewed_by: str
    flags_answered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParameterSource:
    """The document and article that state a value."""

    title: str
    article: str | None = None
    href: str | None = None

    @property
    def label(self) -> str:
        return f"{self.title} {self.article}" if self.article else self.title


@dataclass(frozen=True, slots=True)
class ParameterEntry:
    """The dated values of one key, oldest first; each holds from its day until the next one's."""

    key: str
    values: tuple[tuple[date, ParameterValue], ...]
    status: str
    source: ParameterSource
    checked_on: date

    def value_on(self, day: date) -> ParameterValue | None:
        """The value in force that day; None before the first."""
        found = [value for since, value in self.values if since <= day]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """A dated value of the policy. `by` names the text fact whose code picks the entry; `default` takes the rest."""

    name: str
    unit: ParameterUnit
    label: str
    entries: tuple[ParameterEntry, ...]
    by: str | None = None

    def entry(self, key: str) -> ParameterEntry | None:
        return next((entry for entry in self.entries if entry.key == key), None)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a case must come to; None where the case does not say. `amount` is in fen."""

    verdict: str
    amount: int | None = None
    near_miss: bool | None = None
    conditions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseSpec:
    """One worked case. `given` lists (path, value as written in the pack); a fact not given is unknown."""

    name: str
    kind: str
    on: date
    given: tuple[tuple[str, Any], ...]
    expect: Expectation
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a spec was read: file and lines of each part. Lost, on purpose, in canonical JSON."""

    files: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def place(self, path: str) -> Place:
        """The spot of a path such as `conditions[0].when`, `parameters.cap` or `cases[2].given`."""
        part = path.split(".")[0].split("[")[0]
        part = part if part in ("parameters", "cases") else "programme"
        inner = path.removeprefix("parameters.").removeprefix("cases")
        return Place(self.files.get(part, part), self._line(path), inner or path)

    def _line(self, path: str) -> int:
        probe = path
        while probe and probe not in self.lines:
            cut = max(probe.rfind("."), probe.rfind("["))
            probe = probe[:cut] if cut > 0 else ""
        return self.lines.get(probe, 0)


@dataclass(frozen=True, slots=True)
class ProgrammeSpec:
    """Everything that the three files of a programme say, checked for form but not yet against the facts."""

    id: str
    title: str
    kind: Kind
    framework: Framework
    rule: Rule | None
    for_each: str
    paid_to: str
    event_on: str | None
    stratum: Stratum
    conditions: tuple[Condition, ...]
    amount: str | None = None
    ladder: Ladder | None = None
    combine: Combine = Combine()
    shares: tuple[Share, ...] = ()
    evidence: tuple[str, ...] = ()
    fair_competition: FairCompetition | None = None
    parameters: tuple[ParameterSpec, ...] = ()
    cases: tuple[CaseSpec, ...] = ()
    origin: Origin = field(default_factory=Origin, compare=False, repr=False)

    def parameter(self, name: str) -> ParameterSpec | None:
        return next((parameter for parameter in self.parameters if parameter.name == name), None)

    def in_force(self, on: date) -> bool:
        """Whether new events of that day fall under the rule; without a rule nothing is in force."""
        return self.rule is not None and self.rule.valid.contains(on)
