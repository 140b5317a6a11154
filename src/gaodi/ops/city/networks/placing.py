"""Writing the parties of the networks: organisations and persons with their names, keys and records."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gaodi.apps.registry.services.names import read_and_key
from gaodi.ops.city.columns import coded, counts, days, money, same, uuids
from gaodi.ops.city.firms import LEGAL_FORMS, OWNERSHIP_TYPES
from gaodi.ops.city.networks.days import YEAR, first_of
from gaodi.ops.city.networks.loom import Loom
from gaodi.ops.city.networks.nodes import NOBODY, Nodes, resolve
from gaodi.ops.city.networks.organisations import Organisation, credit_code
from gaodi.ops.city.networks.people import DEGREES, TALENT_CLASSES, Persons
from gaodi.ops.city.sheets import Sheet

PARTY, NAME = "registry_party", "registry_partyname"
BLOCK = 50_000
_CITY_REGION = "370300"
_INDUSTRY, _INDUSTRY_CLASS = "L", "7212"
_GROWN_UP, _LATEST_RECORD = 22, 2019
_ARRIVED = 0.08


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of all parties of the networks, and how a file names them: credit codes, or public numbers of persons."""

    firms: NDArray[np.int64]
    organisations: NDArray[np.int64]
    persons: NDArray[np.int64]
    codes: list[str | None]
    public_ids: pa.Array

    def of(self, nodes: Nodes) -> pa.Array:
        """Keys as a column; NOBODY is NULL."""
        keys = resolve(nodes, self.firms, self.organisations, self.persons)
        return counts(keys, keys != NOBODY)


def place_parties(sheet: Sheet, loom: Loom, persons: Persons) -> Keys:
    """Writes every party that nobody wrote before, with its name and record."""
    organisations, codes = _place_organisations(sheet, loom)
    numbers = uuids(loom.stream("persons", "numbers"), len(persons))
    keys = sheet.writer.reserve(PARTY, len(persons))
    rng = loom.stream("persons", "records")
    for start in range(0, len(persons), BLOCK):
        part = slice(start, start + BLOCK)
        _place_persons(sheet, loom, rng, _slice(persons, part), keys[part], numbers[part])
    return Keys(sheet.firms.party_id, organisations, keys, codes, numbers)


def _place_organisations(sheet: Sheet, loom: Loom) -> tuple[NDArray[np.int64], list[str | None]]:
    rows = loom.organisations.rows
    codes = [_code(sheet, loom, place, one) for place, one in enumerate(rows)]
    keys = np.array([one.key if one.key is not None else NOBODY for one in rows], dtype=np.int64)
    new = np.flatnonzero(keys == NOBODY)
    keys[new] = sheet.writer.reserve(PARTY, len(new))
    numbers = uuids(loom.stream("organisations", "numbers"), len(new))
    ones = [rows[place] for place in new]
    names = [one.name for one in ones]
    parties = {
        "kind": pa.array([one.kind for one in ones]),
        "credit_code": pa.array([codes[place] for place in new], pa.string()),
        "short_name": pa.array([one.short_name for one in ones]),
    }
    since = np.array([max(one.founded_on, 0) for one in ones], dtype=np.int64)
    _write_parties(sheet, keys[new], numbers, names, parties, since, is_person=False)
    firms = np.array([place for place in new if rows[place].kind == "company" and codes[place]])
    if len(firms):
        _write_company_records(sheet, loom, [rows[place] for place in firms], keys[firms])
    return keys, codes


def _code(sheet: Sheet, loom: Loom, place: int, one: Organisation) -> str | None:
    """The code of the scenery's own parties was given before."""
    if not one.coded:
        return None
    if one.key is not None:
        return next(row.credit_code for row in sheet.plan.institutions if row.name == one.name)
    units = sheet.plan.scenery.units
    region = units[loom.units[one.unit]].region if one.unit >= 0 else _CITY_REGION
    return credit_code(place, region)


