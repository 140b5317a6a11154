"""The pack's section of policy documents: structure, figures, our own digest; never the text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from gaodi.apps.policies.services.documents import load_policies
from gaodi.kernel.packs import Pack, Section, sections
from gaodi.values.forms import Form, did_you_mean
from gaodi.values.places import Place, Problem, ProblemsFound

_COMPARATORS = ("gte", "gt", "lte", "lt", "eq", "near")
_UNITS = ("yuan", "fraction", "count", "points")
_TOP = (
    "id", "number", "title", "short_title", "issuer", "issued_on", "effective", "interpreted_by", "status",
    "checked_on", "sections", "articles", "goals", "yields_to", "overrides",
)  # fmt: skip


def read_policies(pack: Pack) -> list[dict[str, Any]]:
    """Every document of the pack."""
    problems: list[Problem] = []
    found = [
        _policy(Form(document, "", document.data, problems))
        for document in pack.matching("policies/*/policy.yaml").values()
    ]
    if problems:
        raise ProblemsFound(problems)
    return found


def _policy(form: Form) -> dict[str, Any]:
    form.only(*_TOP)
    effective = form.form("effective").only("from", "until")
    until = effective.data.get("until")
    chapters = [_chapter(item) for item in form.forms("sections")]
    return {
        "code": form.text("id"),
        "number": form.text("number"),
        "title": form.text("title"),
        "short_title": form.text("short_title"),
        "issued_on": form.day("issued_on"),
        "effective_from": effective.day("from"),
        "effective_to": effective.day("until") + timedelta(days=1) if until is not None else None,
        "articles": [_article(item, chapters) for item in form.forms("articles")],
        "goals": [_goal(item) for item in form.forms("goals")],
        "file": form.document.file,
    }


def _chapter(form: Form) -> dict[str, Any]:
    span = form.only("number", "title", "articles").form("articles").only("from", "until")
    return {
        "number": form.integer("number"),
        "title": form.text("title"),
        "first": span.integer("from"),
        "last": span.integer("until"),
    }


def _article(form: Form, chapters: list[dict[str, Any]]) -> dict[str, Any]:
    form.only("number", "heading", "long_heading", "digest", "measures", "figures", "units")
    number = form.integer("number")
    chapter = next((one for one in chapters if one["first"] <= number <= one["last"]), None)
    if chapter is None:
        form.report("number", f"article {number} lies in no section", "mend the spans of `sections`")
    units = form.form("units").only("lead", "cooperating", "inferred")
    return {
        "number": number,
        "section": chapter["title"] if chapter else "",
        "section_number": chapter["number"] if chapter else 0,
        "heading": form.text("heading"),
        "long_heading": form.text("long_heading"),
        "digest": form.text("digest"),
        "measures": [_measure(item) for item in form.forms("measures")],
        "lead_units": list(units.texts("lead")),
        "cooperating_units": list(units.texts("cooperating")),
        "units_inferred": units.data.get("inferred") is True,
    }


def _measure(form: Form) -> dict[str, str]:
    """A measure; `name` is what its service is called, empty where its programme or nobody names it."""
    return {"id": form.text("id"), "says": form.text("says"), "name": form.maybe_text("name") or ""}


def _goal(form: Form) -> dict[str, Any]:
    form.only(
        "id", "article", "label", "comparator", "value", "unit", "qualifier", "by", "relative_to", "over"
    )
    value = form.data.get("value")
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        form.report("value", "a goal needs a number", "write it as it stands in the document, without unit")
        value = 0
    return {
        "code": form.text("id"),
        "article": form.integer("article"),
        "label": form.text("label"),
        "comparator": form.one_of("comparator", _COMPARATORS),
        "value": Decimal(value),
        "unit": form.one_of("unit", _UNITS),
        "qualifier": form.maybe_text("qualifier") or "",
        "by": form.day("by"),
        "relative_to": form.maybe_text("relative_to") or "",
    }


def check_policies(policies: list[dict[str, Any]], everything: Mapping[str, Any]) -> list[Problem]:
    """Units must be of the region; article numbers count up without a gap."""
    known = {unit["code"] for unit in everything["region"]["government_units"]}
    problems: list[Problem] = []
    for policy in policies:
        for index, article in enumerate(policy["articles"]):
            place = Place(policy["file"], 0, f"articles[{index}]")
            if article["number"] != index + 1:
                problems.append(
                    Problem(place, f"article {index + 1} is expected here, not {article['number']}")
                )
            for unit in (*article["lead_units"], *article["cooperating_units"]):
                if unit not in known:
                    hint = did_you_mean(unit, known)
                    problems.append(Problem(place, f"unit `{unit}` is not in region.yaml", hint))
    return problems


sections.declare(
    Section("policies", read_policies, load_policies, check_policies, files=("policies/*/policy.yaml",))
)
