"""An enterprise sees what it can have and why; the day passes the policy's end; it sees that end."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


def move_day(page: Page, site, to: str) -> None:
    """As an officer: to a chosen day, and wait until everybody was judged by it."""
    page.goto(f"{site.address}/office/day/")
    page.get_by_label("或推进到").fill(to)
    page.get_by_role("button", name="推进", exact=True).click()
    expect(page.get_by_text(f"判定已到 {to}")).to_be_visible(timeout=60_000)


def open_list(page: Page, site) -> None:
    page.goto(f"{site.address}/enterprise/")
    expect(page.get_by_role("heading", name="可享政策", level=1)).to_be_visible()


def ended(page: Page) -> Locator:
    """The state at the head of the list that says since when its programmes are over."""
    return page.locator("main .gd-expired__note")


def test_entitlement_is_seen_explained_and_expires(moving_site, visitor):
    enterprise, officer = visitor(), visitor()

    moving_site.sign_in(enterprise, "qiye")
    open_list(enterprise, moving_site)
    entitled = enterprise.get_by_role("region", name="可享")
    expect(entitled.get_by_text("企业首发上市奖励，受理阶段")).to_be_visible()
    expect(entitled.get_by_text("300.00")).to_be_visible()

    entitled.get_by_role("link", name=re.compile("看依据")).first.click()
    expect(enterprise.get_by_role("heading", name="为什么可享")).to_be_visible()
    expect(enterprise.get_by_text("在境内外主要交易所申报")).to_be_visible()
    expect(enterprise.get_by_text("第五条").first).to_be_visible()
    expect(enterprise.get_by_text("余 347 天")).to_be_visible()

    moving_site.sign_in(officer, "jingban")
    move_day(officer, moving_site, "2025-12-24")
    open_list(enterprise, moving_site)
    expect(ended(enterprise)).to_have_count(0)
    expect(enterprise.get_by_role("region", name="可享").get_by_text("300.00")).to_be_visible()

    move_day(officer, moving_site, "2025-12-25")
    open_list(enterprise, moving_site)
    expect(ended(enterprise)).to_be_visible()
    expect(ended(enterprise)).to_contain_text("已到期，最后一天是 2025-12-24")
    expect(enterprise.get_by_role("region", name="可享").get_by_text("300.00")).to_be_visible()

    move_day(officer, moving_site, "2026-06-13")
    open_list(enterprise, moving_site)
    expect(enterprise.get_by_role("region", name="可享", exact=True)).to_have_count(0)
    expect(enterprise.get_by_role("region", name="已过期").get_by_text("受理阶段")).to_be_visible()
