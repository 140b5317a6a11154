"""Saved views: keep a list, share it with one's unit, open a page with it, forget it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gaodi.apps.accounts.models import SavedView, User
from gaodi.apps.accounts.permissions import can_share_views
from gaodi.kernel.audit import acting
from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Viewer

#: Views of one person, on all pages.
MOST_VIEWS = 20
LONGEST_NAME = 32
LONGEST_QUERY = 1000


class TooManyViews(Refusal):
    """A person keeps so many views and no more."""

    code = "too_many_views"

    def __init__(self) -> None:
        super().__init__(f"每人最多保存 {MOST_VIEWS} 个常用视图；请先删除不用的视图。")


class ViewNeedsName(Refusal):
    """A view without a name, or with one that is too long, or with too many conditions."""

    code = "view_needs_name"

    def __init__(self) -> None:
        super().__init__(
            f"视图名称应为 1 至 {LONGEST_NAME} 个字，条件不超过 {LONGEST_QUERY} 个字符；请修改后再保存。"
        )


class ViewNameTaken(Refusal):
    """Two views of one page cannot have one name."""

    code = "view_name_taken"

    def __init__(self, name: str) -> None:
        super().__init__(f"本页已有名为“{name}”的视图；请换一个名称，或先删除原视图。")


class NoUnitToShareWith(Refusal):
    """Views are shared with the unit at which one sits."""

    code = "no_unit_to_share_with"

    def __init__(self) -> None:
        super().__init__("只有部门席位可以把视图共享给本单位；请不勾选共享后再保存。")


class NotYourView(Refusal):
    """Only who saved a view changes or forgets it."""

    code = "not_your_view"

    def __init__(self) -> None:
        super().__init__("该视图不存在，或由他人保存；只能修改、删除自己保存的视图。")


def save_view(
    *,
    viewer: Viewer,
    page: str,
    name: str,
    query: str,
    at: datetime,
    is_shared: bool = False,
    is_default: bool = False,
) -> SavedView:
    """The view, kept for its person and, where shared, for their unit.

    Raises: ViewNeedsName, ViewNameTaken, TooManyViews, NoUnitToShareWith, NobodyActs.
    """
    actor, name = viewer.as_actor(), name.strip()
    if not 0 < len(name) <= LONGEST_NAME or len(query) > LONGEST_QUERY:
        raise ViewNeedsName
    if is_shared and not can_share_views(viewer):
        raise NoUnitToShareWith
    detail = {"page": page, "name": name, "query": query, "shared": is_shared}
    with acting(actor=actor, at=at, action="save_view", subject_kind="saved_view", detail=detail):
        user = User.objects.select_for_update().get(pk=actor.user_id or 0)
        _check_room(user, page, name)
        if is_default:
            _forget_default(user, page)
        return SavedView.objects.create(
            user=user,
            page=page,
            name=name,
            query=query,
            shared_with=viewer.unit or "" if is_shared else "",
            is_default=is_default,
            saved_at=at,
        )


def choose_default_view(*, viewer: Viewer, public_id: UUID, at: datetime) -> SavedView:
    """The page of this view opens with it from now on. Raises: NotYourView."""
    with acting(actor=viewer.as_actor(), at=at, action="choose_default_view", subject_kind="saved_view"):
        view = _own(viewer, public_id)
        _forget_default(view.user, view.page)
        view.is_default = True
        view.save(update_fields=["is_default"])
    return view


def drop_default_view(*, viewer: Viewer, public_id: UUID, at: datetime) -> SavedView:
    """The page of this view opens without a view again. Raises: NotYourView."""
    with acting(actor=viewer.as_actor(), at=at, action="drop_default_view", subject_kind="saved_view"):
        view = _own(viewer, public_id)
        view.is_default = False
        view.save(update_fields=["is_default"])
    return view


def rename_view(*, viewer: Viewer, public_id: UUID, name: str, at: datetime) -> SavedView:
    """The view under another name, for the unit too. Raises: NotYourView, ViewNeedsName, ViewNameTaken."""
    name, detail = name.strip(), {"name": name.strip()[:LONGEST_NAME]}
    if not 0 < len(name) <= LONGEST_NAME:
        raise ViewNeedsName
    with acting(
        actor=viewer.as_actor(), at=at, action="rename_view", subject_kind="saved_view", detail=detail
    ):
        view = _own(viewer, public_id)
        others = SavedView.objects.filter(user=view.user, page=view.page, name=name)
        if others.exclude(pk=view.pk).exists():
            raise ViewNameTaken(name)
        view.name = name
        view.save(update_fields=["name"])
    return view


def forget_view(*, viewer: Viewer, public_id: UUID, at: datetime) -> None:
    """The view is gone, for the unit too. Raises: NotYourView."""
    with acting(actor=viewer.as_actor(), at=at, action="forget_view", subject_kind="saved_view"):
        _own(viewer, public_id).delete()


def _check_room(user: User, page: str, name: str) -> None:
    own = SavedView.objects.filter(user=user)
    if own.filter(page=page, name=name).exists():
        raise ViewNameTaken(name)
    if own.count() >= MOST_VIEWS:
        raise TooManyViews


def _forget_default(user: User, page: str) -> None:
    SavedView.objects.filter(user=user, page=page, is_default=True).update(is_default=False)


def _own(viewer: Viewer, public_id: UUID) -> SavedView:
    view = SavedView.objects.select_for_update().filter(user=viewer.user_id or 0, public_id=public_id).first()
    if view is None:
        raise NotYourView
    return view
