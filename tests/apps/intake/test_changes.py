"""Before a file is applied, people see row by row what it would change."""

from __future__ import annotations

from decimal import Decimal

from gaodi.apps.intake.changes import list_changes
from gaodi.apps.intake.choices import Change
from tests.apps.intake.files import officer, statements


def test_changed_row_tells_each_field_from_and_to(desk, company):
    desk.take_in(statements((company, 2024, "1000", "10")))
    file = desk.bring(statements((company, 2024, "1200", "10"), (company, 2023, "900", "9")))

    (changed,) = list_changes(officer("big_data"), public_id=file.public_id, change=Change.CHANGED)
    (new,) = list_changes(officer("big_data"), public_id=file.public_id, change=Change.NEW)

    assert (changed.row, changed.party_name) == (2, company.name)
    assert [(one.label, one.before, one.after) for one in changed.fields] == [
        ("营业收入", Decimal("1000"), Decimal("1200"))
    ]
    assert {one.label: one.after for one in new.fields}["营业收入"] == 900


def test_stranger_sees_no_change(desk, company):
    file = desk.bring(statements((company, 2024, "1200", "10")))

    assert list_changes(officer("court"), public_id=file.public_id, change=Change.NEW) == []
