"""Why one enterprise is entitled or not, as `gaodi explain` prints it: in words, or as data."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.compiled import get_rule_set
from gaodi.apps.assessments.explaining import Asked, Explained, SubjectView, explain_subject
from gaodi.apps.programmes.models import Programme
from gaodi.apps.programmes.selectors import clause_of_policy, list_programmes
from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.directory import find_companies
from gaodi.apps.registry.models import Party
from gaodi.apps.registry.selectors import parties_for
from gaodi.engines.rules.dictionary import Visibility
from gaodi.kernel.people import Viewer
from gaodi.ops.errors import OperationError
from gaodi.values.because import Because, Quantity, Truth
from gaodi.values.money import say_yuan, yuan_from_fen

#: An office of the whole city that may see every fact: who sits at this machine may read its database anyway.
OFFICE = Viewer(
    user_id=None, name="gaodi explain", sections=frozenset({"office"}), visibilities=frozenset(Visibility)
)
MARKS = {Truth.YES: "✓", Truth.NO: "✗", Truth.UNKNOWN: "?"}
SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What one programme says of an enterprise."""

    programme: Programme
    view: SubjectView


def find_party(word: str, *, on: date) -> Party:
    """The company with this credit code or exact name.

    Raises: OperationError: there is none; names those whose name or code is nearest.
    """
    rows = parties_for(OFFICE, on=on).filter(kind=PartyKind.COMPANY)
    given = word.strip()
    for found in (
        rows.filter(credit_code=given.upper()),
        rows.filter(name=given),
        rows.filter(short_name=given),
    ):
        if (party := found.order_by("pk").first()) is not None:
            return party
    near = "、".join(_nearest(given, on))
    hint = (
        f"; nearest are {near}" if near else "; give the whole name or the 18 characters of the credit code"
    )
    raise OperationError(f"no company is called {given!r} or has that credit code{hint}")


def find_programmes(code: str | None) -> list[Programme]:
    """The programme of that code, or all. Raises: OperationError: there is none of that code; lists those there are."""
    programmes = list(list_programmes())
    if code is None:
        return programmes
    wanted = [one for one in programmes if one.code == code]
    if not wanted:
        known = ", ".join(one.code for one in programmes) or "none; load a pack first"
        raise OperationError(f"there is no programme {code!r}; known: {known}")
    return wanted


def explain_party(
    party: Party, programmes: Sequence[Programme], *, on: date, known_at: datetime
) -> Iterator[Told]:
    """What each programme says of the company on a day, by the facts known at a moment."""
    for programme in programmes:
        rule_set = get_rule_set(RuleKind.PROGRAMME, programme.code)
        if rule_set is not None:
            clauses = clause_of_policy(programme.policy, lambda number: "")
            asked = Asked(on, known_at, OFFICE.visibilities, clauses)
            view = explain_subject(rule_set, subject_id=party.pk, asked=asked)
            yield Told(programme, view)


def say_told(told: Told) -> Iterator[str]:
    """The lines of one programme: each row's verdict, its conditions as a tree, how the amount came about."""
    for item in told.view.items:
        yield _headline(told.programme, item)
        for child in item.because.children:
            yield from _say_because(child, 1)
        if item.explanation.steps:
            yield f"  金额：{_say_steps(item)}"
        yield f"  复算：{told.view.rule_set.code} 第 {told.view.rule_set.number} 版，指纹 {told.view.rule_set.digest[:12]}"
    if not told.view.items:
        yield f"{told.programme.title}：没有可判定的事项"


def told_as_data(told: Told, party: Party, on: date) -> Iterator[dict[str, Any]]:
    """The same as one object a row, for JSON lines."""
    for item in told.view.items:
        finding = item.finding
        yield {
            "party": party.name,
            "credit_code": party.credit_code,
            "on": on,
            "programme": told.programme.code,
            "stage": finding.stage,
            "grain": finding.row.public_id,
            "step": finding.step,
            "event_on": finding.event_on,
            "verdict": finding.verdict.value if finding.verdict else "no",
            "amount_yuan": _yuan(finding.amount),
            "payable_yuan": _yuan(finding.payable),
            "due_on": finding.due_on,
            "is_assumed": item.is_assumed,
            "rule_number": told.view.rule_set.number,
            "fingerprint": told.view.rule_set.digest,
            "conditions": [_as_data(child) for child in item.because.children],
        }


def _nearest(word: str, on: date) -> list[str]:
    """Names that contain the word, or begin with its letters in pinyin; else those that look most like it."""
    found = [party.name for party in find_companies(OFFICE, search=word, on=on)[:SUGGESTIONS]] if word else []
    if found:
        return found
    rows = parties_for(OFFICE, on=on).filter(kind=PartyKind.COMPANY)
    by_text = {
        text: name for name, code in rows.values_list("name", "credit_code") for text in (name, code) if text
    }
    near = difflib.get_close_matches(word, by_text, n=SUGGESTIONS, cutoff=0.5)
    return list(dict.fromkeys(by_text[text] for text in near))


def _headline(programme: Programme, item: Explained) -> str:
    finding = item.finding
    title = f"{programme.title}，{finding.stage}阶段" if finding.stage else programme.title
    when = f"（{finding.event_on}）" if finding.event_on else "（尚未发生）"
    verdict = finding.verdict.label if finding.verdict else "不可享"
    amount = f"，{say_yuan(yuan_from_fen(finding.payable))}" if finding.payable else ""
    due = f"，申领期至 {finding.due_on}" if finding.due_on else ""
    assumed = "，含暂定参数" if item.is_assumed else ""
    return f"{MARKS[item.because.truth]} {title}{when}：{verdict}{amount}{due}{assumed}"


def _say_because(because: Because, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{MARKS[because.truth]} {because.claim}{_details(because)}"
    for child in because.children:
        yield from _say_because(child, depth + 1)


def _details(because: Because) -> str:
    said = [
        f"看到 {because.value.label}" if because.value else because.reason or "",
        f"门槛 {because.threshold.label}" if because.threshold else "",
        because.distance.label if because.distance else "",
        f"{because.source.title} {because.source.on or ''}".strip() if because.source else "",
        f"{because.clause.article or because.clause.document}" if because.clause else "",
        f"可以：{because.remedy}" if because.remedy and because.truth is not Truth.YES else "",
    ]
    told = "；".join(part for part in said if part)
    return f"：{told}" if told else ""


def _say_steps(item: Explained) -> str:
    return " ".join(
        f"{step.operator} {step.quantity.label}".strip() + (f"（{step.label}）" if step.source else "")
        for step in item.explanation.steps
    )


def _as_data(because: Because) -> dict[str, Any]:
    source, clause = because.source, because.clause
    told: dict[str, Any] = {
        "id": because.code,
        "claim": because.claim,
        "truth": because.truth.value,
        "value": _label(because.value),
        "threshold": _label(because.threshold),
        "distance": because.distance.label if because.distance else None,
        "source": source.title if source else None,
        "source_on": source.on if source else None,
        "clause": (clause.article or clause.document) if clause else None,
        "reason": because.reason,
        "remedy": because.remedy,
    }
    return told | ({"parts": [_as_data(child) for child in because.children]} if because.children else {})


def _label(quantity: Quantity | None) -> str | None:
    return quantity.label if quantity else None


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else str(yuan_from_fen(fen))
