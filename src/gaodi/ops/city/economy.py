"""Six years of every firm: revenue, profit, balance sheet, people, research; totals move like the city's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.columns import day_number
from gaodi.ops.city.effects import Programme, apply_programmes, draw_defaults, draw_programmes
from gaodi.ops.city.firms import (
    LEGAL_FORMS,
    LISTING_STAGES,
    MISSING,
    YEARS,
    Codes,
    Days,
    Fen,
    Firms,
    Flags,
    Latent,
)
from gaodi.ops.city.planned import PlannedEvent
from gaodi.ops.city.randomness import stream
from gaodi.ops.city.register import Register
from gaodi.ops.city.scenery import Scenery
from gaodi.ops.city.sizes import MICRO, SMALL, Sizes, draw_sizes, sector_column

Table = NDArray[np.float64]
"""(n, 6) figures by year of YEARS."""

#: 1 January of every year and of the one after the last, as day numbers.
_NEW_YEARS = np.array([day_number(date(year, 1, 1)) for year in (*YEARS, YEARS[-1] + 1)])
#: Part of a profit that is paid out, by class.
_PAID_OUT = np.array([0.5, 0.3, 0.25, 0.3])
_BORROWS = np.array([0.12, 0.5, 0.85, 0.95])


@dataclass(frozen=True, slots=True)
class Accounts:
    """What statements say besides the columns of Firms, in fen by year: profit before tax, cash at the year's end."""

    total_profit: Fen
    cash: Fen


@dataclass(frozen=True, slots=True)
class Economy:
    """All firms with their figures, and the programmes that touched them."""

    firms: Firms
    accounts: Accounts
    programmes: tuple[Programme, ...]


def draw_economy(
    scenery: Scenery, register: Register, events: Sequence[Sequence[PlannedEvent]], *, seed: int, on: date
) -> Economy:
    """The figures of every firm. Those that default show it in the years before: revenue, margin and cash fall."""
    rng, told = stream(seed, "economy"), len(events)
    firms, today = len(register), day_number(on)
    quality = rng.beta(2.2, 2.2, firms)
    age = np.maximum(0.0, (today - register.founded_on) / 365.25)
    sizes = draw_sizes(scenery, register, told, quality, age, rng)
    lived = _lived(register)
    growth = rng.normal(0, 0.11, (firms, len(YEARS))) + 0.05 * (quality[:, None] - 0.5)
    growth[:, 1] += sector_column(scenery, register.word, "dip")
    revenue = _revenue(scenery, register, sizes, growth, lived)
    leverage = np.clip(rng.beta(4, 3.4, firms) - 0.12 * (quality - 0.5), 0.08, 0.93)
    borrows = (rng.random(firms) < _BORROWS[sizes.size_class]) & lived[:, :4].any(axis=1)
    borrows |= np.arange(firms) < told
    defaults = draw_defaults(
        stream(seed, "defaults"), borrows, lived, leverage, growth, told=told, today=today
    )
    trouble = _trouble(defaults)
    revenue *= np.select([trouble == 2, trouble == 1], [0.7, 0.88], 1.0)
    profit = _profit(scenery, register, revenue, quality, trouble, rng)
    net, total = _after_tax(profit, sizes, quality)
    assets, liabilities = _balances(scenery, register, sizes, revenue, net, leverage, trouble, rng)
    does_research = _does_research(scenery, register, sizes, quality, told, rng)
    research = _research(scenery, register, revenue, quality, does_research, rng)
    programmes = draw_programmes(
        stream(seed, "programmes"),
        scenery,
        register.word,
        sizes.size_class,
        quality,
        does_research & lived[:, 0],
    )
    research = apply_programmes(research, programmes)
    people = _people(sizes, revenue, rng)
    staff = _research_staff(people, revenue, research, rng)
    legal = _legal_forms(sizes, events, rng)

    def held(table: Table) -> Fen:
        return np.where(lived, np.rint(table).astype(np.int64), MISSING)

    cash_share = np.clip(rng.beta(2, 9, (firms, 1)) * np.exp(rng.normal(0, 0.25, assets.shape)), 0.004, 0.6)
    cash = assets * cash_share * np.select([trouble == 2, trouble == 1], [0.15, 0.45], 1.0)
    return Economy(
        firms=Firms(
            party_id=np.arange(1, firms + 1, dtype=np.int64),
            unit=register.unit,
            word=register.word,
            founded_on=register.founded_on,
            ended_on=register.ended_on,
            legal_form=legal,
            ownership=_ownership(sizes, rng),
            capital_fen=_capital(sizes, told, rng),
            quality=quality,
            size=sizes.size,
            size_class=sizes.size_class,
            revenue=held(revenue),
            assets=held(assets),
            liabilities=held(liabilities),
            net_profit=held(net),
            employees=held(people),
            rd_staff=held(staff),
            rd=held(research),
            borrows=borrows,
            defaults_on=defaults,
            listing_stage=_stages(firms, events),
        ),
        accounts=Accounts(total_profit=held(total), cash=held(cash)),
        programmes=programmes,
    )


