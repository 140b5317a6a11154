"""How long every column of every company takes from the registry into memory, and the most memory that its process held.

Run in a city's environment (benchmarks/cities.py); prints one JSON object.
"""

from __future__ import annotations

import json
import resource
import sys
import time


def measure() -> dict[str, float]:
    """Seconds of one read of every column, derived ones too, and this process's peak in GiB."""
    import django

    django.setup()
    from gaodi.kernel import clock
    from gaodi.kernel.facts import facts
    from gaodi.kernel.facts.columns import read_columns

    names = [column.name for column in facts.whole("company").table.columns]
    on, known_at = clock.business_day(), clock.now()
    begun = time.perf_counter()
    columns = read_columns("company", names, on, known_at)
    seconds = time.perf_counter() - begun
    print(f"{len(columns)} companies, {len(names)} columns", file=sys.stderr)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {"seconds": seconds, "gib": peak, "companies": len(columns), "columns": len(names)}


if __name__ == "__main__":
    print(json.dumps(measure()))
