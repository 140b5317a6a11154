"""Networks without a database: woven in nodes, written into columns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest


@dataclass
class ColumnWriter:
    """Keeps what is written, by table; keys count from a thousand on."""

    tables: dict[str, list[pa.Table]] = field(default_factory=lambda: defaultdict(list))
    _next: int = 1000

    def reserve(self, table, count):
        keys = np.arange(self._next, self._next + count, dtype=np.int64)
        self._next += count
        return keys

    def copy_columns(self, table, columns):
        rows = pa.table(dict(columns))
        self.tables[table].append(rows)
        return rows.num_rows

    def rows(self, table):
        return pa.concat_tables(self.tables[table]).to_pylist()


@dataclass(frozen=True)
class Written:
    """What came of a plan."""

    sheet: object
    web: object
    writer: ColumnWriter


def write(plan):
    from gaodi.ops.city.networks.weave import listed_on, make_loom, weave, write_web
    from gaodi.ops.city.sheets import Sheet

    writer = ColumnWriter()
    sheet = Sheet(writer, plan, plan.firms, datetime(2025, 6, 30, 1, tzinfo=UTC))
    roles = {one.role: 900 + place for place, one in enumerate(plan.scenery.institutions)}
    web = weave(make_loom(sheet, roles), listed_on(sheet))
    write_web(sheet, web)
    return Written(sheet, web, writer)


@pytest.fixture(scope="session")
def written_of(plan_of):
    """Call it with a number of enterprises and a seed; the same networks are made once."""
    made = {}

    def written(enterprises: int = 300, seed: int = 2020):
        key = (enterprises, seed)
        if key not in made:
            made[key] = write(plan_of(*key))
        return made[key]

    return written


@pytest.fixture(scope="session", params=[(300, 2020), (3000, 7)], ids=["300", "3000"])
def written(request, written_of):
    """A small city and one with something of everything."""
    return written_of(*request.param)


@pytest.fixture(scope="session")
def web(written):
    return written.web
