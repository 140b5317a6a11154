"""Passwords that are typed from a screen or read aloud."""

from __future__ import annotations

import re

import pytest

from gaodi.ops.passwords import LETTERS, make_password

pytestmark = pytest.mark.no_database


def test_password_has_four_groups_of_letters_that_look_like_no_other() -> None:
    made = make_password()

    assert re.fullmatch(rf"[{LETTERS}]{{4}}(-[{LETTERS}]{{4}}){{3}}", made)
    assert not set("01ilo") & set(LETTERS)


def test_no_two_passwords_are_the_same() -> None:
    assert len({make_password() for _ in range(100)}) == 100
