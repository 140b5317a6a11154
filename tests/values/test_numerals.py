"""Names of articles."""

from __future__ import annotations

import pytest

from gaodi.values.numerals import article_label


@pytest.mark.parametrize(
    ("number", "label"),
    [
        (1, "第一条"),
        (5, "第五条"),
        (10, "第十条"),
        (15, "第十五条"),
        (20, "第二十条"),
        (25, "第二十五条"),
        (99, "第九十九条"),
    ],
)
def test_article_is_named_as_documents_do(number, label):
    assert article_label(number) == label


@pytest.mark.parametrize("number", [0, 100, -3])
def test_article_outside_the_range_is_refused(number):
    with pytest.raises(ValueError, match="outside"):
        article_label(number)
