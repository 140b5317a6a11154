"""Milliseconds of finding a firm by what is remembered of it: p95 over rare and very common words, city and district.

Run in a city's environment (benchmarks/cities.py); prints one JSON object.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from datetime import date

SEED, FIRMS = 11, 25
COMMON = (
    *("淄博", "有限公司", "公司", "科技", "山东", "司", "淄", "科技有限公司", "股份", "新材料"),
    *("zb", "zibo", "yxgs", "youxian", "s", "kj", "临淄 化工", "淄川 博山", "9137", "机械 zb"),
)
ODD = ("%", "'", "a\0b", "😀", "无此企业", "砺" * 200, "xian" * 40)


def measure() -> dict[str, float]:
    """The 95th percentile and the median, in milliseconds, each word asked for twice by each viewer."""
    import django

    django.setup()
    from gaodi.apps.registry.directory import search_parties
    from gaodi.kernel import clock
    from gaodi.kernel.people import Viewer

    on = clock.business_day()
    office = frozenset({"office"})
    viewers = (Viewer(1, "", sections=office), Viewer(2, "", sections=office, reporting_unit="zichuan"))
    words = list(_words(on))
    taken: list[float] = []
    for number in range(2):
        for viewer in viewers:
            for word in words:
                begun = time.perf_counter()
                search_parties(viewer, word, on=on)
                if number:
                    taken.append((time.perf_counter() - begun) * 1000)
    taken.sort()
    return {"milliseconds": taken[int(len(taken) * 0.95)], "median": taken[len(taken) // 2]}


def _words(on: date) -> Iterator[str]:
    """Common and odd words, and of some firms the name, parts of it, codes, pinyin and initials."""
    from gaodi.apps.registry.models import Party

    yield from COMMON
    yield from ODD
    firms = Party.objects.filter(kind="company").order_by("credit_code")
    chosen = random.Random(SEED).sample(range(firms.count()), FIRMS)
    for place in chosen:
        firm = firms[place]
        syllables = firm.pinyin.split()
        yield from (firm.name, firm.name[2:6], firm.name[2:4], firm.credit_code or firm.name)
        yield from (firm.initials[2:6], firm.initials[:3], "".join(syllables[2:4]), " ".join(syllables[:4]))
        yield f"{firm.name[2]}{syllables[3]}"


if __name__ == "__main__":
    print(json.dumps(measure()))
