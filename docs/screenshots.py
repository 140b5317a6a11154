"""Takes the pictures of README and docs: make screenshots

Starts an instance of its own (folder, port, database server), signs in with its demonstration accounts, and writes WebP
files of at most 150 KB to docs/pictures/. Exit code 1 names what could not be taken.
"""

from __future__ import annotations

import base64
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.chromium import QUIET  # noqa: E402
from tests.instances import RunningInstance  # noqa: E402  the checkout's root is known from here on

PICTURES = ROOT / "docs" / "pictures"
LARGEST = 150_000
QUALITIES = (0.9, 0.8, 0.7, 0.6, 0.5)
#: Draws a picture on a canvas and gives it back as WebP: the browser is the only tool that every machine here has.
TO_WEBP = """async ([png, quality]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


def stay(page: Page) -> None:
    """The page as it opens."""


def open_reason(page: Page) -> None:
    """From the list of entitlements to the reason of the first that can be had now."""
    page.get_by_role("main").locator("a[href*='/entitlements/']").first.click()
    page.wait_for_load_state("networkidle")


def open_first_company(page: Page) -> None:
    """From the list of enterprises to the first of them."""
    page.get_by_role("main").locator("td a[href*='/office/companies/']").first.click()
    page.wait_for_load_state("networkidle")


def open_first_file(page: Page) -> None:
    """From the list of files to the newest of them."""
    page.get_by_role("main").locator("td a[href*='/intake/']").first.click()
    page.wait_for_load_state("networkidle")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: where it is taken, by whom (empty: nobody), how wide and high in pixels."""

    name: str
    path: str
    username: str = ""
    width: int = 1440
    height: int = 1000
    then: Callable[[Page], None] = stay


PHONE = {"width": 390, "height": 844}
TAKEN = (
    Picture("home", "/"),
    Picture("home-phone", "/", **PHONE),
    Picture("article", "/policy/5/"),
    Picture("programme", "/programmes/listing_award/"),
    Picture("entitlements", "/enterprise/", "qiye"),
    Picture("because", "/enterprise/", "qiye", height=1120, then=open_reason),
    Picture("because-phone", "/enterprise/", "qiye", **PHONE, then=open_reason),
    Picture("office", "/office/", "jingban"),
    Picture("outcomes", "/office/outcomes/", "jingban"),
    Picture("company", "/office/companies/?q=砺岫新材", "jingban", height=1240, then=open_first_company),
    Picture("intake", "/institution/intake/", "yinhang", then=open_first_file),
    Picture("quality", "/office/quality/", "jingban"),
    Picture("profile", "/enterprise/facts/", "qiye", height=1240),
    Picture("audit", "/office/audit/", "shenji"),
    Picture("cockpit", "/cockpit/", "lingdao"),
)


class Studio:
    """A browser before one instance; each account has a window of its own."""

    def __init__(self, browser: Browser, instance: RunningInstance) -> None:
        self.browser = browser
        self.address = instance.address.rstrip("/")
        kept = json.loads((instance.var / "demonstration.json").read_text())
        self.passwords = {name: row["password"] for name, row in kept.items()}

    def take(self, picture: Picture) -> int:
        """Write one picture; its size in bytes. Raises: Error: the page is not there or did not come to rest."""
        window = self.browser.new_context(
            viewport={"width": picture.width, "height": picture.height},
            locale="zh-CN",
            reduced_motion="reduce",
        )
        try:
            page = window.new_page()
            if picture.username:
                self.sign_in(page, picture.username)
            answer = page.goto(f"{self.address}{picture.path}", wait_until="networkidle")
            if answer is None or not answer.ok:
                raise Error(f"{picture.path} answers {answer.status if answer else 'nothing'}")
            picture.then(page)
            page.evaluate("document.fonts.ready")
            packed = self.pack(page.screenshot())
        finally:
            window.close()
        (PICTURES / f"{picture.name}.webp").write_bytes(packed)
        return len(packed)

    def sign_in(self, page: Page, username: str) -> None:
        page.goto(f"{self.address}/account/login/")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(self.passwords[username])
        page.get_by_role("main").get_by_role("button", name="登录").click()
        page.wait_for_url(lambda url: "/account/login/" not in url)

    def pack(self, png: bytes) -> bytes:
        """The picture as WebP in the best quality that stays small. Raises: Error: even the worst is too large."""
        page = self.browser.new_page()
        try:
            for quality in QUALITIES:
                packed = base64.b64decode(page.evaluate(TO_WEBP, [base64.b64encode(png).decode(), quality]))
                if len(packed) <= LARGEST:
                    return packed
        finally:
            page.close()
        raise Error(f"still {len(packed)} bytes at quality {quality}: make the picture smaller")


def main(names: list[str]) -> int:
    """Take all pictures, or those named. Exit codes: 0 all taken, 1 some not, 2 no such picture."""
    known = {picture.name: picture for picture in TAKEN}
    if unknown := sorted(set(names) - known.keys()):
        print(f"no such picture: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    PICTURES.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="gaodi-pictures-"))
    instance = RunningInstance(folder / "var", enterprises=300)
    try:
        print("starting an instance", file=sys.stderr)
        instance.up(seconds=180)
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
            studio = Studio(browser, instance)
            taken = [take(studio, known[name]) for name in (names or known)]
            browser.close()
    finally:
        instance.down()
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if all(taken) else 1


def take(studio: Studio, picture: Picture) -> bool:
    try:
        size = studio.take(picture)
    except Error as error:
        print(f"  {picture.name}: not taken: {error.message.splitlines()[0]}", file=sys.stderr)
        return False
    print(f"  {picture.name}: {size / 1000:.0f} KB", file=sys.stderr)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
