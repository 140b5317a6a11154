"""A rule of data quality: one SELECT over the registry's rows, as of a day and a moment of knowledge.

The SELECT has the named parameters %(day)s and %(known_at)s and yields `party_id`, `row_key` (text, one row of the rule),
`source` and `says` (what is wrong, with the values seen, in Chinese). A literal percent sign is written %%.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gaodi.apps.quality.choices import Severity, Topic


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for, why it matters, and what whoever holds the source can do."""

    code: str
    label: str
    topic: Topic
    table: str
    sql: str
    why: str
    next_step: str
    severity: Severity = Severity.ERROR


class RuleClash(ValueError):
    """Two rules have one code: rename one."""


class RuleBook:
    """The rules that exist, in the order of declaration. A test can build a second one."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __len__(self) -> int:
        return len(self._rules)

    def get(self, code: str) -> Rule | None:
        return self._rules.get(code)

    def declare(self, *rules: Rule) -> None:
        """Add rules. Raises: RuleClash."""
        for rule in rules:
            if rule.code in self._rules:
                raise RuleClash(f"rule {rule.code} of data quality is declared twice")
            self._rules[rule.code] = rule


book = RuleBook()


def known(row: str) -> str:
    """The condition that a row is known at the moment asked for."""
    return f"{row}.known_from <= %(known_at)s AND ({row}.known_to IS NULL OR {row}.known_to > %(known_at)s)"


def holds(row: str) -> str:
    """The condition that a row is known and valid on the day asked for."""
    return f"{known(row)} AND {row}.valid_from <= %(day)s AND ({row}.valid_to IS NULL OR {row}.valid_to > %(day)s)"


def about_rows(table: str, wrong: str, says: str, *, owner: str = "party_id", on_day: bool = False) -> str:
    """Every row `r` of a table of the registry for which `wrong` holds; `says` is an SQL expression of text.

    Args: owner: the column with the party whose row it is; on_day: only rows valid on the day, not all that are known.
    """
    return (
        f"SELECT r.{owner} AS party_id, r.id::text AS row_key, r.source AS source, {says} AS says "
        f"FROM registry_{table} AS r WHERE {holds('r') if on_day else known('r')} AND ({wrong})"
    )
