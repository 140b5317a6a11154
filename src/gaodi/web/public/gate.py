"""The gate of the public section: open to everyone, for reading only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gaodi.web.shell.errors import NoRight

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page that anybody may read, signed in or not; nothing is written here.

    Raises: NoRight: the viewer's sections leave the public one out.
    """

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.viewer.may_enter("public"):  # type: ignore[attr-defined]
            raise NoRight("任何人", "请退出后重新打开本页。")
        return view(request, *args, **kwargs)

    return require_safe(entered)
