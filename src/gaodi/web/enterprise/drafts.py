"""What was typed into a form whose session had ended: kept until the same person has signed in again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http.response import HttpResponseBase

from gaodi.kernel.people import Viewer
from gaodi.web.shell.asked import read_words
from gaodi.web.shell.gates import Asked, View

#: The hidden field that says whose form it is.
TOKEN = "typed_by"  # nosec B105  the name of a field
_KEY, _SALT = "declaration_draft", "gaodi.enterprise.drafts"
_LONGEST, _MOST_FIELDS, _TWO_DAYS = 300, 80, 2 * 24 * 3600
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", TOKEN})


def token_for(viewer: Viewer) -> str:
    """A sign for the form that only this person's draft may bear."""
    return signing.dumps([viewer.user_id, viewer.party_id], salt=_SALT)


def keeps_typed(view: View) -> View:
    """A decorator, outside the gate: a form that comes after its session ended is kept, and signing in leads back."""

    @wraps(view)
    def kept(request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.viewer.is_anonymous and request.method == "POST" and (whose := _whose(request)):
            request.session[_KEY] = {"whose": whose, "path": request.path, "texts": _texts(request)}
            return redirect_to_login(request.path)
        return view(request, *args, **kwargs)

    return kept


def _whose(request: Asked) -> list[int] | None:
    try:
        return signing.loads(request.POST.get(TOKEN, ""), salt=_SALT, max_age=_TWO_DAYS)  # type: ignore[no-any-return]
    except signing.BadSignature:
        return None


def _texts(request: Asked) -> dict[str, str]:
    named = [name for name in request.POST if name not in _NOT_KEPT][:_MOST_FIELDS]
    return {read_words(name)[:48]: read_words(request.POST[name])[:_LONGEST] for name in named}


def take_draft(request: Asked) -> Mapping[str, str] | None:
    """What this person had typed at this address, once; another person's is forgotten."""
    draft = request.session.get(_KEY)
    if draft is None:
        return None
    user, party = draft["whose"]
    if user != request.viewer.user_id:
        del request.session[_KEY]
        return None
    if (party, draft["path"]) != (request.viewer.party_id, request.path):
        return None
    del request.session[_KEY]
    texts: dict[str, str] = draft["texts"]
    return texts
