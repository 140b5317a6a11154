"""The programme of docs/how-to/write-a-programme.md, copied out of the page and checked as its reader would."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from gaodi.kernel.packs.services import check_pack

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "how-to" / "write-a-programme.md").read_text()
FOLDER = "zibo/programmes/quotation_grant"
FILES = dict(re.findall(r"`region_packs/(zibo/\S+\.yaml)`\n\n```yaml\n(.*?)```", PAGE, re.DOTALL))
TOLD = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)

pytestmark = pytest.mark.no_database


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The checkout's packs with the page's programme among them."""
    root = tmp_path / "region_packs"
    shutil.copytree(ROOT / "region_packs", root)
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def test_the_page_holds_a_whole_programme():
    assert set(FILES) == {f"{FOLDER}/{part}.yaml" for part in ("programme", "parameters", "cases")}


def test_the_programme_has_no_problems(packs):
    assert check_pack(packs, "zibo") == []


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("programme", "company.registered_capital *", "company.registered_capitol *"),
        ("cases", "amount: 300000", "amount: 310000"),
    ],
)
def test_a_mistake_is_told_in_the_words_of_the_page(packs, file, right, wrong):
    path = packs / FOLDER / f"{file}.yaml"
    path.write_text(path.read_text().replace(right, wrong, 1))

    found = [f"{problem}\n" for problem in check_pack(packs, "zibo")]

    assert found == [text for text in TOLD if f"/{file}.yaml" in text]
