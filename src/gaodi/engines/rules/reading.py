"""The three documents of a programme, read into one spec; every problem of form is found in one go."""

from __future__ import annotations

from decimal import Decimal

from gaodi.engines.rules.dictionary import Stratum
from gaodi.engines.rules.reading_cases import read_cases
from gaodi.engines.rules.reading_parameters import read_parameters
from gaodi.engines.rules.spec import (
    Combine,
    Condition,
    FairCompetition,
    Framework,
    Kind,
    Ladder,
    Origin,
    ProgrammeSpec,
    Rule,
    Share,
    Step,
)
from gaodi.values.forms import Form
from gaodi.values.money import NotWholePpm, ppm_from_fraction
from gaodi.values.periods import EmptyPeriod, Period
from gaodi.values.places import Document, Problem, ProblemsFound

_KEYS = (
    "id", "title", "kind", "rests_on", "for_each", "paid_to", "event_on", "stratum", "conditions", "amount",
    "ladder", "combine", "shares", "evidence", "fair_competition",
)  # fmt: skip

#: The conditions that every programme has without writing them.
IMPLICIT = ("term", "window")


def read_programme(programme: Document, parameters: Document, cases: Document) -> ProgrammeSpec:
    """The programme that the three documents state.

    Raises: ProblemsFound: everything that is missing, misspelt or of the wrong kind, with its line.
    """
    problems: list[Problem] = []
    form = Form(programme, "", programme.data, problems).only(*_KEYS)
    kind = form.choice("kind", Kind)
    rests_on = form.form("rests_on").only("framework", "rule")
    spec = ProgrammeSpec(
        id=form.text("id"),
        title=form.text("title"),
        kind=kind,
        framework=_framework(rests_on.form("framework")),
        rule=_rule(rests_on, kind),
        for_each=form.text("for_each"),
        paid_to=form.text("paid_to"),
        event_on=form.maybe_text("event_on"),
        stratum=form.choice("stratum", Stratum),
        conditions=_conditions(form),
        amount=_amount(form, kind),
        ladder=_ladder(form.maybe_form("ladder")),
        combine=_combine(form.maybe_form("combine")),
        shares=_shares(form.maybe_form("shares")),
        evidence=form.texts("evidence"),
        fair_competition=_fair_competition(form.maybe_form("fair_competition")),
        parameters=read_parameters(parameters, problems),
        cases=read_cases(cases, problems),
        origin=_origin(programme, parameters, cases),
    )
    if problems:
        raise ProblemsFound(problems)
    return spec


def _framework(form: Form) -> Framework:
    form.only("policy", "article")
    return Framework(form.text("policy"), form.integer("article"))


def _rule(rests_on: Form, kind: Kind) -> Rule | None:
    form = rests_on.maybe_form("rule")
    if form is None:
        if kind is Kind.ENTITLEMENT:
            rests_on.report(
                "rule", "an entitlement needs its implementing rule", "the framework alone pays nothing"
            )
        return None
    form.only("number", "title", "valid", "window")
    window = form.maybe_form("window")
    return Rule(
        title=form.text("title"),
        valid=_valid(form.form("valid").only("from", "until")),
        number=form.maybe_text("number"),
        window_days=window.only("days").integer("days") if window else None,
    )


def _valid(form: Form) -> Period:
    first = form.day("from")
    last = form.day("until") if form.data.get("until") is not None else None
    try:
        return Period.from_last_day(first, last)
    except EmptyPeriod:
        form.report("until", f"the last day {last} lies before the first day {first}")
        return Period(first)


def _conditions(form: Form) -> tuple[Condition, ...]:
    forms = form.forms("conditions")
    if not forms:
        form.report("conditions", "a programme has at least one condition")
    conditions = tuple(_condition(one) for one in forms)
    _refuse_repeated(form, [condition.id for condition in conditions])
    return conditions


def _condition(form: Form) -> Condition:
    form.only("id", "says", "when", "clause", "remedy")
    return Condition(
        form.text("id"),
        form.text("says"),
        form.text("when"),
        form.maybe_text("clause"),
        form.maybe_text("remedy"),
    )


def _refuse_repeated(form: Form, ids: list[str]) -> None:
    for index, name in enumerate(ids):
        if name in IMPLICIT:
            form.report(
                f"conditions[{index}].id", f"`{name}` is a condition that every programme has by itself"
            )
        elif name in ids[:index]:
            form.report(f"conditions[{index}].id", f"the condition `{name}` is there twice")


def _amount(form: Form, kind: Kind) -> str | None:
    if kind is not Kind.ENTITLEMENT and form.data.get("amount") is not None:
        form.report("amount", f"a programme of kind {kind.value} has no automatic amount", "remove the key")
    if kind is Kind.ENTITLEMENT:
        return form.text("amount")
    return None


def _ladder(form: Form | None) -> Ladder | None:
    if form is None:
        return None
    form.only("fact", "steps", "ends")
    steps = [step.only("code", "says") for step in form.forms("steps")]
    if len(steps) < 2:
        form.report("steps", "a ladder has at least two steps")
    rungs = tuple(Step(step.text("code"), step.text("says")) for step in steps)
    return Ladder(form.text("fact"), rungs, form.texts("ends"))


def _combine(form: Form | None) -> Combine:
    if form is None:
        return Combine()
    form.only("stage_of", "cap", "top_up", "exclusive_group")
    top_up = form.data.get("top_up")
    return Combine(
        stage_of=form.maybe_text("stage_of"),
        cap=form.maybe_text("cap"),
        top_up=str(top_up).upper() if isinstance(top_up, bool) else form.maybe_text("top_up"),
        exclusive_group=form.maybe_text("exclusive_group"),
    )


def _shares(form: Form | None) -> tuple[Share, ...]:
    if form is None:
        return ()
    shares = tuple(_share(form, str(party)) for party in form.data)
    if sum(share.is_rest for share in shares) != 1:
        form.report("", "exactly one party bears the rest", "write `county: rest`")
    return shares


def _share(form: Form, party: str) -> Share:
    value = form.data[party]
    if value == "rest":
        return Share(party, is_rest=True)
    if isinstance(value, str) and value.startswith("$"):
        return Share(party, parameter=value[1:])
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and 0 <= value <= 1:
        try:
            return Share(party, ppm=ppm_from_fraction(value))
        except NotWholePpm as error:
            form.report(party, str(error))
            return Share(party, ppm=0)
    form.report(party, f"a share cannot be `{value}`", "give a $parameter, a fraction from 0 to 1, or rest")
    return Share(party, ppm=0)


def _fair_competition(form: Form | None) -> FairCompetition | None:
    if form is None:
        return None
    form.only("finding", "reviewed_by", "flags_answered")
    return FairCompetition(form.text("finding"), form.text("reviewed_by"), form.texts("flags_answered"))


def _origin(programme: Document, parameters: Document, cases: Document) -> Origin:
    lines = dict(programme.lines)
    lines |= {f"parameters.{path}": line for path, line in parameters.lines.items() if path}
    lines |= {f"cases{path}": line for path, line in cases.lines.items() if path}
    files = {"programme": programme.file, "parameters": parameters.file, "cases": cases.file}
    return Origin(files, lines)
