"""Parties, the names they bear and bore, and what the register says of them in each period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gaodi.apps.registry.services.names import read_and_key
from gaodi.ops.city.columns import coded, days, money, same, uuids
from gaodi.ops.city.firms import LEGAL_FORMS, MISSING, OWNERSHIP_TYPES
from gaodi.ops.city.register import back_to_workday
from gaodi.ops.city.sheets import Sheet

_STATUSES = ("active", "deregistered", "revoked")
#: Of the registered capital, so much was paid in by firms without a story; the others paid all.
_PAID_IN = (0.2, 1.0)
_REGISTER = "business_register"


def write_firms(sheet: Sheet) -> None:
    """A party and its names for every firm, block by block."""
    names = sheet.plan.names
    former = dict(zip(names.renamed.tolist(), names.former, strict=True))
    for block in sheet.blocks():
        rng = sheet.stream("parties", int(block[0]))
        first, last = int(block[0]), int(block[-1]) + 1
        own = names.names[first:last]
        readings, keys = _read(own)
        _write_parties(
            sheet,
            sheet.keys(block),
            uuids(rng, len(block)),
            "company",
            sheet.plan.credit_codes[first:last],
            own,
            names.short_names[first:last],
            readings,
        )
        since = sheet.firms.founded_on[block].astype(np.int64)
        span = np.maximum(1, sheet.on - 30 - since - 200)
        changed = back_to_workday(since + 200 + (rng.random(len(block)) * span).astype(np.int64))
        renamed = np.array(
            [one for one in np.flatnonzero(changed < sheet.on) if int(block[one]) in former], dtype=np.int64
        )
        begins = since.copy()
        begins[renamed] = changed[renamed]
        _write_names(sheet, sheet.keys(block), own, readings, keys, begins, np.full(len(block), MISSING))
        _write_former(sheet, block[renamed], former, since[renamed], changed[renamed])


def write_institutions(sheet: Sheet, party_ids: NDArray[np.int64]) -> None:
    """Banks, guarantors and funds that accounts act for."""
    rows = sheet.plan.institutions
    for kind in sorted({one.kind for one in rows}):
        here = [place for place, one in enumerate(rows) if one.kind == kind]
        names = [rows[place].name for place in here]
        readings, keys = _read(names)
        ids = pa.array(party_ids[here])
        _write_parties(
            sheet,
            ids,
            pa.array([str(rows[place].public_id) for place in here]),
            kind,
            [rows[place].credit_code for place in here],
            names,
            [rows[place].short_name for place in here],
            readings,
        )
        since = np.full(len(here), back_to_workday(np.array([sheet.on - 4000]))[0])
        _write_names(sheet, ids, names, readings, keys, since, np.full(len(here), MISSING))


def write_records(sheet: Sheet) -> None:
    """What the register says: one record, or two where a firm moved or is no more."""
    register = sheet.plan.register
    for block in sheet.blocks():
        moved, gone = register.moved_on[block], register.ended_on[block]
        cut = np.where(moved != MISSING, moved, gone)
        before = block[cut != MISSING]
        founded = register.founded_on[block]
        since = np.where(cut != MISSING, cut, founded)
        _write_records(sheet, block, since, np.full(len(block), MISSING), now=True)
        if len(before):
            _write_records(sheet, before, register.founded_on[before], cut[cut != MISSING], now=False)


def _write_records(
    sheet: Sheet,
    which: NDArray[np.int64],
    since: NDArray[np.integer],
    until: NDArray[np.integer],
    *,
    now: bool,
) -> None:
    register, firms, length = sheet.plan.register, sheet.firms, len(which)
    units, trades = list(sheet.plan.scenery.units), sheet.plan.scenery.trades
    moved = register.moved_on[which] != MISSING
    paid = np.where(which < sheet.told, 1.0, sheet.stream("paid", int(which[0])).uniform(*_PAID_IN, length))
    capital = firms.capital_fen[which]

    def unit(column: NDArray[np.int16]) -> pa.Array:
        return coded(units, np.where(moved & (not now), register.unit_before[which], column[which]))

    gone = (register.ended_on[which] != MISSING) & now
    columns = {
        "party_id": sheet.keys(which),
        "founded_on": days(register.founded_on[which]),
        "division_unit": unit(register.division),
        "reporting_unit": unit(register.unit),
        "fiscal_unit": unit(register.fiscal),
        "industry": coded([trade.sector.section for trade in trades], register.word[which]),
        "industry_class": coded([trade.code for trade in trades], register.word[which]),
        "legal_form": coded(LEGAL_FORMS, firms.legal_form[which]),
        "ownership_type": coded(OWNERSHIP_TYPES, firms.ownership[which]),
        "registered_capital_yuan": money(capital),
        "paid_in_capital_yuan": money((capital // 1_000_000 * paid).astype(np.int64) * 1_000_000),
        "status": coded(_STATUSES, np.where(gone, 1 + register.revoked[which], 0)),
        **sheet.dated(since, _REGISTER, np.maximum(since, register.seen_on[which]), valid_to=until),
    }
    sheet.writer.copy_columns("registry_companyrecord", columns)


Readings = tuple[list[str], list[str]]
"""Full pinyin and initials of names."""


def _read(names: Sequence[str]) -> tuple[Readings, list[str]]:
    read = [read_and_key(name) for name in names]
    return ([one.full for one, _ in read], [one.initials for one, _ in read]), [keys for _, keys in read]


def _write_parties(
    sheet: Sheet,
    ids: pa.Array,
    public_ids: pa.Array,
    kind: str,
    codes: Sequence[str],
    names: Sequence[str],
    short_names: Sequence[str],
    readings: Readings,
) -> None:
    length = len(ids)
    columns: Mapping[str, pa.Array] = {
        "id": ids,
        "public_id": public_ids,
        "kind": same(kind, length),
        "credit_code": pa.array(codes),
        "name": pa.array(names),
        "short_name": pa.array(short_names),
        "pinyin": pa.array(readings[0]),
        "initials": pa.array(readings[1]),
        "is_invented": same(True, length),
        "created_at": same(sheet.at, length),
    }
    sheet.writer.copy_columns("registry_party", columns)


def _write_names(
    sheet: Sheet,
    ids: pa.Array,
    names: Sequence[str],
    readings: Readings,
    keys: Sequence[str],
    since: NDArray[np.integer],
    until: NDArray[np.integer],
) -> None:
    columns = {
        "party_id": ids,
        "kind": same("registered", len(ids)),
        "name": pa.array(names),
        "pinyin": pa.array(readings[0]),
        "initials": pa.array(readings[1]),
        "keys": pa.array(keys),
        **sheet.dated(since, _REGISTER, since, valid_to=until),
    }
    sheet.writer.copy_columns("registry_partyname", columns)


def _write_former(
    sheet: Sheet,
    firms: NDArray[np.int64],
    former: Mapping[int, str],
    since: NDArray[np.integer],
    until: NDArray[np.integer],
) -> None:
    if len(firms):
        names = [former[one] for one in firms.tolist()]
        readings, keys = _read(names)
        _write_names(sheet, sheet.keys(firms), names, readings, keys, since, until)
