"""Firms of the state and from abroad: bodies of the state, their platforms by unit, and the firms below them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gaodi.ops.city.networks.casting import FOREIGN_HELD, STATE_HELD, Cast
from gaodi.ops.city.networks.days import first_of, weekday_between
from gaodi.ops.city.networks.holdings import PERCENT, WHOLE, CapTable
from gaodi.ops.city.networks.loom import FOREIGN, STATE, Loom
from gaodi.ops.city.networks.organisations import Organisation

_BEGIN = first_of(1990)
_PLATFORM_CAPITAL = 300_000_000_000
_STATE_SHARES = (100, 100, 100, 51, 60, 70, 85)
_FOREIGN_SHARES = (100, 100, 51, 60, 75, 25)
_REFORMED, _BELOW = 0.15, 0.6


@dataclass(frozen=True, slots=True)
class Platforms:
    """The city's platform, and by unit the platform and the company below it that holds firms."""

    city: int
    upper: tuple[int, ...]
    lower: tuple[int, ...]


def found_platforms(loom: Loom) -> Platforms:
    """State bodies hold platforms, platforms hold industrial investors."""
    body = _add_body(loom, "淄博市国有资产出资人代表（演示）", -1)
    city = _add_platform(loom, "淄博市", "国有资本运营集团有限公司", -1, 1994, 4)
    _hold(loom, city, [(body, WHOLE)])
    upper, lower = [], []
    for position, code in enumerate(loom.units):
        short = loom.words.units[code]
        local = _add_body(loom, f"{short}国有资产出资人代表（演示）", position)
        high = _add_platform(loom, short, "国有资本投资有限公司", position, 1996, 2)
        low = _add_platform(loom, short, "产业发展投资有限公司", position, 2010, 1)
        _hold(loom, high, [(local, 80 * PERCENT), (city, 20 * PERCENT)])
        _hold(loom, low, [(high, WHOLE)])
        upper.append(high)
        lower.append(low)
    return Platforms(city, tuple(upper), tuple(lower))


def hold_state(loom: Loom, cast: Cast, platforms: Platforms) -> None:
    """Firms of the state: held by their unit's platforms, some opened to private capital later."""
    rng = loom.stream("state")
    for firm in map(int, cast.of(STATE_HELD)):
        unit = int(loom.firms.unit[firm])
        platform = platforms.lower[unit] if rng.random() < _BELOW else platforms.upper[unit]
        _hold_by(loom, rng, firm, platform)


def hold_foreign(loom: Loom, cast: Cast) -> None:
    """Firms from abroad: a company from elsewhere with a local partner."""
    rng = loom.stream("foreign")
    for firm in map(int, cast.of(FOREIGN_HELD)):
        place = loom.words.foreign_places[int(rng.integers(0, len(loom.words.foreign_places)))]
        trade = loom.organisations.next_trade()
        born = int(loom.firms.founded_on[firm])
        abroad = loom.organisations.add(
            Organisation(
                "company", f"{trade}国际投资（{place}）有限公司", f"{trade}（{place}）", -1,
                born - 800, 0, ownership=FOREIGN, coded=False,
            )
        )  # fmt: skip
        share = int(rng.choice(_FOREIGN_SHARES)) * PERCENT
        table = CapTable(loom.holdings, firm, born)
        table.found([(abroad, share), (int(loom.head[firm]), WHOLE - share)])
        table.close(int(loom.firms.ended_on[firm]))
        loom.parent[firm] = abroad if share > WHOLE // 2 else -1


def _hold_by(loom: Loom, rng: np.random.Generator, firm: int, platform: int) -> None:
    """What is older than its platform was held by the state body of the unit before."""
    table = CapTable(loom.holdings, firm, int(loom.firms.founded_on[firm]))
    share = int(rng.choice(_STATE_SHARES)) * PERCENT
    ended = int(loom.firms.ended_on[firm])
    last = (loom.on if ended < 0 else min(ended, loom.on)) - 30
    body, ready = loom.bodies[int(loom.firms.unit[firm])], loom.organisations[platform].founded_on
    holder = platform if ready < last else body
    starts = body if table.day < ready else holder
    table.found([(starts, share), (int(loom.head[firm]), WHOLE - share)])
    if starts != holder:
        table.transfer(ready, starts, holder, WHOLE)
    if share == WHOLE and rng.random() < _REFORMED and last > table.day + 400:
        opened = weekday_between(rng, table.day + 365, last)
        table.transfer(opened, holder, int(loom.second[firm]), 30 * PERCENT)
    table.close(ended)
    loom.parent[firm] = holder


def _add_body(loom: Loom, name: str, unit: int) -> int:
    body = loom.organisations.add(Organisation("state_body", name, name[:-4], unit, _BEGIN, 0, coded=False))
    if unit >= 0:
        loom.bodies[unit] = body
    return body


def _add_platform(loom: Loom, place: str, ending: str, unit: int, year: int, size: int) -> int:
    trade = loom.organisations.next_trade()
    prefix = place if place.startswith("淄博") else f"淄博{place}"
    node = loom.add_company(
        f"{prefix}{trade}{ending}",
        f"{trade}{'国资' if size > 1 else '产投'}",
        unit,
        first_of(year),
        _PLATFORM_CAPITAL * size,
        ownership=STATE,
    )
    manager, supervisor = loom.crowd.hire(2)
    loom.run(node, int(manager), int(supervisor))
    return node


def _hold(loom: Loom, company: int, owners: list[tuple[int, int]]) -> None:
    born = loom.organisations[company].founded_on
    CapTable(loom.holdings, company, born).found(owners).close()
