"""Tallies, chips and the logo."""

import pytest

from gaodi.values.because import Because, Truth
from gaodi.web.shell.ui.brand import logo_of
from gaodi.web.shell.ui.chips import Chip, parameter_of
from gaodi.web.shell.ui.computation import split_fingerprint
from gaodi.web.shell.ui.entitlements import Entitlement
from gaodi.web.shell.ui.hexagons import Position
from gaodi.web.shell.ui.marks import Tally, tally_of

pytestmark = pytest.mark.no_database


def test_tally_counts_each_truth():
    conditions = [Because("", truth) for truth in (Truth.YES, Truth.NO, Truth.YES, Truth.UNKNOWN)]

    assert tally_of(conditions) == Tally(2, 1, 1)


def test_tally_reads_as_a_sentence():
    assert (Tally(5).sentence, Tally(4, 0, 1).sentence) == ("5 项全部符合", "4 项符合，1 项缺事实")


def test_chip_of_an_unknown_tone_is_refused():
    with pytest.raises(ValueError, match="tone 'red' is not one of"):
        Chip("督办", "red")


@pytest.mark.parametrize(("status", "word"), [("verified", "已核"), ("assumed", "暂定参数")])
def test_parameter_says_whether_it_was_checked(status, word):
    assert parameter_of(status).word == word


def test_declared_fact_has_no_parameter_chip():
    assert parameter_of("declared") is None


def test_logo_has_one_tile_a_unit_from_north_to_south():
    south_first = logo_of((Position(2, 2), Position(1, 1)))
    north_first = logo_of((Position(1, 1), Position(2, 2)))

    assert south_first.tiles == north_first.tiles
    assert len(north_first.tiles) == 2


def test_city_without_tiles_still_has_a_logo():
    assert len(logo_of(()).tiles) == 7


def test_fingerprint_is_read_in_fours():
    assert split_fingerprint("7c41e09a25d3ffff") == "7c41 e09a 25d3"


def test_entitlement_links_with_its_tally_unless_named():
    plain = Entitlement("subsidy", Tally(4, 0, 1), "", "/a/")
    named = Entitlement("subsidy", Tally(4), "", "/a/", link="看依据")

    assert (plain.link_label, named.link_label) == ("4 项符合，1 项缺事实", "看依据")