def _lived(register: Register) -> NDArray[np.bool_]:
    """(n, 6) founded a quarter before the end of the year, and not ended within it."""
    ends = _NEW_YEARS[1:]
    lived: NDArray[np.bool_] = (register.founded_on[:, None] < ends - 90) & (
        (register.ended_on[:, None] == MISSING) | (register.ended_on[:, None] >= ends)
    )
    return lived


def _revenue(
    scenery: Scenery, register: Register, sizes: Sizes, growth: Table, lived: NDArray[np.bool_]
) -> Table:
    """Back from the last year; then each year is scaled so that the sums of all years stand like the city's GDP."""
    path = np.zeros_like(growth)
    path[:, :-1] = -growth[:, :0:-1].cumsum(axis=1)[:, ::-1]
    revenue = sizes.revenue[:, None] * np.exp(path)
    part = np.clip((_NEW_YEARS[1:] - register.founded_on[:, None]) / 365.25, 0, 1)
    young = np.clip((_NEW_YEARS[1:] - register.founded_on[:, None]) / 365.25 / 2, 0.6, 1)
    revenue *= part * young * lived
    gdp = np.array([scenery.economy.gdp[year] for year in YEARS])
    sums = revenue.sum(axis=0)
    found: Table = revenue * (gdp / gdp[-1] * sums[-1] / np.maximum(sums, 1))
    return found


def _trouble(defaults: Days) -> NDArray[np.int8]:
    """(n, 6) 1 in the year before a default, 2 in its own and in the ones after, else 0."""
    year = np.searchsorted(_NEW_YEARS, defaults, side="right") - 1
    distance = np.arange(len(YEARS)) - year[:, None]
    trouble = np.where(distance >= 0, 2, np.where(distance == -1, 1, 0))
    return np.where(defaults[:, None] == MISSING, 0, trouble).astype(np.int8)


def _profit(
    scenery: Scenery,
    register: Register,
    revenue: Table,
    quality: Latent,
    trouble: NDArray[np.int8],
    rng: np.random.Generator,
) -> Table:
    margin = (
        sector_column(scenery, register.word, "margin")[:, None]
        + 0.14 * (quality[:, None] - 0.48)
        + rng.normal(0, 0.025, revenue.shape)
        - np.select([trouble == 2, trouble == 1], [0.16, 0.05], 0.0)
    )
    margin[:, 1] -= 0.008
    found: Table = np.rint(revenue * margin)
    return found


def _after_tax(profit: Table, sizes: Sizes, quality: Latent) -> tuple[Table, Table]:
    """Net profit and profit before tax; small profits pay 5 %, good firms 15 %, others 25 %."""
    small = (sizes.size_class <= SMALL)[:, None] & (profit < 300_000_000)
    rate = np.where(small, 0.05, np.where(quality[:, None] > 0.62, 0.15, 0.25))
    tax = np.rint(np.maximum(profit, 0) * rate)
    return profit - tax, profit


def _balances(
    scenery: Scenery,
    register: Register,
    sizes: Sizes,
    revenue: Table,
    net: Table,
    leverage: Latent,
    trouble: NDArray[np.int8],
    rng: np.random.Generator,
) -> tuple[Table, Table]:
    """Equity rolls forward by what is earned and kept; owners put in more where it would run out."""
    turnover = sector_column(scenery, register.word, "turnover") * np.exp(rng.normal(0, 0.3, len(leverage)))
    needed = np.maximum(revenue / turnover[:, None] * np.exp(rng.normal(0, 0.05, revenue.shape)), 1_000_000)
    needed = np.maximum(needed, sizes.least_assets[:, None])
    kept = net - np.maximum(net, 0) * _PAID_OUT[sizes.size_class][:, None]
    equity, assets = np.empty_like(needed), np.empty_like(needed)
    before = needed[:, 0] * (1 - leverage) - kept[:, 0]
    for year in range(len(YEARS)):
        fresh = (revenue[:, year - 1] <= 0) if year else np.ones(len(leverage), dtype=bool)
        start = np.where(fresh, needed[:, year] * (1 - leverage) - kept[:, year], before)
        floor = np.where(trouble[:, year] > 0, 0.02, 0.06) * needed[:, year]
        equity[:, year] = np.maximum(np.rint(start + kept[:, year]), np.rint(floor))
        assets[:, year] = np.rint(np.maximum(needed[:, year], equity[:, year] * 1.07))
        before = equity[:, year]
    return assets, assets - equity


