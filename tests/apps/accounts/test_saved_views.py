"""Saved views are their person's own, and their unit's where shared."""

from __future__ import annotations

import pytest

from gaodi.apps.accounts.saved_views import get_default_view, get_saved_view, list_saved_views
from gaodi.apps.accounts.services.saved_views import (
    MOST_VIEWS,
    NotYourView,
    NoUnitToShareWith,
    TooManyViews,
    ViewNameTaken,
    ViewNeedsName,
    choose_default_view,
    drop_default_view,
    forget_view,
    rename_view,
    save_view,
)
from gaodi.apps.accounts.services.users import create_user
from gaodi.kernel.models import AuditRecord
from gaodi.kernel.people import NobodyActs, Viewer

PAGE = "office:companies"


@pytest.fixture
def officer(clerk):
    return Viewer(clerk.pk, clerk.name, unit="kjj", sections=frozenset({"office"}))


@pytest.fixture
def colleague(actor, at):
    user = create_user(username="liuheng", name="柳珩", password="basalt-meadow-28", actor=actor, at=at)
    return Viewer(user.pk, user.name, unit="kjj", sections=frozenset({"office"}))


def keep(viewer, at, name="高新企业", **wanted):
    return save_view(viewer=viewer, page=PAGE, name=name, query="titles=high_tech", at=at, **wanted)


def test_a_view_is_kept_to_oneself(officer, colleague, at):
    view = keep(officer, at)

    assert list_saved_views(officer, page=PAGE) == [view]
    assert list_saved_views(colleague, page=PAGE) == []
    assert get_saved_view(colleague, public_id=view.public_id) is None
    assert AuditRecord.objects.filter(action="save_view", user_id=officer.user_id).exists()


def test_a_shared_view_is_open_to_the_unit_and_after_ones_own(officer, colleague, at):
    shared = keep(officer, at, name="本局名单", is_shared=True)
    own = keep(colleague, at, name="我的")
    stranger = Viewer(colleague.user_id + 999, "", unit="czj", sections=frozenset({"office"}))

    assert list_saved_views(colleague, page=PAGE) == [own, shared]
    assert list_saved_views(stranger, page=PAGE) == []


def test_a_page_opens_with_one_default(officer, at):
    first = keep(officer, at, is_default=True)
    second = keep(officer, at, name="第二个", is_default=True)
    assert get_default_view(officer, page=PAGE) == second

    choose_default_view(viewer=officer, public_id=first.public_id, at=at)

    assert get_default_view(officer, page=PAGE) == first


def test_only_who_saved_a_view_forgets_it(officer, colleague, at):
    view = keep(officer, at, is_shared=True)

    with pytest.raises(NotYourView):
        forget_view(viewer=colleague, public_id=view.public_id, at=at)
    forget_view(viewer=officer, public_id=view.public_id, at=at)

    assert list_saved_views(officer, page=PAGE) == []


def test_what_cannot_be_kept_is_refused(officer, at):
    keep(officer, at)

    with pytest.raises(ViewNameTaken):
        keep(officer, at)
    with pytest.raises(ViewNeedsName):
        keep(officer, at, name=" ")
    with pytest.raises(ViewNeedsName):
        save_view(viewer=officer, page=PAGE, name="长", query="x" * 1001, at=at)
    with pytest.raises(NoUnitToShareWith):
        keep(Viewer(officer.user_id, ""), at, name="共享", is_shared=True)
    with pytest.raises(NobodyActs):
        keep(Viewer.anonymous(), at, name="无人")


def test_a_person_keeps_twenty(officer, at):
    for number in range(MOST_VIEWS):
        keep(officer, at, name=f"视图{number}")

    with pytest.raises(TooManyViews, match="最多保存 20 个"):
        keep(officer, at, name="再一个")


def test_a_view_takes_another_name_that_is_free(officer, colleague, at):
    view, other = keep(officer, at), keep(officer, at, name="第二个")

    rename_view(viewer=officer, public_id=view.public_id, name=" 科技企业 ", at=at)

    assert {one.name for one in list_saved_views(officer, page=PAGE)} == {"科技企业", "第二个"}
    with pytest.raises(ViewNameTaken):
        rename_view(viewer=officer, public_id=other.public_id, name="科技企业", at=at)
    with pytest.raises(ViewNeedsName):
        rename_view(viewer=officer, public_id=other.public_id, name="长" * 33, at=at)
    with pytest.raises(NotYourView):
        rename_view(viewer=colleague, public_id=view.public_id, name="别人的", at=at)
    assert AuditRecord.objects.filter(action="rename_view", user_id=officer.user_id).exists()


def test_a_default_is_given_up(officer, at):
    view = keep(officer, at, is_default=True)

    drop_default_view(viewer=officer, public_id=view.public_id, at=at)

    assert get_default_view(officer, page=PAGE) is None
    assert list_saved_views(officer, page=PAGE) == [view]
