"""For whom a source is complete: some for everyone, credit reports and statements for some."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from gaodi.ops.city.columns import day_number
from gaodi.ops.city.firms import MISSING
from gaodi.ops.city.sheets import Sheet
from gaodi.ops.city.sizes import MEDIUM

#: Subject, source, first day from which no row means none.
_EVERYONE = (
    ("patent", "patent_record", date(2015, 1, 1)),
    ("title", "title_notice", date(2019, 1, 1)),
    ("penalty", "penalty_notice", date(2019, 1, 1)),
    ("research", "tax_record", date(2019, 1, 1)),
    ("tax_credit", "tax_record", date(2022, 1, 1)),
    ("support", "finance_bureau", date(2020, 1, 1)),
    ("abnormal", "business_register", date(2015, 1, 1)),
    ("enforced", "court_notice", date(2019, 1, 1)),
    ("tax_arrears", "tax_record", date(2019, 1, 1)),
)
_TABLE = "registry_coverage"


def write_coverage(sheet: Sheet) -> None:
    """A credit report that was asked for stays complete from its day on: the outlet tells of changes."""
    _write_everyone(sheet)
    covered = sheet.plan.register.covered_from
    for block in sheet.blocks():
        _write(sheet, block[covered[block] != MISSING], covered, "dishonest", "credit_report")
        audited = (sheet.firms.size_class[block] >= MEDIUM) & (sheet.firms.last_year()[block] != MISSING)
        since = np.maximum(sheet.firms.founded_on, day_number(date(2019, 1, 1)))
        _write(sheet, block[audited], since, "statement", "audit_report")


def _write_everyone(sheet: Sheet) -> None:
    since = np.array([day_number(day) for *_, day in _EVERYONE])
    columns = {
        "subject": pa.array([subject for subject, *_ in _EVERYONE]),
        **sheet.dated(since, pa.array([source for _, source, _ in _EVERYONE]), since),
    }
    sheet.writer.copy_columns(_TABLE, columns)


def _write(sheet: Sheet, firms: np.ndarray, since: np.ndarray, subject: str, source: str) -> None:
    if len(firms):
        columns = {
            "party_id": sheet.keys(firms),
            "subject": pa.repeat(subject, len(firms)),
            **sheet.dated(since[firms], source, since[firms]),
        }
        sheet.writer.copy_columns(_TABLE, columns)
