"""Milliseconds of a page of the list of enterprises: p95 over a mix of filters, sorts, words and deep pages.

Run in a city's environment (benchmarks/cities.py); prints one JSON object.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaodi.apps.registry.directory import LineFilters

DEEP = (1, 2, 40, 400)


def measure() -> dict[str, float]:
    """The 95th percentile and the median, in milliseconds, and the seconds that reading every line took."""
    import django

    django.setup()
    from gaodi.apps.registry.directory import SORTS, LineSort, list_companies
    from gaodi.apps.registry.services.lines import refresh_lines
    from gaodi.engines.rules.dictionary import Visibility
    from gaodi.kernel import clock
    from gaodi.kernel.people import Viewer

    on, known_at = clock.business_day(), clock.now()
    begun = time.perf_counter()
    refresh_lines(on=on, known_at=known_at)
    refreshed = time.perf_counter() - begun
    viewer = Viewer(1, "", sections=frozenset({"office"}), visibilities=frozenset(Visibility))
    taken: list[float] = []
    for number, filters in enumerate(_filters()):
        for place, column in enumerate(SORTS):
            sort, page = LineSort(column, bool((number + place) % 2)), DEEP[(number + place) % len(DEEP)]
            begun = time.perf_counter()
            list_companies(viewer, on=on, known_at=known_at, filters=filters, sort=sort, page=page)
            taken.append((time.perf_counter() - begun) * 1000)
    taken.sort()
    return {
        "milliseconds": taken[int(len(taken) * 0.95)],
        "median": taken[len(taken) // 2],
        "refresh_seconds": refreshed,
    }


def _filters() -> list[LineFilters]:
    from gaodi.apps.registry.directory import LineFilters

    return [
        LineFilters(),
        LineFilters(units=("zhangdian",)),
        LineFilters(units=("linzi", "huantai"), industries=("C",)),
        LineFilters(divisions=("26", "39"), statuses=("active",)),
        LineFilters(titles=("high_tech",)),
        LineFilters(revenue=(2_000_000_000, 40_000_000_000), employees=(20, 300)),
        LineFilters(stages=("tutoring_filed", "accepted", "listed")),
        LineFilters(unknown=("revenue",)),
        LineFilters(word="淄博"),
        LineFilters(word="科技", units=("gaoxin",)),
        LineFilters(word="砺"),
        LineFilters(rd_intensity=(30_000, None), titles=("high_tech",)),
    ]


if __name__ == "__main__":
    print(json.dumps(measure()))
