"""A file that was checked can be checked anew, with other columns or when the registry knows more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gaodi.apps.intake.models import IntakeProblem
from gaodi.apps.intake.services.receiving import check_again, map_columns
from gaodi.apps.intake.services.refusals import FileNotReady
from tests.apps.intake.files import code_of, make_coded_company, officer, outlet, statements


@pytest.fixture
def clerk(person):
    """An officer of the unit whose outlet tax_record is."""
    return replace(officer(outlet("tax_record").unit.code), user_id=person.pk)


def test_columns_mapped_by_hand_are_kept_for_the_next_file(desk, company, clerk):
    text = statements((company, 2024, "1000", "10")).replace("期间末日", "截止到哪天")
    file = desk.bring(text)
    mapping = dict(file.mapping) | {"截止到哪天": "period_end"}

    mapped = map_columns(clerk, public_id=file.public_id, mapping=mapping, on=desk.on, at=desk.now())
    checked = desk.check(mapped)
    following = desk.bring(text.replace("1000", "1100"))

    assert file.problems
    assert (mapped.state, mapped.problems, mapped.rows_done) == ("received", 0, 0)
    assert (checked.problems, checked.rows_new) == (0, 1)
    assert (following.problems, following.rows_new) == (0, 1)


def test_file_checked_again_finds_who_was_registered_since(desk, clerk):
    file = desk.bring(statements((code_of("MA0A0007"), 2024, "1000", "10")))
    make_coded_company("MA0A0007")

    again = desk.check(check_again(clerk, public_id=file.public_id, on=desk.on, at=desk.now()))

    assert (file.problems, again.problems, again.rows_new) == (1, 0, 1)
    assert not IntakeProblem.objects.filter(file=file).exists()


def test_file_under_way_cannot_be_mapped_or_checked_again(desk, company, clerk):
    file = desk.bring(statements((company, 2024, "1000", "10")))
    desk.apply(file)

    with pytest.raises(FileNotReady):
        map_columns(clerk, public_id=file.public_id, mapping={}, on=desk.on, at=desk.now())
    with pytest.raises(FileNotReady):
        check_again(clerk, public_id=file.public_id, on=desk.on, at=desk.now())
