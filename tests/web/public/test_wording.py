"""How articles are named."""

import pytest

from gaodi.values.numerals import article_label, in_chinese
from gaodi.web.public.wording import article_span

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (16, "十六"), (20, "二十"), (25, "二十五"), (100, "100")]
)
def test_numbers_are_said_in_chinese(number, said):
    assert in_chinese(number) == said


def test_a_span_names_first_and_last():
    assert article_span([3, 4, 8]) == "第三至八条"


def test_a_span_of_one_names_it_alone():
    assert article_span([2]) == article_label(2) == "第二条"
