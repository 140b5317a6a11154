"""Cities for benchmarks: each is built once, timed, and kept until the code that builds it changes.

They live on an embedded server of their own below var/bench, set up as an instance's is; GAODI_BENCH_DATABASE_URL (a
superuser's address) names another server. What a figure writes is rolled back or made in a clone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gaodi.ops.database.embedded import Cluster, fitting_options, in_use  # noqa: E402  the root is known from here on
from gaodi.ops.database.prepare import make_database, make_roles  # noqa: E402
from gaodi.ops.stamps import digest_files, list_files  # noqa: E402
from tests.databases import Server  # noqa: E402

BENCH = ROOT / "var" / "bench"
SEED = 7
#: The code that decides what a city is.
_BUILDERS = ("src/gaodi/ops/city", "src/gaodi/apps/registry", "src/gaodi/kernel/audit")
_PREFIX = "gaodi_bench_"


@dataclass(frozen=True)
class City:
    """A city that stands: where it is, and how long it took to build."""

    enterprises: int
    database: str
    server: Server
    seconds: float

    def environ(self) -> dict[str, str]:
        """What a process needs to work on it."""
        return os.environ | self.server.environ(self.database, BENCH / self.database)


@contextmanager
def server_running() -> Iterator[Server]:
    """The benchmarks' server answers while inside, with both logins."""
    given = os.environ.get("GAODI_BENCH_DATABASE_URL")
    if given:
        with psycopg.connect(given, autocommit=True) as connection:
            make_roles(connection)
        yield Server(given)
        return
    cluster = Cluster(BENCH / "pg", BENCH / "postgres.log", fitting_options())
    with in_use(cluster):
        with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
            make_roles(connection)
        yield Server(cluster.url("postgres", "postgres"))


def ensure_city(server: Server, enterprises: int) -> City:
    """The city of this size for this very code; built now where it is missing. Older ones of the size are dropped."""
    prefix = f"{_PREFIX}{enterprises}_"
    name = prefix + _stamp()
    record = BENCH / name / "city.json"
    if record.exists() and name in _databases(server, prefix):
        return City(enterprises, name, server, float(json.loads(record.read_text())["seconds"]))
    for old in _databases(server, prefix):
        server.drop(old)
    with server.connect() as connection:
        make_database(connection, name)
    city = City(enterprises, name, server, 0.0)
    _run(city, "gaodi.ops.preparation", "--data-only")
    begun = time.perf_counter()
    _run(city, "gaodi.ops.cli", "city", "build", "--enterprises", str(enterprises), "--seed", str(SEED))
    seconds = time.perf_counter() - begun
    with psycopg.connect(server.url("postgres", name), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    record.write_text(json.dumps({"enterprises": enterprises, "seed": SEED, "seconds": seconds}))
    return City(enterprises, name, server, seconds)


def measure_in(city: City, module: str, *arguments: str) -> dict[str, float]:
    """What a benchmark's own process printed as one JSON object on its last line. Raises: RuntimeError: it failed."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=city.environ(), check=False, stdout=subprocess.PIPE, text=True
    )
    last = (done.stdout.strip().splitlines() or [""])[-1]
    try:
        return dict(json.loads(last))
    except ValueError:
        raise RuntimeError(f"{module} ended with code {done.returncode}; what it said stands above") from None


@contextmanager
def copy_of(city: City) -> Iterator[City]:
    """The same city in a database that is thrown away: for what writes."""
    name = f"{city.database}_copy"
    city.server.drop(name)
    city.server.clone(city.database, name)
    try:
        yield City(city.enterprises, name, city.server, city.seconds)
    finally:
        city.server.drop(name)


def _run(city: City, module: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=city.environ(),
        check=True,
        stdout=sys.stderr,
    )


def _stamp() -> str:
    files = [path for folder in _BUILDERS for path in list_files(ROOT / folder, "*.py", "*.yaml")]
    return digest_files(files)[:12]


def _databases(server: Server, prefix: str) -> list[str]:
    with server.connect() as connection:
        rows = connection.execute("SELECT datname FROM pg_database").fetchall()
    return [row[0] for row in rows if row[0].startswith(prefix)]
