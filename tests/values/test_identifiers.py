import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaodi.values.identifiers import (
    check_credit_code,
    check_stock_code,
    complete_credit_code,
    is_credit_code,
    normalize_code,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
REAL_CODES = [
    "11370300004224423Q",
    "11370300004224722N",
    "1137030300421716XM",
    "113703040043272118",
    "11370300587186982E",
    "91330100799655058B",
    "9144030071526726XG",
]
bodies = st.text(ALPHABET, min_size=8, max_size=8)


def oddities(code: str) -> list[str]:
    return [oddity.code for oddity in check_credit_code(code)]


@pytest.mark.parametrize("code", REAL_CODES)
def test_codes_of_real_bodies_are_sound(code):
    assert is_credit_code(code)


@given(bodies)
def test_completed_code_is_sound(body):
    assert is_credit_code(complete_credit_code("91370302", body))


@given(bodies, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_told(body, position, character):
    code = complete_credit_code("91370302", body)
    changed = code[:position] + character + code[position + 1 :]

    assert is_credit_code(changed) == (changed == code)


def test_wrong_last_character_is_an_oddity_not_an_error():
    assert oddities("11370300004224423R") == ["credit_check_digit"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("1137030000422442", "credit_code_length"),
        ("", "credit_code_length"),
        ("1137030000422442IQ", "credit_code_alphabet"),
        ("11A70300004224423Q", "credit_code_region"),
    ],
)
def test_wrong_shape_is_told_alone(code, expected):
    assert oddities(code) == [expected]


def test_code_as_people_type_it_becomes_plain():
    assert normalize_code(" １１３７０３００-0042 2442-3q ") == "11370300004224423Q"


def test_stock_code_is_compared_with_the_shape_of_its_board():
    assert check_stock_code("688191", r"68[89]\d{3}") == ()
    assert [oddity.code for oddity in check_stock_code("300191", r"68[89]\d{3}")] == ["stock_code_shape"]
    assert check_stock_code("6881910", r"68[89]\d{3}")
