"""Bounds mark what compiled 64-bit code could not hold."""

from __future__ import annotations

from tests.engines.rules.making import compiled_of


def test_ten_billion_yuan_times_two_rates_is_wide():
    assert compiled_of(amount="event.raised * company.rd_ratio * $small_rate").is_wide


def test_a_small_programme_is_not_wide():
    assert not compiled_of("company.patents >= $least", "$fee * 0.5").is_wide
