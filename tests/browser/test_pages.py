"""Every page that a role's menus lead to: no axe finding, no sideways scroll, nothing in the console, by keyboard."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PEOPLE = ("", "qiye", "banshi", "yinhang", "jingban", "fuhe", "zichuan", "fengkong", "lingdao", "shenji")
#: Pages that no menu names, beside what the menus lead to.
ALSO = {
    "": ("/components/", "/account/login/", "/policy/5/", "/policy/2/", "/programmes/listing_award/", "/units/zichuan/",
         "/search/?q=上市", "/nowhere/"),
    "qiye": ("/office/",),
}  # fmt: skip


def pages_of(page: Page, address: str, who: str) -> list[str]:
    """Addresses that the start page leads to, one of each kind of page."""
    page.goto(f"{address}/{'start/' if who else ''}")
    hrefs = page.eval_on_selector_all(
        "nav a[href], main a[href]", "links => links.map(a => a.getAttribute('href'))"
    )
    inside = [
        href for href in hrefs if href.startswith("/") and "logout" not in href and "large-print" not in href
    ]
    plain = [*ALSO.get(who, ()), *(href.split("#")[0] for href in inside)]
    return list({_shape(href): href for href in reversed(plain)}.values())[::-1]


def _shape(href: str) -> str:
    """What kind of page an address is: firms, articles, units and filters of one page are one kind."""
    path = re.sub(r"/[0-9a-f-]{36}/|/\d+/", "/*/", href.split("?")[0])
    return re.sub(r"^/units/[a-z]+/", "/units/*/", path)


def faults_of(page: Page, said: list[str]) -> list[str]:
    """What is wrong with the page that is open."""
    found = [
        f"axe {one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]
    ]
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [
        *found,
        *([f"scrolls sideways by {over} px"] if over > 0 else []),
        *(f"console: {line}" for line in said),
    ]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who or "nobody")
def test_pages_are_whole(site, visitor, who, width):
    page = visitor(width)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if _is_fault(line) else None)
    if who:
        site.sign_in(page, who)

    faults = {}
    for href in pages_of(page, site.address, who):
        said.clear()
        page.goto(site.address + href)
        if found := faults_of(page, said):
            faults[href] = found

    assert faults == {}, site.log()


def _is_fault(line) -> bool:
    """A page that says 403 or 404 on purpose is no fault of its own."""
    return line.type == "error" and "status of 40" not in line.text


def test_front_page_can_be_walked_by_keyboard(site, visitor):
    page = visitor()
    page.goto(site.address)

    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    landed = page.evaluate("document.activeElement.id")

    assert (skip, landed) == ("跳到正文", "main")


def test_table_of_the_office_is_walked_by_its_keys(site, visitor):
    page = visitor()
    site.sign_in(page, "jingban")
    page.goto(f"{site.address}/office/outcomes/")

    page.keyboard.press("j")
    page.keyboard.press("e")

    assert page.locator("[aria-expanded=true]").count() >= 1


@pytest.mark.parametrize("width", [1440, 390])
def test_large_print_makes_letters_larger(site, visitor, width):
    page = visitor(width)
    page.goto(f"{site.address}/policy/5/")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")

    page.goto(f"{site.address}/large-print/?next=/policy/5/")
    after = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")

    assert after > before * 1.1
