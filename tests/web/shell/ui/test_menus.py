"""Page numbers of a long list."""

import pytest

from gaodi.web.shell.ui.menus import pages_of

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("page", "rows", "previous", "following"),
    [(1, (1, 15), "", "?page=2"), (2, (16, 30), "?page=1", "?page=3"), (4, (46, 47), "?page=3", "")],
)
def test_pages_count_rows_from_one(page, rows, previous, following):
    pages = pages_of(page=page, size=15, total=47, address="?page={page}")

    assert ((pages.first, pages.last), pages.previous_href, pages.next_href) == (rows, previous, following)


def test_an_empty_list_has_no_rows():
    pages = pages_of(page=1, size=15, total=0, address="?page={page}")

    assert (pages.first, pages.last, pages.next_href) == (0, 0, "")
