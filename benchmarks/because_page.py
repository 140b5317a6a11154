"""How long the server takes for one because-page: the 95th percentile over many rows of several enterprises.

Django's test client goes through every layer of a request (session, middleware, gate, selectors, engine, template) on
the instance that the environment names; where it was never up, it is prepared first. Nothing that is written stays:
sign-in and mandates are rolled back.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gaodi.ops.cli import set_up_django  # noqa: E402  the checkout's root is known from here on
from gaodi.ops.database.prepare import database_running  # noqa: E402
from gaodi.ops.environment import SETTINGS_MODULE, read_environment  # noqa: E402

if TYPE_CHECKING:
    from django.test import Client

WARM_UPS, REQUESTS, ENTERPRISES = 20, 200, 8
#: The demonstration's person who acts for the flagship.
PERSON = "qiye"


def measure() -> float:
    """Milliseconds within which 95 of 100 because-pages are made (`because_page_server_ms_p95`, aim ≤ 60)."""
    with database_running(read_environment()):
        _prepare()
        set_up_django()
        with _rolled_back():
            client, stops = _sign_in()
            _ask(client, stops, WARM_UPS)
            times = _ask(client, stops, REQUESTS)
    return statistics.quantiles(times, n=20)[-1]


def _prepare() -> None:
    """Tables, pack, city and outcomes, as `gaodi up` makes them; what is there already is skipped."""
    environ = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS_MODULE}
    subprocess.run(
        [sys.executable, "-m", "gaodi.ops.preparation"], cwd=ROOT, env=environ, stdout=sys.stderr, check=True
    )


@contextmanager
def _rolled_back() -> Iterator[None]:
    """The database is as before once this is left."""
    from django.db import connections, transaction

    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        connections.close_all()


def _sign_in() -> tuple[Client, list[tuple[int, str]]]:
    """A client of the flagship's person, who acts for several enterprises for once; (party, address) of their rows."""
    from django.test import Client

    from gaodi.apps.accounts.models import User
    from gaodi.apps.accounts.services.mandates import grant_mandate
    from gaodi.apps.registry.models import Party
    from gaodi.kernel import clock
    from gaodi.kernel.people import Actor

    user = User.objects.get(username=PERSON)
    own = user.mandates.values_list("party_id", flat=True)[0]
    stops = _rows_of(own)
    on, at, actor = clock.business_day(), clock.now(), Actor.system("because_page")
    for party in Party.objects.filter(pk__in={party for party, _ in stops} - {own}):
        grant_mandate(user=user, party=party, role="clerk", valid_from=on, actor=actor, at=at)
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client, stops


def _rows_of(own: int) -> list[tuple[int, str]]:
    """Every stored row of the flagship and of the enterprises that have most of them, so that ladders are full."""
    from django.db.models import Count
    from django.urls import reverse

    from gaodi.apps.assessments.models import Outcome

    current = Outcome.objects.filter(kind="programme", subject_kind="company", to_day__isnull=True)
    busiest = current.values("subject_id").annotate(rows=Count("pk")).order_by("-rows", "subject_id")
    parties = {own, *(row["subject_id"] for row in busiest[:ENTERPRISES])}
    stops = []
    for row in current.filter(subject_id__in=parties).order_by("subject_id", "pk"):
        name, step = ("enterprise:because_next", [row.step]) if row.step else ("enterprise:because", [])
        stops.append((row.subject_id, reverse(name, args=[row.code, row.grain_id, *step])))
    return stops


def _ask(client: Client, stops: Sequence[tuple[int, str]], times: int) -> list[float]:
    """Milliseconds of each request; the party acted for is changed outside the measured time."""
    took: list[float] = []
    for number in range(times):
        party, address = stops[number % len(stops)]
        session = client.session
        if session.get("party_id") != party:
            session["party_id"] = party
            session.save()
        begun = time.perf_counter()
        response = client.get(address)
        took.append((time.perf_counter() - begun) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{address} for party {party} answered {response.status_code}, not 200")
    return took


if __name__ == "__main__":
    print(f"because_page_server_ms_p95 {measure():.1f}")
