"""What is read once in a request, and anew everywhere else."""

from __future__ import annotations

import itertools

import pytest

from gaodi.kernel.once import once, remembering

pytestmark = pytest.mark.no_database


def test_inside_a_request_a_key_is_read_once():
    numbers = itertools.count(1)

    with remembering():
        assert [once("key", lambda: next(numbers)) for _ in range(3)] == [1, 1, 1]


def test_next_request_reads_anew():
    numbers = itertools.count(1)

    for expected in (1, 2):
        with remembering():
            assert once("key", lambda: next(numbers)) == expected


def test_outside_a_request_nothing_is_kept():
    numbers = itertools.count(1)

    assert [once("key", lambda: next(numbers)) for _ in range(2)] == [1, 2]


def test_read_that_fails_is_tried_again():
    with remembering():
        with pytest.raises(ZeroDivisionError):
            once("key", lambda: 1 // 0)

        assert once("key", lambda: 7) == 7
