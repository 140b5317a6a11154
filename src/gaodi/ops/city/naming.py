"""Names of invented firms: pronounceable, true to what a firm does, no other's in the city, and nobody's outside."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.firms import LEGAL_FORMS, Codes
from gaodi.ops.city.randomness import stream
from gaodi.ops.city.scenery import Scenery

_ENDINGS = {
    "limited": "有限公司",
    "stock": "股份有限公司",
    "partnership": "合伙企业（有限合伙）",
    "sole": "中心",
    "branch": "分公司",
}
#: Of all firms, so many in a thousand had another name before.
_RENAMED = 40


@dataclass(frozen=True, slots=True)
class Names:
    """Names by position; `renamed` are the positions of those that had another name, `former` that name."""

    names: list[str]
    short_names: list[str]
    renamed: NDArray[np.int64]
    former: list[str]


def trade_words(scenery: Scenery, seed: int, count: int) -> list[str]:
    """Words that no firm is known by, in an order of the seed: pairs of characters first, then threes; none twice."""
    kept = {one.short_name[:2] for one in scenery.leads} | {
        one.short_name[:2] for one in scenery.institutions
    }
    pairs = [a + b for a in scenery.first_characters for b in scenery.second_characters if a + b not in kept]
    rng = random.Random(f"trades {seed}")
    rng.shuffle(pairs)
    if count <= len(pairs):
        return pairs
    threes = [pair + third for pair in pairs for third in scenery.third_characters]
    rng.shuffle(threes)
    return pairs + threes


def name_firms(scenery: Scenery, *, seed: int, word: Codes, legal_form: Codes) -> Names:
    """A name for each firm; a trade word is used twice only after all of them were used once."""
    rng, firms = stream(seed, "names"), len(word)
    renamed = np.flatnonzero(rng.integers(0, 1000, firms) < _RENAMED)
    whose = np.concatenate([np.arange(firms), renamed])
    trades = trade_words(scenery, seed, len(whose))
    prefixes = sorted(set(scenery.prefixes))
    weights = np.array([scenery.prefixes.count(prefix) for prefix in prefixes])
    prefix = rng.choice(len(prefixes), size=len(whose), p=weights / weights.sum())
    prefix[firms:] = prefix[renamed]
    kind = (word[whose].astype(np.int64) * len(prefixes) + prefix) * len(LEGAL_FORMS) + legal_form[whose]
    trade = _pick_trades(kind, len(trades), rng)
    words = [one.word for one in scenery.trades]
    ends = [_ENDINGS[form] for form in LEGAL_FORMS]
    short = [trades[t] + words[w] for t, w in zip(trade.tolist(), word[whose].tolist(), strict=True)]
    full = [
        prefixes[p] + middle + ends[form]
        for p, middle, form in zip(prefix.tolist(), short, legal_form[whose].tolist(), strict=True)
    ]
    return Names(full[:firms], short[:firms], renamed, full[firms:])


def _pick_trades(kind: NDArray[np.int64], trades: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """A trade word for each name so that no two names of one kind (all but the trade word) have the same."""
    trade = np.arange(len(kind), dtype=np.int64) % trades
    while len(twice := _repeated(kind * trades + trade)):
        trade[twice] = rng.integers(0, trades, len(twice))
    return trade


def _repeated(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Positions of the keys that stood before."""
    first = np.zeros(len(keys), dtype=bool)
    first[np.unique(keys, return_index=True)[1]] = True
    return np.flatnonzero(~first)


def rename(names: Names, given: Sequence[tuple[str, str]]) -> Names:
    """The same names, but the first firms have the given ones (name, short name) and never had another."""
    count = len(given)
    stay = names.renamed >= count
    return Names(
        [name for name, _ in given] + names.names[count:],
        [short for _, short in given] + names.short_names[count:],
        names.renamed[stay],
        [former for former, keep in zip(names.former, stay.tolist(), strict=True) if keep],
    )
