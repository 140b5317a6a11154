"""Every programme of the packs has a page that names its conditions, its parameters and the days of its term."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaodi.values.places import Document, read_document

ROOT = Path(__file__).resolve().parents[3]
PROGRAMMES = sorted((ROOT / "region_packs").glob("*/programmes/*"))


def read(path: Path) -> Document:
    return read_document(path.read_text(), path.name)


@pytest.mark.parametrize("folder", PROGRAMMES, ids=lambda path: path.name)
def test_a_programme_has_a_page_that_names_all_of_it(folder):
    page = (ROOT / "docs" / "programmes" / f"{folder.name}.md").read_text()
    programme, parameters = (read(folder / f"{part}.yaml").data for part in ("programme", "parameters"))

    conditions = [condition["id"] for condition in programme["conditions"]]
    valid = (programme["rests_on"].get("rule") or {}).get("valid", {})
    wanted = [*(f"`{name}`" for name in [*conditions, *parameters]), *map(str, valid.values())]

    assert [word for word in wanted if word not in page] == []
