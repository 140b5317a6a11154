"""Which tiles are hidden, how deep each is glazed, and where it stands."""

import pytest

from gaodi.values.suppression import Hidden
from gaodi.web.shell.ui.hexagons import Position
from gaodi.web.shell.ui.tiles import WORDS, Cell, Place, draw_map, suppress

pytestmark = pytest.mark.no_database

PLACES = tuple(
    Place(code, code.title(), f"{code.title()} District", Position(column, row))
    for code, column, row in (("north", 2, 1), ("east", 3, 2), ("west", 1, 2))
)


def cells(**firms):
    return {code: Cell(count, count) for code, count in firms.items()}


def draw(beside_total=False, **firms):
    return draw_map(
        PLACES, cells(**firms), about="firms", unit="家", address="/units/{code}/", beside_total=beside_total
    )


def test_fewer_than_five_firms_are_hidden():
    assert suppress(cells(north=4, east=5, west=6), beside_total=False) == {"north": WORDS[Hidden.FEW]}


def test_a_second_tile_is_hidden_beside_a_printed_total():
    hidden = suppress(cells(north=4, east=9, west=6), beside_total=True)

    assert hidden == {"north": WORDS[Hidden.FEW], "west": WORDS[Hidden.GUARD]}


def test_two_hidden_tiles_guard_each_other():
    hidden = suppress(cells(north=4, east=1, west=6), beside_total=True)

    assert set(hidden) == {"north", "east"}


def test_a_total_alone_hides_nothing():
    assert suppress(cells(north=5, east=9), beside_total=True) == {}


@pytest.mark.parametrize(("most", "blank"), [(4, True), (9, False)])
def test_a_map_is_blank_where_all_is_hidden(most, blank):
    assert draw(north=4, east=most, west=3).is_blank is blank


def test_a_map_of_one_hidden_tile_stays_hidden():
    assert suppress(cells(north=2), beside_total=True) == {"north": WORDS[Hidden.FEW]}


def test_hidden_figure_is_nowhere_on_the_tile():
    tile = draw(north=4, east=50, west=60).tiles[0]

    assert (tile.text, tile.title, tile.step) == ("少于 5 家", "North District，少于 5 家", 0)


def test_suppression_counts_firms_and_not_the_figure():
    few = {"north": Cell(9_000, 3), "east": Cell(10, 40), "west": Cell(20, 50)}

    tiles = draw_map(PLACES, few, about="", unit="万元", address="{code}").tiles

    assert [tile.text for tile in tiles] == ["少于 5 家", "10", "20"]


def test_deepest_glaze_is_the_greatest_figure():
    steps = {tile.name: tile.step for tile in draw(north=10, east=30, west=20).tiles}

    assert steps["North"] < steps["West"] < steps["East"]


def test_equal_figures_share_a_step():
    north, east, _west = draw(north=10, east=10, west=20).tiles

    assert north.step == east.step


def test_unit_without_a_figure_says_so():
    assert draw(north=10, east=30).tiles[2].text == "尚无数字"


def test_every_tile_links_with_its_full_name():
    tile = draw(north=10, east=30, west=20).tiles[1]

    assert (tile.href, tile.title) == ("/units/east/", "East District，30 家")


def test_tiles_of_a_row_stand_side_by_side():
    north, east, west = draw(north=10, east=30, west=20).tiles

    assert east.y == west.y > north.y
    assert east.x - north.x == pytest.approx(north.x - west.x, abs=0.11)


def test_legend_gives_the_shown_ends_only():
    drawn = draw(north=4, east=50, west=60)

    assert (drawn.low, drawn.high, drawn.hides) == ("50", "60", True)
