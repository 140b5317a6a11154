"""One real instance with its worker, and a real browser before it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import PROGRAM, QUIET
from tests.instances import RunningInstance


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": PROGRAM, "args": list(QUIET)}


class Site:
    """An instance as its visitors know it: an address, and accounts by user name."""

    def __init__(self, instance: RunningInstance) -> None:
        self.instance = instance
        self.address = instance.address.rstrip("/")
        kept = json.loads((instance.var / "demonstration.json").read_text())
        self.passwords: dict[str, str] = {name: row["password"] for name, row in kept.items()}

    def log(self) -> str:
        """The end of what the web server said."""
        return (self.instance.var / "log" / "web.log").read_text()[-4000:]

    def sign_in(self, page: Page, username: str) -> None:
        page.goto(f"{self.address}/account/login/")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(self.passwords[username])
        page.get_by_role("main").get_by_role("button", name="登录").click()
        page.wait_for_url(lambda url: "/account/login/" not in url)


def running_site(var: Path) -> Iterator[Site]:
    instance = RunningInstance(var=var, enterprises=300)
    instance.up()
    try:
        yield Site(instance)
    finally:
        instance.down()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose day nobody moves."""
    yield from running_site(tmp_path_factory.mktemp("site") / "var")


@pytest.fixture(scope="module")
def moving_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of one module's own, to move its day."""
    yield from running_site(tmp_path_factory.mktemp("moving") / "var")


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A new visitor with a browser window of their own: visitor(width=390)."""
    windows: list[BrowserContext] = []

    def open_window(width: int = 1440) -> Page:
        window = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        windows.append(window)
        return window.new_page()

    yield open_window
    for window in windows:
        window.close()
