"""What an enterprise says of itself: its own rows, side by side with what others say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from gaodi.apps.intake.choices import Uploader
from gaodi.apps.intake.models import Document, Outlet
from gaodi.apps.intake.permissions import can_declare
from gaodi.apps.intake.selectors import list_outlets
from gaodi.apps.intake.services.applying import lock_writers
from gaodi.apps.intake.services.declared_rows import find_others, open_rows_of, put_row
from gaodi.apps.regions.words import current_words
from gaodi.apps.registry.choices import Source
from gaodi.apps.registry.kinds import KINDS, Kind, Span
from gaodi.apps.registry.models import Party
from gaodi.engines.tabular import CellProblem, Severity, parse_row
from gaodi.kernel.audit import acting
from gaodi.kernel.errors import Refusal
from gaodi.kernel.events import emit
from gaodi.kernel.people import Viewer


class NotYoursToDeclare(Refusal):
    """Somebody declares for a party that they do not act for, or what enterprises may not declare."""

    code = "not_yours_to_declare"

    def __init__(self, says: str = "只能申报您当前代表的企业自己的数据；请先切换到该企业。") -> None:
        super().__init__(says)


class DeclarationHasProblems(Refusal):
    """Values do not fit; `problems` tell which and why, each with the label of its field as `column`."""

    code = "declaration_has_problems"

    def __init__(self, problems: Sequence[CellProblem]) -> None:
        self.problems = tuple(problems)
        listed = "；".join(f"{one.column}：{one.message}" for one in problems)
        super().__init__(f"申报内容有误，没有保存。{listed}")


class EvidenceMissing(Refusal):
    """This kind is declared with a document, or the document is not the enterprise's own."""

    code = "evidence_missing"

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"申报“{kind.label}”须附佐证材料；请先上传本企业的 PDF、JPG、PNG 或 OFD 文件。")


class RowNotThere(Refusal):
    """No open declared row of that number at this enterprise."""

    code = "declared_row_not_there"

    def __init__(self) -> None:
        super().__init__("没有这条申报，或者它已被更正或撤回；请刷新后再试。")


def declare(
    viewer: Viewer,
    *,
    party_id: int,
    kind: str,
    values: Mapping[str, Any],
    on: date,
    at: datetime,
    evidence: UUID | None = None,
) -> Model:
    """The enterprise's row as it stands now; a declared row of the same key that differs is closed.

    Args: values: by the kind's field names, as typed into a form; evidence: the public id of a document.
    Raises: NotYoursToDeclare; EvidenceMissing; DeclarationHasProblems; NobodyActs.
    """
    if not can_declare(viewer, party_id):
        raise NotYoursToDeclare
    sort = _declarable(kind, on=on)
    _check_evidence(sort, party_id, evidence, on=on)
    columns = _columns(sort, Party.objects.get(pk=party_id), values, on=on)
    actor = viewer.as_actor()
    with acting(
        actor=actor, at=at, action="declare_fact", subject_kind="party", subject_id=party_id,
        detail={"kind": kind},
    ):  # fmt: skip
        lock_writers(kind, Source.ENTERPRISE)
        row, is_new = put_row(sort, columns, evidence, on=on, at=at)
        if is_new:
            payload = {"kinds": [kind], "parties": 1, "row": row.pk}
            emit(
                "fact_declared", actor=actor, on=on, at=at, subject_kind="party", subject_id=party_id,
                payload=payload,
            )  # fmt: skip
    return row


def withdraw_declaration(
    viewer: Viewer, *, party_id: int, kind: str, row_id: int, on: date, at: datetime
) -> None:
    """From now on the enterprise says nothing of this; what it said before stays known as said then.

    Raises: NotYoursToDeclare; RowNotThere; NobodyActs.
    """
    if not can_declare(viewer, party_id):
        raise NotYoursToDeclare
    sort = KINDS[kind]
    actor = viewer.as_actor()
    with acting(
        actor=actor, at=at, action="withdraw_declaration", subject_kind="party", subject_id=party_id,
        detail={"kind": kind},
    ):  # fmt: skip
        lock_writers(kind, Source.ENTERPRISE)
        open_rows = open_rows_of(sort).filter(**{f"{sort.subject}_id": party_id})
        if not open_rows.filter(pk=row_id).update(known_to=at):
            raise RowNotThere
        payload = {"kinds": [kind], "parties": 1, "row": row_id, "withdrawn": True}
        emit(
            "fact_declared", actor=actor, on=on, at=at, subject_kind="party", subject_id=party_id,
            payload=payload,
        )  # fmt: skip


def list_declared(viewer: Viewer, *, party_id: int, kind: str) -> list[Any]:
    """The open rows that the enterprise declared, newest period first; for its own people only."""
    if not can_declare(viewer, party_id):
        return []
    sort = KINDS[kind]
    return list(open_rows_of(sort).filter(**{f"{sort.subject}_id": party_id}).order_by("-valid_from", "-pk"))


def declarable_kinds(*, on: date) -> list[Kind]:
    """What enterprises may declare on a day."""
    codes = {code for outlet in _outlets(on=on) for code in outlet.kinds}
    return [kind for code, kind in KINDS.items() if kind.may_declare and code in codes]


def _outlets(*, on: date) -> list[Outlet]:
    return [outlet for outlet in list_outlets(on=on) if outlet.uploader == Uploader.ENTERPRISE]


def _declarable(code: str, *, on: date) -> Kind:
    found = next((kind for kind in declarable_kinds(on=on) if kind.code == code), None)
    if found is None:
        label = KINDS[code].label if code in KINDS else code
        raise NotYoursToDeclare(f"“{label}”不由企业自行申报；它由主管单位提供，有误请向其提出。")
    return found


def _check_evidence(kind: Kind, party_id: int, evidence: UUID | None, *, on: date) -> None:
    is_needed = any(kind.code in outlet.evidence_for for outlet in _outlets(on=on))
    if evidence is None and not is_needed:
        return
    if evidence is None or not Document.objects.filter(public_id=evidence, party_id=party_id).exists():
        raise EvidenceMissing(kind)


def _columns(kind: Kind, party: Party, values: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """Columns of the model as the values say. Raises: DeclarationHasProblems."""
    subject = next(ref for ref in kind.parties if ref.attribute == kind.subject)
    own = {name for name in (subject.code, subject.name) if name}
    cells = {name: value for name, value in values.items() if name not in own}
    cells |= {subject.code: party.credit_code} if subject.code else {}
    row = parse_row(kind, cells, current_words())
    ours = {kind.field(name).label for name in own}
    problems = [one for one in row.problems if one.blocks and one.column not in ours]
    others = find_others(kind, row.values)
    problems += others.problems
    if kind.span is Span.REPORT and row.values.get("period_end") and row.values["period_end"] > on:
        problems.append(_problem(kind.field("period_end").label, "期间还没有结束，请在期末之后申报。"))
    if problems:
        raise DeclarationHasProblems(problems)
    return kind.stored(row.values) | {f"{kind.subject}_id": party.pk} | others.parties


def _problem(column: str, message: str) -> CellProblem:
    return CellProblem(Severity.ERROR, "declaration", message, column=column)
