"""Programmes: the list, and one page each with conditions, amounts, term, evidence, payers and the review record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.compiled import compiled, get_rule_set
from gaodi.apps.programmes.choices import ProgrammeKind
from gaodi.apps.programmes.models import Programme
from gaodi.apps.programmes.selectors import get_programme, list_programmes
from gaodi.apps.regions.vocabularies import current_labels
from gaodi.engines import rules
from gaodi.engines.rules.spec import Condition, ParameterSpec, ParameterUnit, ParameterValue, Share
from gaodi.kernel.people import Viewer
from gaodi.values.money import format_percent, fraction_from_ppm, say_yuan, yuan_from_fen
from gaodi.values.numerals import article_label
from gaodi.web.public.amounts import AmountTable, read_amounts
from gaodi.web.public.counts import count_entitled_of, say_firms
from gaodi.web.public.gate import public_page
from gaodi.web.public.term import Term, term_of
from gaodi.web.public.wording import EVIDENCE, FLAGS, PAYERS
from gaodi.web.shell.ui.chips import Parameter
from gaodi.web.shell.ui.computation import split_fingerprint
from gaodi.web.shell.ui.menus import Crumb


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One programme in the list. `firms` says how many are entitled now; words where they are few."""

    programme: Programme
    kind: str
    clause: str
    clause_href: str
    term: Term | None
    firms: str


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition in words. `written` is the expression that the machine evaluates; `remedy` what helps who fails."""

    says: str
    clause: str
    clause_href: str
    written: str
    remedy: str


@dataclass(frozen=True, slots=True)
class PayerLine:
    """Who bears which part, in words; the chip where a parameter sets it."""

    payer: str
    part: str
    parameter: Parameter | None


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """Values of one parameter from one source: label, values in words, since when, source and chip."""

    label: str
    value: str
    since: date
    source: str
    parameter: Parameter


@dataclass(frozen=True, slots=True)
class Version:
    """Which publication of the rule is in force, and the fingerprint of its text."""

    number: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """One programme as of a day. What hangs on a rule is empty for a programme without one."""

    programme: Programme
    kind: str
    clause: str
    clause_href: str
    term: Term | None
    window_days: int | None
    conditions: tuple[ConditionLine, ...]
    amounts: AmountTable | None
    cap: str
    cap_is_a_company: bool
    tops_up: bool
    payers: tuple[PayerLine, ...]
    evidence: tuple[str, ...]
    finding: str
    reviewed_by: str
    flags: tuple[str, ...]
    parameters: tuple[ParameterLine, ...]
    firms: str
    version: Version | None

    @property
    def crumbs(self) -> tuple[Crumb, ...]:
        return (Crumb("项目", reverse("public:programmes")), Crumb(self.programme.title))

    @property
    def any_assumed(self) -> bool:
        return any(not line.parameter.verified for line in self.parameters)


def read_programmes(viewer: Viewer, on: date) -> tuple[ProgrammeLine, ...]:
    """Every programme, by article."""
    return tuple(_line(one, on) for one in list_programmes())


def read_programme(viewer: Viewer, on: date, code: str) -> ProgrammePage | None:
    """One programme as of a day; None where there is none of that code."""
    programme = get_programme(code)
    if programme is None:
        return None
    line = _line(programme, on)
    rule_set = get_rule_set(RuleKind.PROGRAMME, code)
    if rule_set is None:
        return _without_rule(line)
    ready = compiled(rule_set)
    version = Version(rule_set.number, split_fingerprint(rule_set.digest))
    return _with_rule(line, ready, on, version)


def _line(programme: Programme, on: date) -> ProgrammeLine:
    firms, _ = count_entitled_of(programme.code)
    term = term_of(programme.valid_from, programme.valid_to, on) if programme.valid_from else None
    return ProgrammeLine(
        programme=programme,
        kind=ProgrammeKind(programme.kind).label,
        clause=article_label(programme.article),
        clause_href=_article(programme.article),
        term=term,
        firms=say_firms(firms),
    )


def _with_rule(
    line: ProgrammeLine, ready: rules.CompiledProgramme, on: date, version: Version
) -> ProgrammePage:
    spec = ready.spec
    review = spec.fair_competition
    day = min(on, (spec.rule.valid.last_day if spec.rule else None) or on)
    evidence = {**EVIDENCE, **current_labels().get("evidence", {})}
    return ProgrammePage(
        programme=line.programme,
        kind=line.kind,
        clause=line.clause,
        clause_href=line.clause_href,
        term=line.term,
        window_days=spec.rule.window_days if spec.rule else None,
        conditions=tuple(_condition(one) for one in spec.conditions),
        amounts=read_amounts(ready, on),
        cap=_cap(spec, day),
        cap_is_a_company=spec.combine.stage_of is not None,
        tops_up=spec.combine.top_up is not None,
        payers=tuple(_payer(share, spec, day) for share in spec.shares),
        evidence=tuple(evidence.get(code, code) for code in spec.evidence),
        finding=review.finding if review else "",
        reviewed_by=review.reviewed_by if review else "",
        flags=tuple(FLAGS.get(flag, flag) for flag in review.flags_answered) if review else (),
        parameters=tuple(_parameters(ready, day)),
        firms=line.firms,
        version=version,
    )


def _without_rule(line: ProgrammeLine) -> ProgrammePage:
    return ProgrammePage(
        line.programme, line.kind, line.clause, line.clause_href, line.term, None, (), None, "", False, False,
        (), (), "", "", (), (), line.firms, None,
    )  # fmt: skip


def _condition(condition: Condition) -> ConditionLine:
    clause = condition.clause or ""
    numbered = clause.isdigit()
    return ConditionLine(
        says=condition.says,
        clause=article_label(int(clause)) if numbered else clause,
        clause_href=_article(int(clause)) if numbered else "",
        written=condition.when,
        remedy=condition.remedy or "",
    )


def _cap(spec: rules.ProgrammeSpec, day: date) -> str:
    """The cap in words where it is one parameter; empty otherwise."""
    named = spec.parameter((spec.combine.cap or "").removeprefix("$"))
    entry = named.entry("default") if named else None
    value = entry.value_on(day) if entry else None
    return say_yuan(yuan_from_fen(value)) if isinstance(value, int) else ""


def _payer(share: Share, spec: rules.ProgrammeSpec, day: date) -> PayerLine:
    payer = PAYERS.get(share.party, share.party)
    if share.is_rest:
        return PayerLine(payer, "其余部分", None)
    if share.ppm is not None:
        return PayerLine(payer, format_percent(fraction_from_ppm(share.ppm)), None)
    named = spec.parameter(share.parameter or "")
    entries = named.entries if named else ()
    values = {value for entry in entries if isinstance(value := entry.value_on(day), int)}
    parts = "、".join(format_percent(fraction_from_ppm(value)) for value in sorted(values))
    return PayerLine(payer, parts, Parameter(all(entry.status == "verified" for entry in entries)))


def _parameters(ready: rules.CompiledProgramme, day: date) -> list[ParameterLine]:
    """Every value in force that day, what is assumed first; values of one parameter from one source are one line."""
    lines: dict[tuple[str, date, str, bool], list[str]] = {}
    for parameter in ready.spec.parameters:
        for entry in parameter.entries:
            held = [(since, value) for since, value in entry.values if since <= day]
            if held:
                since, value = held[-1]
                key = (parameter.label, since, entry.source.label, entry.status == "verified")
                said = f"{_code(ready, parameter, entry.key)} {_say(ready, parameter, value)}".strip()
                lines.setdefault(key, []).append(said)
    found = [
        ParameterLine(label, "，".join(values), since, source, Parameter(checked))
        for (label, since, source, checked), values in lines.items()
    ]
    return sorted(found, key=lambda line: line.parameter.verified)


def _code(ready: rules.CompiledProgramme, parameter: ParameterSpec, key: str) -> str:
    if parameter.by is None:
        return ""
    if key == "default":
        return "其他"
    fact = next((fact for fact in ready.facts if fact.path == parameter.by), None)
    return fact.described.codes.get(key, key) if fact else key


def _say(ready: rules.CompiledProgramme, parameter: ParameterSpec, value: ParameterValue) -> str:
    if isinstance(value, tuple):
        codes = {code: label for fact in ready.facts for code, label in fact.described.codes.items()}
        return "、".join(codes.get(code, code) for code in value)
    if parameter.unit is ParameterUnit.YUAN:
        return say_yuan(yuan_from_fen(value))
    if parameter.unit is ParameterUnit.FRACTION:
        return format_percent(fraction_from_ppm(value))
    return f"{Decimal(value):f} 天" if parameter.unit is ParameterUnit.DAYS else str(value)


def _article(number: int) -> str:
    return reverse("public:article", args=[number])


@public_page
def show_programmes(request: HttpRequest) -> HttpResponse:
    """/programmes/"""
    lines = read_programmes(request.viewer, request.business_day)  # type: ignore[attr-defined]
    return render(request, "public/programmes.html", {"lines": lines})


@public_page
def show_programme(request: HttpRequest, code: str) -> HttpResponse:
    """/programmes/<code>/"""
    page = read_programme(request.viewer, request.business_day, code)  # type: ignore[attr-defined]
    if page is None:
        raise Http404
    return render(request, "public/programme.html", {"page": page, "crumbs": page.crumbs})
