"""What happened on the way to an exchange, and what firms got of public money."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from gaodi.ops.city.columns import coded, day_number, money
from gaodi.ops.city.effects import Programme
from gaodi.ops.city.firms import YEARS
from gaodi.ops.city.sheets import Sheet
from gaodi.ops.city.statements import YEAR_STARTS

_TABLE, _SOURCE = "registry_supportreceived", "finance_bureau"
#: A tenth of a year's research or a twentieth of a year's revenue, between these sums in fen.
_LEAST, _MOST = 2_000_000, 300_000_000
_INSURED = 0.06


def write_events(sheet: Sheet) -> None:
    """Steps of every story, in its order."""
    rows = [(place, event) for place, one in enumerate(sheet.plan.stories) for event in one.events]
    events = [event for _, event in rows]
    if not rows:
        return
    sources = pa.array([event.source for event in events])
    happened = np.array([day_number(event.happened_on) for event in events])
    told = np.array([day_number(event.source_on) for event in events])
    columns = {
        "party_id": sheet.keys(np.array([place for place, _ in rows])),
        "public_id": pa.array([str(event.public_id) for event in events]),
        "kind": pa.array([event.kind for event in events]),
        "board": pa.array([event.board for event in events]),
        "way": pa.array([event.way for event in events]),
        "stock_code": pa.repeat("", len(events)),
        **sheet.dated(happened, sources, told, standing=pa.array([event.standing for event in events])),
    }
    sheet.writer.copy_columns("registry_listingevent", columns)


def write_awards(sheet: Sheet) -> None:
    """What stages of listing paid."""
    rows = [(place, paid) for place, one in enumerate(sheet.plan.stories) for paid in one.supports]
    if not rows:
        return
    paid_on = np.array([day_number(paid.paid_on) for _, paid in rows])
    columns = {
        "party_id": sheet.keys(np.array([place for place, _ in rows])),
        "matter": pa.repeat("listing", len(rows)),
        "event_public_id": pa.array([str(paid.event_public_id) for _, paid in rows]),
        "amount_yuan": money(np.array([paid.amount_yuan * 100 for _, paid in rows], dtype=np.int64)),
        **sheet.dated(paid_on, _SOURCE, paid_on),
    }
    sheet.writer.copy_columns(_TABLE, columns)


def write_programmes(sheet: Sheet) -> None:
    """Grants of the planted programmes, and premiums of technology insurance."""
    for programme in (*sheet.plan.programmes, _insured(sheet)):
        if len(programme.firms):
            _write(sheet, programme)
    for programme in sheet.plan.programmes:
        sheet.plant(
            "programmes",
            matter=programme.matter,
            effect=programme.effect,
            grants=[
                {"firm": sheet.code(firm), "year": year}
                for firm, year in zip(programme.firms.tolist(), programme.years.tolist(), strict=True)
            ],
        )


def _insured(sheet: Sheet) -> Programme:
    rng = sheet.stream("insured")
    firm, year = np.nonzero((sheet.firms.rd > 0) & (rng.random(sheet.firms.rd.shape) < _INSURED))
    return Programme("tech_insurance", 0.0, firm, year + YEARS[0])


def _write(sheet: Sheet, programme: Programme) -> None:
    """Paid in the last quarter of the year."""
    rng = sheet.stream("support", programme.matter)
    year = programme.years - YEARS[0]
    base = {
        "rd_subsidy": sheet.firms.rd[programme.firms, year] // 10,
        "equipment_grant": sheet.firms.revenue[programme.firms, year] // 20,
    }.get(programme.matter, sheet.firms.rd[programme.firms, year] // 100)
    paid_on = YEAR_STARTS[year] + 275 + rng.integers(0, 85, len(year))
    columns = {
        "party_id": sheet.keys(programme.firms),
        "matter": coded((programme.matter,), np.zeros(len(year), dtype=np.int64)),
        "amount_yuan": money(np.clip(base, _LEAST, _MOST) // 10_000 * 10_000),
        **sheet.dated(paid_on, _SOURCE, paid_on),
    }
    sheet.writer.copy_columns(_TABLE, columns)
