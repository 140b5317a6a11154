"""One firm among many, by whatever is remembered of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gaodi.apps.registry.choices import NameKind
from gaodi.apps.registry.directory import codes as codes_module
from gaodi.apps.registry.directory import find_companies, search_parties
from gaodi.apps.registry.directory import rare as rare_module
from gaodi.apps.registry.directory import search as search_module
from gaodi.apps.registry.directory.frequencies import Frequencies
from gaodi.apps.registry.directory.syllables import cut_syllables
from gaodi.apps.registry.directory.words import read_typed
from gaodi.apps.registry.services.names import put_name
from gaodi.engines.rules.dictionary import Visibility
from gaodi.kernel.people import Viewer
from tests.factories.registry import make_company, make_listing_event

OFFICE = Viewer(1, "经办", sections=frozenset({"office"}), visibilities=frozenset(Visibility))
DISTRICT = Viewer(2, "区县", sections=frozenset({"office"}), reporting_unit="zichuan")


@pytest.fixture
def firm():
    """A firm that once bore another name and has a short one."""
    party = make_company("淄博砺岫精工科技有限公司")
    party.credit_code = "91370302MA3XYZ1234"
    party.save()
    _name(party, "砺岫精工", NameKind.SHORT)
    _name(party, "山东砺岫重工集团有限公司", NameKind.REGISTERED)
    return party


def _name(party, name, kind):
    day = date(2024, 3, 1)
    put_name(
        party=party,
        kind=kind,
        name=name,
        valid_from=day,
        source="business_register",
        source_on=day,
        at=datetime(2024, 3, 1, tzinfo=UTC),
    )


def names(word, on, viewer=OFFICE, **wanted):
    return [row.name for row in search_parties(viewer, word, on=on, **wanted).rows]


@pytest.mark.parametrize(
    "word",
    [
        "山东砺岫重工集团有限公司",
        "岫",
        "砺岫",
        "岫重工",
        "砺岫精工科技",
        "砺岫精工",
        "lixiu",
        "li xiu",
        "xiuzhong",
        "lixiuzhongg",
        "sdlx",
        "lxzg",
        "LXZG",
        "砺xiu",
        "集团 砺岫",
        "ＬＩＸＩＵ",
        "91370302",
        "91370302ma3xyz1234",
        "９１３７０３０２",
    ],
)
def test_a_firm_is_found_by_whatever_is_remembered(word, firm, on):
    assert names(word, on) == ["山东砺岫重工集团有限公司"]


def test_a_former_name_is_said(firm, on):
    assert [row.note for row in search_parties(OFFICE, "砺岫精工科技", on=on).rows] == [
        "曾用名 淄博砺岫精工科技有限公司"
    ]


def test_a_stock_code_is_a_name_too(firm, on):
    make_listing_event(firm, kind="listed", stock_code="688999")

    assert names("688999", on) == names("6889", on) == ["山东砺岫重工集团有限公司"]


@pytest.mark.parametrize(
    "word",
    [
        "",
        " ",
        "%",
        "_",
        "'",
        "\\",
        "\0",
        "a\0b",
        "😀",
        "'; drop table registry_party; --",
        "!&|():*",
        "砺" * 5000,
        *("x" * 5000, "xian" * 300, "无此企业", "zzzz", "9137zz", "<->", "٣", "ⅷ"),
    ],
)
def test_odd_words_find_nothing_and_break_nothing(word, firm, on):
    assert names(word, on) == []


def test_the_very_name_comes_first_then_beginnings(on):
    for name in ("安泰砺岫材料厂", "砺岫材料厂", "砺岫"):
        make_company(name)

    assert names("砺岫", on) == ["砺岫", "砺岫材料厂", "安泰砺岫材料厂"]
    assert names("lixiu", on)[0] == "砺岫"


def test_a_district_finds_its_own(on):
    own, other = make_company("砺岫一厂", unit="zichuan"), make_company("砺岫二厂", unit="linzi")

    assert names("砺岫", on, DISTRICT) == [own.name]
    assert set(names("砺岫", on)) == {own.name, other.name}


def test_others_find_only_whom_they_act_for(on):
    own = make_company("砺岫一厂")
    make_company("砺岫二厂")
    enterprise = Viewer(3, "办事", party_id=own.pk, sections=frozenset({"enterprise"}))

    assert names("砺岫", on, enterprise) == [own.name]
    assert names("砺岫", on, Viewer.anonymous()) == []


def test_companies_of_a_word_are_found_by_a_query_set_too(on):
    firm = make_company("砺岫一厂", unit="linzi")

    assert list(find_companies(OFFICE, on=on, search="砺岫", unit="linzi")) == [firm]
    assert not find_companies(OFFICE, on=on, search="砺岫", unit="zichuan")


@pytest.mark.parametrize("word", ["砺岫", "lixiu", "lx", "砺xiu", "岫"])
def test_a_common_word_finds_the_same_by_walking(word, on, monkeypatch):
    for place in ("淄博", "临淄", "桓台", ""):
        make_company(f"{place}砺岫材料厂")
    rare = set(names(word, on, limit=3)) and set(names(word, on))
    monkeypatch.setattr(
        search_module, "read_frequencies", lambda typed, sign="": Frequencies(10**6, _everywhere(typed))
    )

    found = search_parties(OFFICE, word, on=on, limit=3)

    assert {row.name for row in found.rows} <= rare
    assert (len(found.rows), found.told) == (3, "1000 家以上")


@pytest.mark.parametrize("word", ["lx", "砺岫", "li xiu cai", "lixiucai"])
def test_a_short_list_of_very_many_counts_no_further_than_it_read(word, on, monkeypatch):
    for place in ("", *"甲乙丙丁戊己庚辛壬癸子丑寅卯"):
        make_company(f"砺岫材料{place}厂")
    monkeypatch.setattr(rare_module, "_MANY", -1)

    found = search_parties(OFFICE, word, on=on, limit=2)

    assert found.rows[0].name.startswith("砺岫材料")
    assert (len(found.rows), found.told) == (2, "10 家以上")


def test_a_common_key_beside_a_rare_one_is_looked_at_and_not_looked_up(on, monkeypatch):
    make_company("淄博岫岩材料厂")
    make_company("岫岩材料厂")
    common = Frequencies(100, {"淄博": 0.9})
    monkeypatch.setattr(search_module, "read_frequencies", lambda typed, sign="": common)

    assert names("淄博 岫岩", on) == ["淄博岫岩材料厂"]
    assert set(names("岫岩", on)) == {"淄博岫岩材料厂", "岫岩材料厂"}


def test_syllables_stand_side_by_side_where_anybody_has_them_so(on):
    make_company("博山力信淄川厂")
    make_company("淄博力信厂")

    assert names("zi bo li xin", on) == ["淄博力信厂"]
    assert set(names("li xin bo", on)) == {"淄博力信厂", "博山力信淄川厂"}


def test_a_short_beginning_of_codes_finds_a_district_its_own(on, monkeypatch):
    monkeypatch.setattr(codes_module, "_COMMON", 1)
    for number, unit in enumerate(("linzi", "zichuan", "linzi", "zichuan")):
        party = make_company(f"第{number}厂", unit=unit)
        party.credit_code = f"91370302MA3XYZ123{number}"
        party.save()

    assert set(names("9137", on, DISTRICT)) == {"第1厂", "第3厂"}
    assert set(names("9137", on)) == {f"第{number}厂" for number in range(4)}


def _everywhere(typed):
    return {key.text: 0.9 for run in typed.runs for way in run.ways for key in way}


def test_letters_are_cut_into_syllables():
    assert cut_syllables("lixiu") == [("li", "xiu")]
    assert ("xi", "an") in cut_syllables("xian")
    assert cut_syllables("zib") == [("zi", "b")]
    assert cut_syllables("zb") == []


def test_no_key_needs_escaping():
    assert "\\" not in read_typed("a'b\\c:*|&!").query()
