"""Declaring, correcting and withdrawing a row of the enterprise's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gaodi.apps.intake.declared import Door, cells_of, find_declared, is_declared_now, list_doors
from gaodi.apps.intake.services.declare import (
    DeclarationHasProblems,
    EvidenceMissing,
    RowNotThere,
    declare,
    withdraw_declaration,
)
from gaodi.apps.intake.services.documents import keep_document
from gaodi.apps.intake.tasks import uploads
from gaodi.apps.regions.selectors import unit_names
from gaodi.apps.regions.words import current_words
from gaodi.apps.registry.kinds import Kind, Span
from gaodi.kernel.clock import now
from gaodi.kernel.errors import Refusal
from gaodi.web.enterprise.declaration_form import Attempt, problems_of, read_form
from gaodi.web.enterprise.drafts import TOKEN, keeps_typed, take_draft
from gaodi.web.enterprise.entry_fields import key_fields, own_fields, texts_of
from gaodi.web.enterprise.gate import for_declaring
from gaodi.web.enterprise.providing import say_checker, say_priority
from gaodi.web.shell.asked import read_words
from gaodi.web.shell.gates import Asked


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@for_declaring
def declare_row(request: Asked, kind: str, row_id: int | None = None) -> HttpResponse:
    """The form of a new row, or of a correction; a refused one comes back with everything that was typed."""
    door = _door(request, kind)
    row = _row(request, door.kind, row_id)
    if request.method != "POST":
        first, draft = _texts_at_first(door.kind, row, request.business_day), take_draft(request)
        attempt = Attempt({**first, **(draft or {})}, document=(draft or {}).get("document", ""))
        return _show(request, door, row, attempt, is_restored=draft is not None)
    attempt = _try(request, door, row)
    if attempt.is_refused:
        return _show(request, door, row, attempt, status=422)
    return HttpResponseRedirect(f"{reverse('enterprise:declared')}#kind-{kind}")


def _door(request: Asked, kind: str) -> Door:
    door = list_doors(on=request.business_day).get(kind)
    if door is None or not door.may_declare:
        raise Http404
    return door


def _row(request: Asked, kind: Kind, row_id: int | None) -> Any | None:
    """The row to correct, also one that was replaced meanwhile: the same form sent twice is no mistake."""
    if row_id is None:
        return None
    assert request.viewer.party_id is not None
    row = find_declared(request.viewer, party_id=request.viewer.party_id, kind=kind, row_id=row_id)
    if row is None or (request.method != "POST" and not is_declared_now(kind, row)):
        raise Http404
    return row


def _texts_at_first(kind: Kind, row: Any | None, on: date) -> dict[str, str]:
    """The row as declared; or for a report the year that ended last."""
    if row is not None:
        return texts_of(kind, cells_of(kind, row), current_words())
    if kind.span is not Span.REPORT:
        return {}
    usual = {"period_end": f"{on.year - 1}-12-31", "period": "annual", "scope": "consolidated"}
    return {one.name: usual[one.name] for one in key_fields(kind) if one.name in usual}


def _try(request: Asked, door: Door, row: Any | None) -> Attempt:
    """Keeps the document, then declares; the attempt with what was refused, or without."""
    kind, viewer = door.kind, request.viewer
    assert viewer.party_id is not None
    attempt = _typed(request, kind, row)
    if row is not None and not is_declared_now(kind, row):
        return replace(attempt, refusal="这条申报已经撤回，没有更正。仍要申报的，请点“另报一条”。")
    attempt = _keep_evidence(request, attempt)
    if attempt.is_refused:
        return replace(attempt, problems=problems_of(kind, attempt.texts))
    try:
        declare(
            viewer,
            party_id=viewer.party_id,
            kind=kind.code,
            values={one.name: attempt.texts.get(one.name, "") for one in own_fields(kind)},
            on=request.business_day,
            at=now(),
            evidence=_uuid(attempt.document),
        )
    except DeclarationHasProblems as refused:
        return replace(attempt, problems=refused.problems)
    except EvidenceMissing as refused:
        return replace(attempt, evidence_error=str(refused), problems=problems_of(kind, attempt.texts))
    except Refusal as refused:
        return replace(attempt, refusal=str(refused))
    _say_done(request, door, attempt, is_correction=row is not None)
    return attempt


def _typed(request: Asked, kind: Kind, row: Any | None) -> Attempt:
    texts = {one.name: read_words(request.POST.get(one.name, "")) for one in own_fields(kind)}
    if row is not None:
        kept = texts_of(kind, cells_of(kind, row), current_words())
        texts |= {one.name: kept.get(one.name, "") for one in key_fields(kind)}
    return Attempt(texts, document=read_words(request.POST.get("document", "")))


def _keep_evidence(request: Asked, attempt: Attempt) -> Attempt:
    """A document that came with the form stays kept, whatever else is wrong with it."""
    file = request.FILES.get("evidence")
    assert request.viewer.party_id is not None
    if not isinstance(file, UploadedFile):
        return attempt
    try:
        document = keep_document(
            request.viewer,
            party_id=request.viewer.party_id,
            name=read_words(file.name or "材料"),
            chunks=file.chunks(),
            store=uploads(),
            at=now(),
        )
    except Refusal as refused:
        return replace(attempt, evidence_error=str(refused))
    return replace(attempt, document=str(document.public_id))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _say_done(request: Asked, door: Door, attempt: Attempt, *, is_correction: bool) -> None:
    done = "已更正" if is_correction else "已申报"
    checker = say_checker(door, unit_names(on=request.business_day))
    messages.success(
        request,
        f"{done}：{door.kind.label}。它现在就参与判断，标明“申报”，可享政策几秒后按新数重算。"
        f"{checker}会核对；{say_priority(door)}",
    )
    odd = problems_of(door.kind, attempt.texts, blocking=False)
    if odd:
        said = "；".join(f"{one.column}：{one.message}" for one in odd)
        messages.warning(request, f"已经保存，但请再看一眼。{said}")


def _show(
    request: Asked,
    door: Door,
    row: Any | None,
    attempt: Attempt,
    *,
    is_restored: bool = False,
    status: int = 200,
) -> HttpResponse:
    page = read_form(request.viewer, request.business_day, door, row, attempt, is_restored=is_restored)
    return render(request, "enterprise/declare_form.html", {"page": page, "token_name": TOKEN}, status=status)


@require_POST
@for_declaring
def withdraw_row(request: Asked, kind: str, row_id: int) -> HttpResponse:
    """The enterprise says nothing of this any more; what it said stays known as said then."""
    door = _door(request, kind)
    assert request.viewer.party_id is not None
    try:
        withdraw_declaration(
            request.viewer,
            party_id=request.viewer.party_id,
            kind=kind,
            row_id=row_id,
            on=request.business_day,
            at=now(),
        )
    except RowNotThere:
        if _row_was_there(request, door.kind, row_id):
            messages.info(request, f"这条{door.kind.label}已经不在用了，可能已更正或撤回，没有再改动。")
        else:
            raise Http404 from None
    else:
        messages.success(request, f"已撤回：{door.kind.label}。可享政策几秒后重算；以前的判断仍可复算。")
    return HttpResponseRedirect(f"{reverse('enterprise:declared')}#kind-{kind}")


def _row_was_there(request: Asked, kind: Kind, row_id: int) -> bool:
    assert request.viewer.party_id is not None
    return (
        find_declared(request.viewer, party_id=request.viewer.party_id, kind=kind, row_id=row_id) is not None
    )