def _place_persons(
    sheet: Sheet,
    loom: Loom,
    rng: np.random.Generator,
    persons: Persons,
    keys: NDArray[np.int64],
    numbers: pa.Array,
) -> None:
    """One block of persons."""
    count = len(persons)
    names = _spell(loom, persons).to_pylist()
    grown = np.minimum(persons.born + _GROWN_UP, _LATEST_RECORD)
    since = np.array([first_of(year) for year in range(1940, _LATEST_RECORD + 1)])[grown - 1940]
    columns = {
        "kind": same("person", count),
        "credit_code": pa.nulls(count, pa.string()),
        "short_name": same("", count),
    }
    _write_parties(sheet, keys, numbers, names, columns, since, is_person=True)
    told = persons.talent != NOBODY
    arrived = np.maximum(since, loom.on - rng.integers(200, 12 * YEAR, count))
    sheet.writer.copy_columns(
        "registry_personrecord",
        {
            "party_id": pa.array(keys),
            "birth_year": counts(persons.born),
            "degree": coded(DEGREES, persons.degree),
            "talent_class": coded(TALENT_CLASSES, persons.talent),
            "arrived_on": days(arrived, told | (rng.random(count) < _ARRIVED)),
            **sheet.dated(since, coded(("business_register", "talent_record"), told.astype(np.int64)), since),
        },
    )


def _write_parties(
    sheet: Sheet,
    keys: NDArray[np.int64],
    numbers: pa.Array,
    names: list[str],
    columns: dict[str, pa.Array],
    since: NDArray[np.int64],
    *,
    is_person: bool,
) -> None:
    """Parties and the names under which they are looked for."""
    read = [read_and_key(name, is_person=is_person) for name in names]
    spelled = {
        "name": pa.array(names, pa.string()),
        "pinyin": pa.array([one.full for one, _ in read], pa.string()),
        "initials": pa.array([one.initials for one, _ in read], pa.string()),
    }
    count = len(names)
    sheet.writer.copy_columns(
        PARTY,
        {
            "id": pa.array(keys),
            "public_id": numbers,
            **columns,
            **spelled,
            "is_invented": same(True, count),
            "created_at": same(sheet.at, count),
        },
    )
    sheet.writer.copy_columns(
        NAME,
        {
            "party_id": pa.array(keys),
            "kind": same("registered", count),
            **spelled,
            "keys": pa.array([vector for _, vector in read], pa.string()),
            **sheet.dated(since, "business_register", since),
        },
    )


def _write_company_records(
    sheet: Sheet, loom: Loom, ones: list[Organisation], keys: NDArray[np.int64]
) -> None:
    """Companies that only hold count for their unit, those of the city for the first one."""
    count = len(ones)
    unit = coded(loom.units, np.array([max(one.unit, 0) for one in ones]))
    founded = np.array([one.founded_on for one in ones], dtype=np.int64)
    capital = money(np.array([one.capital_fen for one in ones], dtype=np.int64))
    sheet.writer.copy_columns(
        "registry_companyrecord",
        {
            "party_id": pa.array(keys),
            "founded_on": days(founded),
            "division_unit": unit,
            "reporting_unit": unit,
            "fiscal_unit": unit,
            "industry": same(_INDUSTRY, count),
            "industry_class": same(_INDUSTRY_CLASS, count),
            "legal_form": coded(LEGAL_FORMS, np.array([one.legal_form for one in ones])),
            "ownership_type": coded(OWNERSHIP_TYPES, np.array([one.ownership for one in ones])),
            "registered_capital_yuan": capital,
            "paid_in_capital_yuan": capital,
            "status": same("active", count),
            **sheet.dated(founded, "business_register", founded),
        },
    )


def _spell(loom: Loom, persons: Persons) -> pa.Array:
    """Names out of characters."""
    words = loom.words
    parts = [
        coded(list(words.surnames), persons.surname),
        coded(list(words.given), persons.first),
        coded(list(words.given), persons.second),
    ]
    return pc.binary_join_element_wise(*parts, "")


def _slice(persons: Persons, part: slice) -> Persons:
    return Persons(*(getattr(persons, name)[part] for name in Persons.__slots__))
