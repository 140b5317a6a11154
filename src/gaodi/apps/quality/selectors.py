"""Reads of data quality, narrowed to who asks: a district sees what concerns its own companies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from gaodi.apps.quality.choices import Severity
from gaodi.apps.quality.models import CheckRun, Finding, SourceTally
from gaodi.apps.quality.rules import Rule, book
from gaodi.apps.registry.choices import Source
from gaodi.apps.registry.selectors import parties_for
from gaodi.kernel.people import Viewer


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source at the last run: how many rows by sort of row, how new, and what stands against it."""

    source: str
    label: str
    rows: int
    tables: Mapping[str, int]
    newest_on: date | None
    errors: int
    warnings: int

    @property
    def findings(self) -> int:
        return self.errors + self.warnings


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule with the findings that stand by it, and how many of them are new on the day asked for."""

    rule: Rule
    findings: int
    new: int


def last_run() -> CheckRun | None:
    """The newest run of the rules; None before the first."""
    return CheckRun.objects.order_by("-pk").first()


def findings_for(viewer: Viewer, *, on: date) -> QuerySet[Finding]:
    """Findings that stand about parties that the viewer may know of; offices only."""
    rows = Finding.objects.filter(seen_to__isnull=True)
    if "office" not in viewer.sections:
        return rows.none()
    if viewer.reporting_unit is None:
        return rows
    return rows.filter(party__in=parties_for(viewer, on=on).values("pk"))


def list_findings(
    viewer: Viewer, *, on: date, source: str = "", rule: str = "", severity: str = ""
) -> QuerySet[Finding]:
    """Findings with their party, errors first, then by rule and the party's pinyin."""
    asked = {"source": source, "rule": rule, "severity": severity}
    rows = findings_for(viewer, on=on).filter(**{name: value for name, value in asked.items() if value})
    return rows.select_related("party").order_by("severity", "rule", "party__pinyin", "pk")


def list_party_findings(viewer: Viewer, *, party_id: int, on: date) -> list[Finding]:
    """What stands about one party, errors first."""
    return list(findings_for(viewer, on=on).filter(party_id=party_id).order_by("severity", "rule", "pk"))


def list_sources(viewer: Viewer, *, on: date) -> list[SourceState]:
    """Every source that gave anything, those with most findings first; a district's row counts are the city's."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    rows = findings_for(viewer, on=on).order_by().values("source", "severity").annotate(times=Count("pk"))
    for row in rows:
        found[row["source"]][row["severity"]] = row["times"]
    tallies: dict[str, list[SourceTally]] = defaultdict(list)
    run = last_run()
    for tally in SourceTally.objects.filter(run=run) if run else ():
        tallies[tally.source].append(tally)
    states = [_state(source, tallies[source], found[source]) for source in {*tallies, *found}]
    return sorted(states, key=lambda state: (-state.errors, -state.warnings, state.label))


def _state(source: str, tallies: list[SourceTally], found: Counter[str]) -> SourceState:
    return SourceState(
        source=source,
        label=str(dict(Source.choices).get(source, source)),
        rows=sum(tally.rows for tally in tallies),
        tables={tally.table: tally.rows for tally in tallies},
        newest_on=max((tally.newest_on for tally in tallies if tally.newest_on), default=None),
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
    )


def list_rules(viewer: Viewer, *, on: date, source: str = "") -> list[RuleState]:
    """Every rule by topic, with what stands by it; rules that find nothing are there too."""
    rows = findings_for(viewer, on=on)
    if source:
        rows = rows.filter(source=source)
    counted = {
        row["rule"]: row["times"] for row in rows.order_by().values("rule").annotate(times=Count("pk"))
    }
    fresh = rows.filter(seen_from=on).order_by().values("rule").annotate(times=Count("pk"))
    new = {row["rule"]: row["times"] for row in fresh}
    return [RuleState(rule, counted.get(rule.code, 0), new.get(rule.code, 0)) for rule in book]
