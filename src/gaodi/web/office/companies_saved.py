"""Saved views of the list of enterprises: to open, save, rename, share, open by default, forget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from gaodi.apps.accounts.models import SavedView
from gaodi.apps.accounts.permissions import can_share_views
from gaodi.apps.accounts.saved_views import list_saved_views
from gaodi.apps.accounts.services import saved_views as services
from gaodi.kernel import clock
from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Viewer
from gaodi.web.office.companies_asked import kept_query
from gaodi.web.office.gate import office_only
from gaodi.web.shell.asked import Query, read_words
from gaodi.web.shell.gates import Asked

PAGE = "office:companies"


@dataclass(frozen=True, slots=True)
class SavedLine:
    """A view that may be opened. `change_href` is empty for those of others, whose name is `by`."""

    name: str
    href: str
    is_current: bool
    is_default: bool
    is_shared: bool
    by: str
    change_href: str


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The viewer's views and their unit's; `query` is what saving would keep, `name` the view that is open now."""

    own: tuple[SavedLine, ...]
    shared: tuple[SavedLine, ...]
    query: str
    name: str
    may_share: bool
    is_open: bool
    most: int = services.MOST_VIEWS
    longest: int = services.LONGEST_NAME

    @property
    def room(self) -> int:
        """How many more the viewer may save, as far as this page's views tell."""
        return max(self.most - len(self.own), 0)


def read_saved(viewer: Viewer, query: Query) -> SavedViews:
    """The views of the list beside what is asked for now."""
    kept = kept_query(query.values)
    lines = tuple(_line(view, viewer, kept) for view in list_saved_views(viewer, page=PAGE))
    return SavedViews(
        own=tuple(line for line in lines if line.change_href),
        shared=tuple(line for line in lines if not line.change_href),
        query=kept,
        name=next((line.name for line in lines if line.is_current), ""),
        may_share=can_share_views(viewer),
        is_open=query.get("views") == "open",
    )


def _line(view: SavedView, viewer: Viewer, kept: str) -> SavedLine:
    own = view.user_id == viewer.user_id
    return SavedLine(
        name=view.name,
        href=f"{reverse(PAGE)}?{view.query or 'view=all'}",
        is_current=view.query == kept,
        is_default=own and view.is_default,
        is_shared=bool(view.shared_with),
        by="" if own else view.user.name,
        change_href=reverse("office:change_companies_view", args=[view.public_id]) if own else "",
    )


@require_POST
@office_only
def save_companies_view(request: Asked) -> HttpResponse:
    """Saves the list posted as `query` under `name`; goes back to it."""

    def save() -> str:
        view = services.save_view(
            viewer=request.viewer,
            page=PAGE,
            name=read_words(request.POST.get("name", "")),
            query=_posted_query(request),
            at=clock.now(),
            is_shared=bool(request.POST.get("shared")),
            is_default=bool(request.POST.get("default")),
        )
        return f"视图“{view.name}”已保存。"

    return _done(request, save)


@require_POST
@office_only
def change_companies_view(request: Asked, public_id: UUID) -> HttpResponse:
    """Does what is posted as `action` with one's own view: rename, default, plain, forget; goes back to the list."""
    return _done(request, lambda: _change(request, public_id, clock.now()))


def _change(request: Asked, public_id: UUID, at: datetime) -> str:
    viewer, action = request.viewer, request.POST.get("action", "")
    if action == "rename":
        name = read_words(request.POST.get("name", ""))
        services.rename_view(viewer=viewer, public_id=public_id, name=name, at=at)
        return f"视图已改名为“{name}”。"
    if action == "default":
        view = services.choose_default_view(viewer=viewer, public_id=public_id, at=at)
        return f"以后打开企业列表，先看“{view.name}”。"
    if action == "plain":
        services.drop_default_view(viewer=viewer, public_id=public_id, at=at)
        return "以后打开企业列表，先看全部。"
    if action == "forget":
        services.forget_view(viewer=viewer, public_id=public_id, at=at)
        return "视图已删除。"
    raise NothingAsked


class NothingAsked(Refusal):
    """A form came in without saying what to do."""

    code = "nothing_asked"

    def __init__(self) -> None:
        super().__init__("没有收到要做的事，视图没有改动；请在视图旁选择改名、设为默认或删除。")


def _done(request: Asked, act: Callable[[], str]) -> HttpResponse:
    """Does it, says how it went, and goes back to the list that asked, its views open."""
    try:
        messages.success(request, act())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    query = _posted_query(request)
    return HttpResponseRedirect(f"{reverse(PAGE)}?{query}{'&' if query else ''}views=open")


def _posted_query(request: Asked) -> str:
    pairs = parse_qsl(request.POST.get("query", "")[:4000])
    return kept_query({name: read_words(value) for name, value in pairs})
