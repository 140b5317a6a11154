"""Names of parties and the keys by which they are found."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gaodi.apps.registry.choices import NameKind
from gaodi.apps.registry.models import Party, PartyName
from gaodi.apps.registry.services.names import NAME_COLUMNS, keys_text, name_row, put_name, search_keys
from tests.factories.registry import make_company

NOW = datetime(2025, 6, 30, 4, tzinfo=UTC)


def test_keys_are_pairs_syllables_and_initials_at_each_character() -> None:
    assert search_keys("淄博砺芯") == [
        *("^淄博", "^_zi bo", "^-zbl"),
        *("淄博", "博砺", "砺芯", "芯"),
        *("_zi bo", "_bo li", "_li xin", "_xin"),
        *("-zbl", "-blx", "-lx", "-x"),
    ]


def test_keys_know_the_other_reading_of_a_heteronym() -> None:
    assert {"_yin hang", "_yin xing"} <= set(search_keys("银行"))


def test_keys_of_a_person_stand_apart() -> None:
    assert all(key.startswith("@") for key in search_keys("王砺", is_person=True))


@pytest.mark.parametrize("name", ["", "😀", "'\\", "a'b\\c", "（）"])
def test_keys_hold_nothing_that_a_vector_must_escape(name: str) -> None:
    assert "\\" not in keys_text(name)
    assert all("'" not in key for key in search_keys(name))


def test_a_row_for_copy_has_a_value_for_each_column() -> None:
    row = name_row(7, "registered", "砺芯", date(2020, 1, 1), "business_register", date(2020, 1, 1), NOW)

    assert len(row) == len(NAME_COLUMNS)
    assert dict(zip(NAME_COLUMNS, row, strict=True))["pinyin"] == "li xin"


def _rename(party: Party, name: str, kind: NameKind = NameKind.REGISTERED) -> PartyName:
    day = date(2025, 3, 1)
    return put_name(
        party=party, kind=kind, name=name, valid_from=day, source="business_register", source_on=day, at=NOW
    )


def test_a_new_name_ends_the_one_before_and_is_shown() -> None:
    party = make_company("淄博砺芯科技有限公司")
    first = put_name(
        party=party,
        kind=NameKind.REGISTERED,
        name=party.name,
        valid_from=date(2010, 1, 1),
        source="business_register",
        source_on=date(2010, 1, 1),
        at=datetime(2020, 1, 1, tzinfo=UTC),
    )

    _rename(party, "山东砺芯材料有限公司")

    party.refresh_from_db()
    first.refresh_from_db()
    borne = PartyName.objects.filter(party=party, known_to__isnull=True).order_by("valid_from")
    assert (party.name, party.initials) == ("山东砺芯材料有限公司", "sdlxclyxgs")
    assert first.known_to == NOW
    assert [(row.name, row.valid_to) for row in borne] == [
        ("淄博砺芯科技有限公司", date(2025, 3, 1)),
        ("山东砺芯材料有限公司", None),
    ]


def test_the_same_name_again_changes_nothing() -> None:
    party = make_company("淄博砺芯科技有限公司")

    assert _rename(party, "砺芯", NameKind.SHORT) == _rename(party, "砺芯", NameKind.SHORT)

    party.refresh_from_db()
    assert party.short_name == "砺芯"
    assert party.name == "淄博砺芯科技有限公司"
