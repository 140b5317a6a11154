"""The party that a person means on the command line: by code, public id or name."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from gaodi.apps.registry.models import Party, PartyName
from gaodi.ops.errors import OperationError

SUGGESTIONS = 3
_CANDIDATES = 2000


def find_any_party(word: str) -> Party:
    """The party of any kind with this credit code, public id, or exact name of today or before.

    Raises: OperationError: there is none, and which names are near; or several bear the name, and their public ids.
    """
    given = word.strip()
    for condition in _ways(given):
        found = list(Party.objects.filter(condition).order_by("pk")[: SUGGESTIONS + 1])
        if len(found) == 1:
            return found[0]
        if found:
            told = "; ".join(f"{one.public_id} ({one.get_kind_display()})" for one in found[:SUGGESTIONS])
            raise OperationError(f"several parties are called {given!r}: give the public id, such as {told}")
    near = "、".join(_nearest(given))
    hint = f"nearest are {near}" if near else "give the whole name, the credit code, or the public id"
    raise OperationError(f"no party is called {given!r} or has that code; {hint}")


def _ways(given: str) -> list[Q]:
    names = PartyName.objects.filter(name=given, known_to__isnull=True)
    ways = [
        Q(credit_code=given.upper()),
        Q(name=given),
        Q(short_name=given),
        Q(pk__in=names.values("party_id")),
    ]
    public_id = _as_uuid(given)
    return [Q(public_id=public_id), *ways] if public_id else ways if given else []


def _as_uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _nearest(given: str) -> Sequence[str]:
    """Names that share two neighbouring characters with the word and look most like it."""
    pairs = {given[at : at + 2] for at in range(len(given) - 1)}
    if not pairs:
        return []
    shares = reduce(or_, (Q(name__contains=pair) | Q(credit_code__contains=pair.upper()) for pair in pairs))
    rows = Party.objects.filter(shares).values_list("name", "credit_code")[:_CANDIDATES]
    by_text = {text: name for name, code in rows for text in (name, code) if text}
    near = difflib.get_close_matches(given, by_text, n=SUGGESTIONS, cutoff=0.4)
    return list(dict.fromkeys(by_text[text] for text in near))
