"""Programmes as the office watches them: the rule in force, how long it holds, what in it is assumed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.compiled import current_rule_sets
from gaodi.apps.assessments.dictionary import current_dictionary
from gaodi.apps.programmes.models import Programme
from gaodi.apps.programmes.selectors import list_programmes
from gaodi.engines import rules
from gaodi.engines.rules.spec import ParameterSpec, ParameterUnit, ParameterValue
from gaodi.values.money import format_percent, fraction_from_ppm, say_yuan, yuan_from_fen


@dataclass(frozen=True, slots=True)
class AssumedParameter:
    """A value that nobody has verified: what it is, for which key, how much, where it was taken from and when."""

    name: str
    label: str
    key: str
    value: str
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class WatchedProgramme:
    """A programme with its rule. Without a rule in force `version` is 0 and nothing is judged.

    `days_left` counts from the day asked to the last day, which is 0; below 0 after it; None where no end is stated.
    """

    programme: Programme
    version: int
    digest: str
    published_at: datetime | None
    window_days: int | None
    last_day: date | None
    days_left: int | None
    conditions: tuple[tuple[str, str], ...]
    assumed: tuple[AssumedParameter, ...]
    parameters: int


def list_watched(*, on: date) -> list[WatchedProgramme]:
    """Every programme of the pack in force; programmes are public, so no viewer narrows them."""
    rule_sets = {rule_set.code: rule_set for rule_set in current_rule_sets(RuleKind.PROGRAMME)}
    watched = []
    for programme in list_programmes():
        rule_set = rule_sets.get(programme.code)
        spec = rules.spec_from_json(rule_set.spec) if rule_set else None
        last = programme.valid_to - timedelta(days=1) if programme.valid_to else None
        watched.append(
            WatchedProgramme(
                programme=programme,
                version=rule_set.number if rule_set else 0,
                digest=rule_set.digest if rule_set else "",
                published_at=rule_set.published_at if rule_set else None,
                window_days=spec.rule.window_days if spec and spec.rule else None,
                last_day=last,
                days_left=(last - on) // timedelta(days=1) if last else None,
                conditions=tuple((one.id, one.says) for one in spec.conditions) if spec else (),
                assumed=_assumed(spec, on) if spec else (),
                parameters=sum(len(one.entries) for one in spec.parameters) if spec else 0,
            )
        )
    return watched


def condition_labels() -> dict[tuple[str, str], str]:
    """How each condition reads, by code of its programme and id of the condition."""
    return {
        (rule_set.code, condition.id): condition.says
        for rule_set in current_rule_sets(RuleKind.PROGRAMME)
        for condition in rules.spec_from_json(rule_set.spec).conditions
    }


def _assumed(spec: rules.ProgrammeSpec, on: date) -> tuple[AssumedParameter, ...]:
    return tuple(
        AssumedParameter(
            name=parameter.name,
            label=parameter.label,
            key=_key(parameter, entry.key),
            value=_say(parameter, entry.value_on(on)),
            source=entry.source.label,
            checked_on=entry.checked_on,
        )
        for parameter in spec.parameters
        for entry in parameter.entries
        if entry.status == "assumed"
    )


def _key(parameter: ParameterSpec, key: str) -> str:
    """“淄川区” for zichuan; “其余” for the default of a keyed parameter; nothing for one that has no keys."""
    if parameter.by is None:
        return ""
    return "其余" if key == "default" else _codes_of(parameter.by).get(key, key)


def _codes_of(path: str) -> dict[str, str]:
    alias, _, name = path.partition(".")
    for table in current_dictionary().tables.values():
        if table.alias == alias and (column := table.column(name)):
            return dict(column.codes)
    return {}


def _say(parameter: ParameterSpec, value: ParameterValue | None) -> str:
    if value is None:
        return "当日尚无"
    if isinstance(value, tuple):
        boards = _codes_of("event.board")
        return "、".join(boards.get(code, code) for code in value)
    if parameter.unit is ParameterUnit.YUAN:
        return say_yuan(yuan_from_fen(value))
    if parameter.unit is ParameterUnit.FRACTION:
        return format_percent(fraction_from_ppm(value))
    return f"{value} 天" if parameter.unit is ParameterUnit.DAYS else str(value)
