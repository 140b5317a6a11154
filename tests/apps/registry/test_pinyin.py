"""Readings of names."""

from __future__ import annotations

import pytest
from pypinyin import lazy_pinyin

from gaodi.apps.registry.pinyin import all_readings, fold_name, pinyin_keys


@pytest.mark.parametrize(
    "name", ["淄博砺芯科技有限公司", "重庆长乐银行", "朝阳宏曾鑫淼材料厂", "乐山行知会计师事务所"]
)
def test_readings_are_those_of_the_phrase_book(name: str) -> None:
    assert pinyin_keys(name).full == " ".join(lazy_pinyin(name))


def test_letters_and_digits_stay_and_marks_vanish() -> None:
    assert pinyin_keys("砺芯（山东）ＡＢＣ 3D科技").full == "li xin shan dong abc 3d ke ji"
    assert pinyin_keys("砺芯（山东）ＡＢＣ 3D科技").initials == "lxsda3kj"


def test_a_name_is_folded_as_nobody_means_the_difference() -> None:
    assert fold_name("砺芯（淄博）Ａ·Ｂ　科技") == "砺芯淄博ab科技"


def test_every_reading_of_a_heteronym_is_known() -> None:
    assert all_readings("芯") == ("xin",)
    assert set(all_readings("行")) >= {"hang", "xing"}
