"""The form of one declared row: what was typed, what is wrong with it, and what offices say of the same, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from gaodi.apps.intake.declared import Door, cells_of, is_same_matter, list_verified
from gaodi.apps.intake.models import Document
from gaodi.apps.intake.selectors import list_documents
from gaodi.apps.regions.selectors import unit_names
from gaodi.apps.regions.words import current_words
from gaodi.apps.registry.kinds import Kind, Span
from gaodi.apps.registry.selectors import get_party
from gaodi.engines.tabular import CellProblem, parse_row
from gaodi.kernel.people import Viewer
from gaodi.web.enterprise.drafts import token_for
from gaodi.web.enterprise.entry_fields import (
    Entered,
    Part,
    key_fields,
    make_parts,
    own_fields,
    say_value,
)
from gaodi.web.enterprise.gate import HOW, WHO_MAY
from gaodi.web.enterprise.providing import say_checker, say_priority
from gaodi.web.shell.errors import NoRight
from gaodi.web.shell.ui.menus import Crumb


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a form holds: typed texts, the chosen document, and what is wrong."""

    texts: Mapping[str, str]
    document: str = ""
    problems: tuple[CellProblem, ...] = ()
    refusal: str = ""
    evidence_error: str = ""

    @property
    def is_refused(self) -> bool:
        return bool(self.problems or self.refusal or self.evidence_error)


@dataclass(frozen=True, slots=True)
class FormPage:
    """One form. `row_id` is set where a declared row is corrected; `wrong` names the fields with an error."""

    kind: Kind
    title: str
    row_id: int | None
    parts: tuple[Part, ...]
    documents: tuple[Document, ...]
    document: str
    needs_evidence: bool
    evidence_error: str
    refusal: str
    priority: str
    checker: str
    token: str
    is_restored: bool
    crumbs: tuple[Crumb, ...]

    @property
    def wrong(self) -> tuple[tuple[str, str], ...]:
        """Label and element of each field with an error, for the summary at the head."""
        found = [(one.label, one.element) for part in self.parts for one in part.fields if one.error]
        return (*found, *([("佐证材料", "evidence")] if self.evidence_error else ()))


def read_form(
    viewer: Viewer, on: date, door: Door, row: Any | None, attempt: Attempt, *, is_restored: bool
) -> FormPage:
    """The form with what was typed, what is wrong with it, and the checked values of the same matter."""
    kind, labels = door.kind, current_words()
    assert viewer.party_id is not None
    party = get_party(viewer, party_id=viewer.party_id, on=on)
    if party is None:
        raise NoRight(WHO_MAY, HOW)
    beside = _beside(viewer, kind, attempt.texts)
    entered = Entered(attempt.texts, attempt.problems, beside, is_correction=row is not None)
    title = f"更正{kind.label}" if row is not None else f"申报{kind.label}"
    return FormPage(
        kind=kind,
        title=title,
        row_id=row.pk if row is not None else None,
        parts=make_parts(kind, entered, labels),
        documents=tuple(list_documents(viewer, party=party, on=on)),
        document=attempt.document or str(getattr(row, "evidence", None) or ""),
        needs_evidence=door.needs_evidence,
        evidence_error=attempt.evidence_error,
        refusal=attempt.refusal,
        priority=say_priority(door),
        checker=say_checker(door, unit_names(on=on)),
        token=token_for(viewer),
        is_restored=is_restored,
        crumbs=(
            Crumb("企业档案", reverse("enterprise:facts")),
            Crumb("我的申报", reverse("enterprise:declared")),
            Crumb(title),
        ),
    )


def _beside(viewer: Viewer, kind: Kind, texts: Mapping[str, str]) -> dict[str, str]:
    """By field: what offices say of the same matter; of a report that they do not tell, the newest that they do."""
    assert viewer.party_id is not None
    labels = current_words()
    parsed = parse_row(kind, dict(texts), labels).values
    verified = list_verified(viewer, party_id=viewer.party_id, kind=kind)
    named = {one.target: parsed.get(one.name) for one in key_fields(kind)}
    same = [row for row in verified if is_same_matter(kind, row, named)]
    rows = same or (verified[:1] if kind.span is Span.REPORT else [])
    said: dict[str, str] = {}
    for row in rows:
        cells = cells_of(kind, row)
        where = "" if same else f"{cells['period_end']} "
        for field in own_fields(kind):
            text = say_value(field, cells[field.name], labels)
            if text and field.name not in said and field not in key_fields(kind):
                said[field.name] = f"{where}已核 {text}，{row.get_source_display()}，{row.source_on}"
    return said


def problems_of(kind: Kind, texts: Mapping[str, str], *, blocking: bool = True) -> tuple[CellProblem, ...]:
    """What is wrong with the enterprise's own fields, or only odd about them."""
    own = {one.label for one in own_fields(kind)}
    found = parse_row(kind, dict(texts), current_words()).problems
    return tuple(one for one in found if one.blocks is blocking and one.column in own)
