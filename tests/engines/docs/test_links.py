"""Links between the pages of the documentation lead to files and headings that exist; every page is in the index."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.glob("**/*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]

_FENCES = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_HTML = re.compile(r"""(?:src|href)="([^"]+)\"""")


def links_of(page: Path) -> list[str]:
    """Where the page leads to inside the checkout."""
    text = _FENCES.sub("", page.read_text())
    found = [*_LINK.findall(_CODE.sub("", text)), *_HTML.findall(text)]
    return [link for link in found if not link.startswith(("http:", "https:", "mailto:"))]


def anchor_of(heading: str) -> str:
    """A heading's anchor as hosts of git repositories make it: lower case, blanks to hyphens, no other signs."""
    kept = [
        letter for letter in heading.lower() if letter in " -_" or unicodedata.category(letter)[0] in "LN"
    ]
    return "".join(kept).strip().replace(" ", "-")


def anchors_of(page: Path) -> set[str]:
    text = _FENCES.sub("", page.read_text())
    return {anchor_of(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title)) for title in _HEADING.findall(text)}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_a_page_leads_somewhere(name):
    page = ROOT / name
    broken = []
    for link in links_of(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            broken.append(link)

    assert not broken


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_one_title(name):
    titles = re.findall(r"^# ", _FENCES.sub("", (ROOT / name).read_text()), re.MULTILINE)

    assert len(titles) == 1


def test_every_page_can_be_reached_from_the_index():
    seen, open_pages = set(), {DOCS / "README.md"}
    while open_pages:
        page = open_pages.pop()
        seen.add(page)
        targets = {(page.parent / link.partition("#")[0]).resolve() for link in links_of(page)}
        open_pages |= {one for one in targets if one.suffix == ".md" and one.exists()} - seen

    assert sorted(str(page.relative_to(ROOT)) for page in set(PAGES) - seen) == []
