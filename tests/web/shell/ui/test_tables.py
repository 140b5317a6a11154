"""Dense tables: how wide an opened row is, and which cell stands under which head."""

import pytest

from gaodi.values.because import Because, Truth
from gaodi.web.shell.ui.reasons import Row
from gaodi.web.shell.ui.tables import Column, Table, TableRow

pytestmark = pytest.mark.no_database

COLUMNS = (Column("编号"), Column("企业"))
REASON = Row(Because("met", Truth.YES))


@pytest.mark.parametrize(
    ("selectable", "reasons", "width"), [(False, (), 2), (True, (), 3), (True, (REASON,), 4)]
)
def test_opened_row_spans_every_column(selectable, reasons, width):
    table = Table("todo", COLUMNS, (TableRow("1", ("1", "firm"), reasons=reasons),), selectable=selectable)

    assert table.width == width


def test_row_with_a_missing_cell_is_refused():
    table = Table("todo", COLUMNS, (TableRow("1", ("1",)),))

    with pytest.raises(ValueError, match="shorter"):
        _ = table.lines
