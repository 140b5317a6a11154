"""How long every column of one company takes: the median over many companies, nothing kept between them but plans.

Run in a city's environment (benchmarks/cities.py); prints one JSON object.
"""

from __future__ import annotations

import json
import random
import statistics
import time

SEED, WARM, COMPANIES = 3, 30, 200


def measure() -> dict[str, float]:
    """Milliseconds of one read by `facts.read`, which keeps no rows."""
    import django

    django.setup()
    from gaodi.apps.registry.models import Party
    from gaodi.kernel import clock
    from gaodi.kernel.facts import facts

    names = [column.name for column in facts.whole("company").table.columns]
    on, known_at = clock.business_day(), clock.now()
    keys = list(Party.objects.filter(kind="company").order_by("pk").values_list("pk", flat=True))
    taken = []
    for number, key in enumerate(random.Random(SEED).sample(keys, min(len(keys), WARM + COMPANIES))):
        begun = time.perf_counter()
        [_] = facts.read("company", names, on, known_at, [key])
        if number >= WARM:
            taken.append((time.perf_counter() - begun) * 1000)
    return {"milliseconds": statistics.median(taken), "p95": sorted(taken)[int(len(taken) * 0.95)]}


if __name__ == "__main__":
    print(json.dumps(measure()))
