"""How large firms are: a class each by 统计上大中小微型企业划分办法(2017), people and revenue that put them there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.firms import SIZES, Codes, Latent
from gaodi.ops.city.register import Register
from gaodi.ops.city.scenery import Scenery, Sector

MICRO, SMALL, MEDIUM, LARGE = range(len(SIZES))
#: Of a thousand firms: large, medium, small; the rest are micro.
_PER_THOUSAND = {LARGE: 4, MEDIUM: 30, SMALL: 220}
#: Of those on the way to an exchange.
_LARGE_AMONG_TOLD = 0.08
#: Fen of ten thousand yuan.
_WAN = 1_000_000
#: No firm is past its own bounds by more than this.
_PAST = 30.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """(n,) each: class, rank 0..1 (latent), people and revenue (fen) of the last year, least assets of the class (fen)."""

    size_class: Codes
    size: Latent
    people: NDArray[np.float64]
    revenue: NDArray[np.float64]
    least_assets: NDArray[np.float64]


def sector_column(scenery: Scenery, word: Codes, name: str) -> NDArray[np.float64]:
    """A figure of the sector of each firm."""
    return np.array([float(getattr(trade.sector, name)) for trade in scenery.trades])[word]


def draw_sizes(
    scenery: Scenery,
    register: Register,
    told: int,
    quality: Latent,
    age: NDArray[np.float64],
    rng: np.random.Generator,
) -> Sizes:
    """Better and older firms are larger, by and large; the first `told` are medium at least."""
    firms = len(register)
    score = rng.normal(size=firms) + 1.2 * (quality - 0.5) + 0.05 * np.minimum(age, 25) - 1.5 * (age < 4)
    size_class = _classify(score, told)
    size = np.empty(firms)
    size[np.argsort(score, kind="stable")] = (np.arange(firms) + 0.5) / firms
    people, revenue, assets = (_bounds(scenery, name) for name in ("people", "revenue", "assets"))
    word = register.word
    within, shift = rng.random(firms), rng.normal(0, 0.15, firms)
    per_head = sector_column(scenery, word, "per_head") * _WAN * np.exp(rng.normal(0, 0.3, firms))
    heads = _draw_within(people[word], size_class, within)
    sales = _draw_within(revenue[word], size_class, np.clip(within + shift, 0.001, 0.999)) * _WAN
    heads = np.where(np.isnan(heads), np.maximum(1, sales / per_head), heads)
    sales = np.where(np.isnan(sales), heads * per_head, sales)
    sales = _fill_city(scenery, sales, revenue[word, :] * _WAN, size_class, told)
    least = np.where(size_class > MICRO, _lower(assets[word], size_class), 0.0) * _WAN
    return Sizes(size_class, size, np.maximum(1, heads), sales, np.nan_to_num(least) * 1.1)


def _classify(score: NDArray[np.float64], told: int) -> Codes:
    """Whole numbers per thousand among those without a story."""
    classes = np.zeros(len(score), dtype=np.int16)
    order = np.argsort(-score[:told], kind="stable")
    classes[:told] = MEDIUM
    classes[order[: round(told * _LARGE_AMONG_TOLD)]] = LARGE
    rest = told + np.argsort(-score[told:], kind="stable")
    start = 0
    for size, share in _PER_THOUSAND.items():
        count = round(len(rest) * share / 1000)
        classes[rest[start : start + count]] = size
        start += count
    return classes


def _bounds(scenery: Scenery, name: str) -> NDArray[np.float64]:
    """(trades, 4) lower bound of each class; NaN where the rule names none."""

    def row(sector: Sector) -> tuple[float, ...]:
        given = getattr(sector, name)
        return (0.0, *reversed(given)) if given else (np.nan,) * len(SIZES)

    return np.array([row(trade.sector) for trade in scenery.trades])


def _lower(bounds: NDArray[np.float64], classes: Codes) -> NDArray[np.float64]:
    return np.take_along_axis(bounds, classes[:, None].astype(np.int64), axis=1)[:, 0]


def _draw_within(
    bounds: NDArray[np.float64], classes: Codes, within: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Between the bounds of the class, near the lower one as a rule; large ones without end, by a power law."""
    lower = np.maximum(_lower(bounds, classes), 0.5)
    upper = _lower(bounds, np.minimum(classes + 1, LARGE).astype(np.int16))
    middle = lower * (upper / lower) ** (within**2.4)
    micro = np.maximum(upper * within**2.6, 0.7)
    tail = lower * np.minimum((1 - within) ** (-1 / 1.5), _PAST)
    return np.where(classes == LARGE, tail, np.where(classes == MICRO, micro, middle))


def _fill_city(
    scenery: Scenery, sales: NDArray[np.float64], bounds: NDArray[np.float64], classes: Codes, told: int
) -> NDArray[np.float64]:
    """What large firms have past their bound is stretched until revenue stands to the city's GDP as it should."""
    economy = scenery.economy
    goal = economy.gdp[max(economy.gdp)] * 1e10 * economy.revenue_by_gdp * len(sales) / economy.firms
    lower = np.nan_to_num(_lower(bounds, classes))
    stretched = (classes == LARGE) & (lower > 0)
    stretched[:told] = False
    past = (sales - lower) * stretched
    if past.sum() <= 0:
        return sales
    factor = (goal - (sales.sum() - past.sum())) / past.sum()
    stretched_sales: NDArray[np.float64] = sales + past * (float(np.clip(factor, 0.2, 4.0)) - 1)
    return stretched_sales
