"""The demonstration's clock: which day it is, what the last move did, and moving on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from gaodi.apps.accounts.permissions import can_move_day
from gaodi.apps.programmes.overview import WatchedProgramme, list_watched
from gaodi.kernel import clock
from gaodi.kernel.errors import Refusal
from gaodi.kernel.models import BusinessDay
from gaodi.kernel.people import Viewer
from gaodi.web.office.day_changes import Progress, read_progress
from gaodi.web.office.gate import movers_only, office_only
from gaodi.web.shell.gates import Asked


@dataclass(frozen=True, slots=True)
class DayPage:
    """The business day. `why_not` says why this viewer cannot move it; empty where they can."""

    on: date
    moved_at: datetime
    is_demo: bool
    why_not: str
    tomorrow: date
    programmes: tuple[WatchedProgramme, ...]
    progress: Progress


def read_day(viewer: Viewer, on: date) -> DayPage:
    """The page for the business day."""
    state = clock.day_state()
    return DayPage(
        on=on,
        moved_at=state.moved_at,
        is_demo=state.is_demo,
        why_not=_why_not(viewer, is_demo=state.is_demo),
        tomorrow=on + timedelta(days=1),
        programmes=tuple(list_watched(on=on)),
        progress=read_progress(viewer, on),
    )


def _why_not(viewer: Viewer, *, is_demo: bool) -> str:
    if not is_demo:
        return "正式平台的业务日就是当天，由日历推进，任何人都不能改动。"
    if not can_move_day(viewer):
        return "推进业务日限办公端的经办人、复核人和领导小组；您可以在这里看它的进展。"
    return ""


@require_safe
@office_only
def show_day(request: Asked) -> HttpResponse:
    """The page; for htmx only the progress, which asks again until the sweep has caught up."""
    if request.htmx:
        progress = read_progress(request.viewer, request.business_day)
        return render(request, "office/day_progress.html", {"progress": progress})
    page = read_day(request.viewer, request.business_day)
    return render(request, "office/day.html", {"page": page, "progress": page.progress})


@require_POST
@movers_only
def move_day(request: Asked) -> HttpResponse:
    """Moves to the next day, or to the day posted as `to`, from the day posted as `seen`; goes back to the page that
    asked. A second click, or a page that is older than the day, moves nothing.
    """
    to, seen = request.POST.get("to", "").strip(), request.POST.get("seen", "").strip()
    try:
        day = _move(request.viewer, seen=_day(seen), to=_day(to))
        messages.success(request, f"业务日已推进到 {day.isoformat()}，正在按新的一天重新判定。")
    except (Refusal, BadDay) as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(_back(request))


def _move(viewer: Viewer, *, seen: date | None, to: date | None) -> date:
    """The day moved to. The row stays locked from the comparison to the move, so of two clicks one comes second."""
    with transaction.atomic():
        BusinessDay.objects.select_for_update().get()
        state = clock.day_state()
        if state.is_demo and seen != state.day and (seen or not to):
            raise DayMovedMeanwhile(state.day)
        return clock.advance_day(actor=viewer.as_actor(), at=clock.now(), to=to)


class DayMovedMeanwhile(Refusal):
    """The page that asked showed an earlier day than the one that it is now."""

    code = "day_moved_meanwhile"

    def __init__(self, today: date) -> None:
        super().__init__(
            f"业务日现在是 {today.isoformat()}，与您点击时页面上的日期不同，这一次没有推进；需要再推进，请按当前页面操作。"
        )


class BadDay(ValueError):
    """What was posted is no day."""

    def __init__(self, asked: str) -> None:
        super().__init__(f"“{asked}”不是日期，请写成 2025-12-25 这样。")


def _day(asked: str) -> date | None:
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise BadDay(asked[:20]) from None


def _back(request: Asked) -> str:
    """The page that asked, where it is one of ours."""
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe and asked.startswith("/") else reverse("office:day")
