"""Broken packs: every problem is named with its file and line, and nothing is loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gaodi.kernel.models import PackVersion
from gaodi.kernel.packs import check_pack, load_pack
from gaodi.values.places import ProblemsFound

PACKS = Path(__file__).resolve().parents[2] / "region_packs"


@pytest.fixture
def packs(tmp_path):
    shutil.copytree(PACKS, tmp_path / "region_packs")
    return tmp_path / "region_packs"


def mend(root, path, old, new):
    file = root / path
    text = file.read_text()
    assert old in text, f"{path} no longer holds {old!r}"
    file.write_text(text.replace(old, new, 1))


def messages(root):
    return "\n".join(str(problem) for problem in check_pack(root, "zibo"))


def test_pack_of_the_house_has_no_problems(packs):
    assert messages(packs) == ""


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        ("zibo/programmes/listing_award/programme.yaml", "event.way =", "event.wey =", "way"),
        ("zibo/programmes/listing_award/programme.yaml", "$boards)", "$bords)", "boards"),
        ("zibo/programmes/listing_award/cases.yaml", "amount: 3000000", "amount: 3000001", "3000001"),
        ("zibo/programmes/listing_award/parameters.yaml", "unit: yuan", "unit: yaun", "yuan"),
        ("zibo/region.yaml", "tile: {row: 4, column: 3}", "tile: {row: 3, column: 4}", "tile"),
        ("zibo/region.yaml", "standing: supervised", "standing: superviced", "supervised"),
        ("zibo/policies/zibo-2020-16/policy.yaml", "lead: [finance]", "lead: [finanse]", "finance"),
        ("zibo/programmes/listing_award/programme.yaml", "article: 5}", "article: 55}", "articles 1 to 25"),
        (
            "zibo/programmes/listing_award/programme.yaml",
            "policy: zibo-2020-16",
            "policy: zibo-2020-61",
            "zibo-2020-16",
        ),
        ("zibo/public_listings.yaml", "board: star", "board: stat", "star"),
        ("_cn/calendar/2025.yaml", "worked: [2025-01-26", "worked: [2025-01-27", "2025-01-27"),
    ],
)
def test_broken_word_is_named_with_what_was_meant(packs, path, old, new, says):
    mend(packs, path, old, new)

    assert says in messages(packs)


def test_all_problems_come_at_once(packs):
    mend(packs, "zibo/programmes/listing_award/programme.yaml", "kind: entitlement", "kind: entitelment")
    mend(packs, "zibo/region.yaml", "standing: supervised", "standing: superviced")

    found = messages(packs)

    assert "region.yaml" in found
    assert "programme.yaml" in found


def test_broken_pack_is_not_loaded(packs, actor, at):
    before = PackVersion.objects.count()
    mend(packs, "zibo/region.yaml", "standing: supervised", "standing: superviced")

    with pytest.raises(ProblemsFound):
        load_pack(packs, "zibo", actor=actor, at=at)

    assert PackVersion.objects.count() == before


def test_changed_amount_publishes_the_next_version_of_the_rule(packs, actor, at):
    from gaodi.apps.assessments.models import RuleSet

    mend(
        packs,
        "zibo/programmes/listing_award/programme.yaml",
        "title: 企业首发上市奖励",
        "title: 首发上市奖励",
    )

    load_pack(packs, "zibo", actor=actor, at=at)

    first, second = RuleSet.objects.filter(code="listing_award").order_by("number")
    assert (first.superseded_at, second.superseded_at) == (at, None)
    assert second.spec["title"] == "首发上市奖励"
