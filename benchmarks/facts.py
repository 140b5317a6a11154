"""The figures of facts and registry: the city built, files brought in, facts read, firms found and listed.

Run by `make bench NAME=facts`; the city of 200,000 is built once and kept. `python benchmarks/facts.py --full` measures
a city of a million (make bench-full).
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.cities import City, copy_of, ensure_city, measure_in, server_running  # noqa: E402  the root is known now
from benchmarks.figures import Figure  # noqa: E402
from tests.databases import Server  # noqa: E402

CITY_SMALL = Figure("city_20000_s", "s", 60)
CITY = Figure("city_200k_bulk_s", "s", 240)
IMPORT = Figure("import_200k_rows_s", "s", 60)
COLUMNS = Figure("facts_200k_to_columns_s", "s", 10)
COLUMNS_RSS = Figure("facts_200k_rss_gib", "GiB", 2)
CHANGED = Figure("facts_changed_1pct_s", "s", 2)
ONE = Figure("facts_one_company_ms", "ms", 10)
SEARCH = Figure("name_search_200k_ms_p95", "ms", 30)
LIST = Figure("enterprise_list_200k_ms_p95", "ms", 200)

CITY_MILLION = Figure("city_1m_min", "min", 15)
COLUMNS_MILLION = Figure("facts_1m_to_columns_s", "s", 45)
COLUMNS_MILLION_RSS = Figure("facts_1m_rss_gib", "GiB", 4)
SEARCH_MILLION = Figure("name_search_1m_ms_p95", "ms", 50)

Asked = tuple[Figure, str]
"""A figure, and the name under which its benchmark prints it."""


def main() -> int:
    """Exit code 1 where a figure misses its aim or could not be measured."""
    with server_running() as server:
        held = [*_measure_million(server)] if "--full" in sys.argv else [*_measure(server)]
    return 0 if all(held) else 1


def _measure(server: Server) -> list[bool]:
    small = _city(server, CITY_SMALL, 20_000)
    city = _city(server, CITY, 200_000)
    if city is None:
        return [False]
    held = [_holds(CITY_SMALL, small), _holds(CITY, city)]
    held += _ask(city, "benchmarks.fact_columns", (COLUMNS, "seconds"), (COLUMNS_RSS, "gib"))
    held += _ask(city, "benchmarks.fact_one_company", (ONE, "milliseconds"))
    held += _ask(city, "benchmarks.name_search", (SEARCH, "milliseconds"))
    held += _ask(city, "benchmarks.enterprise_list", (LIST, "milliseconds"))
    with copy_of(city) as copy:
        held += _ask(copy, "benchmarks.fact_changes", (CHANGED, "seconds"))
        held += _ask(copy, "benchmarks.imports", (IMPORT, "value"))
    return held


def _measure_million(server: Server) -> list[bool]:
    city = _city(server, CITY_MILLION, 1_000_000)
    if city is None:
        return [False]
    held = _ask(city, "benchmarks.fact_columns", (COLUMNS_MILLION, "seconds"), (COLUMNS_MILLION_RSS, "gib"))
    return [
        _holds(CITY_MILLION, city),
        *held,
        *_ask(city, "benchmarks.name_search", (SEARCH_MILLION, "milliseconds")),
    ]


def _city(server: Server, figure: Figure, enterprises: int) -> City | None:
    """The city, its figure printed; None where it could not be built."""
    try:
        city = ensure_city(server, enterprises)
    except Exception as error:
        figure.report(None, f"{type(error).__name__}: {error}")
        return None
    figure.report(_value(figure, city))
    return city


def _value(figure: Figure, city: City) -> float:
    return round(city.seconds / 60 if figure.unit == "min" else city.seconds, 1)


def _holds(figure: Figure, city: City | None) -> bool:
    return city is not None and _value(figure, city) <= figure.aim


def _ask(city: City, module: str, *asked: Asked) -> list[bool]:
    try:
        found = measure_in(city, module)
    except Exception as error:
        return [figure.report(None, f"{type(error).__name__}: {error}") for figure, _ in asked]
    return [figure.report(round(found[name], 2)) for figure, name in asked]


if __name__ == "__main__":
    sys.exit(main())