def _does_research(
    scenery: Scenery, register: Register, sizes: Sizes, quality: Latent, told: int, rng: np.random.Generator
) -> Flags:
    by_class = np.array([0.3, 1.0, 1.5, 1.8])[sizes.size_class]
    chance = sector_column(scenery, register.word, "research") * by_class * (0.35 + 1.3 * quality)
    chance[:told] = np.maximum(chance[:told], 0.95)
    found: Flags = rng.random(len(quality)) < np.minimum(chance, 0.98)
    return found


def _research(
    scenery: Scenery,
    register: Register,
    revenue: Table,
    quality: Latent,
    does: Flags,
    rng: np.random.Generator,
) -> Table:
    intensity = sector_column(scenery, register.word, "intensity") * (0.5 + quality)
    own = np.exp(rng.normal(0, 0.4, (len(quality), 1))) * np.exp(rng.normal(0, 0.09, revenue.shape))
    found: Table = np.minimum(revenue * intensity[:, None] * own, 0.45 * revenue) * does[:, None]
    return found


def _people(sizes: Sizes, revenue: Table, rng: np.random.Generator) -> Table:
    last = np.maximum(revenue[:, -1:], 1.0)
    ratio = np.where(revenue[:, -1:] > 0, revenue / last, 1.0)
    people = (
        sizes.people[:, None] * np.clip(ratio, 0.05, 6) ** 0.6 * np.exp(rng.normal(0, 0.03, revenue.shape))
    )
    people[:, -1] = sizes.people
    return np.maximum(1, np.ceil(people))


def _research_staff(people: Table, revenue: Table, research: Table, rng: np.random.Generator) -> Table:
    intensity = np.where(revenue > 0, research / np.maximum(revenue, 1), 0)
    share = np.clip(0.04 + 2.4 * intensity, 0, 0.55) * np.exp(rng.normal(0, 0.2, (len(people), 1)))
    return np.where(research > 0, np.clip(np.rint(people * share), 1, people), 0)


def _legal_forms(sizes: Sizes, events: Sequence[Sequence[PlannedEvent]], rng: np.random.Generator) -> Codes:
    """Who is on the way to an exchange is a stock company; so are some of the larger ones."""
    chance = rng.random(len(sizes.size))
    drawn = np.select([chance < 0.03, chance < 0.05], [2, 3], 0)
    drawn = np.where(sizes.size_class > MICRO, 0, drawn)
    stock = np.array([0.002, 0.01, 0.1, 0.3])[sizes.size_class]
    drawn = np.where(rng.random(len(chance)) < stock, LEGAL_FORMS.index("stock"), drawn)
    drawn[: len(events)] = LEGAL_FORMS.index("stock")
    return drawn.astype(np.int16)


def _ownership(sizes: Sizes, rng: np.random.Generator) -> Codes:
    """State and foreign firms are larger ones."""
    chance = rng.random(len(sizes.size)) / np.array([1.0, 1.6, 4.0, 8.0])[sizes.size_class]
    return np.select([chance < 0.012, chance < 0.022, chance < 0.03], [1, 2, 3], 0).astype(np.int16)


def _capital(sizes: Sizes, told: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Round sums near a fifth of a year's revenue; 30 million yuan at least on the way to an exchange."""
    near = np.maximum(sizes.revenue * 0.2 * np.exp(rng.normal(0, 0.7, len(sizes.size))), 10_000_000)
    step = 10.0 ** np.floor(np.log10(near))
    fen = (np.rint(near / step) * step).astype(np.int64)
    fen[:told] = np.maximum(fen[:told], 3_000_000_000)
    return fen


def _stages(firms: int, events: Sequence[Sequence[PlannedEvent]]) -> Codes:
    stages = np.zeros(firms, dtype=np.int16)
    for position, steps in enumerate(events):
        if steps:
            stages[position] = LISTING_STAGES.index(max(steps, key=lambda step: step.happened_on).kind)
    return stages
