"""What every test may ask for. Lanes with a database work on clones of one template; nothing is ever truncated."""

from __future__ import annotations

import importlib
import itertools
import os
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_django

from tests import databases

PURE = ("values", "engines")
WITH_DATABASE = ("kernel", "apps", "web", "ops")
DAY = date(2025, 6, 30)
MOMENT = datetime(2025, 6, 30, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
_numbers = itertools.count(1)
_session_database = f"{databases.CLONE}{os.getpid()}"


def pytest_configure(config: pytest.Config) -> None:
    """Tests of values and engines run without Django; any other gets the settings of its own database."""
    if all(_lane_of(Path(argument.split("::")[0])) in PURE for argument in config.args):
        return
    server = databases.find_server()
    os.environ.update(server.environ(_session_database))
    (databases.VAR / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where there is none
    os.environ["GAODI_KIND"] = "demo"
    os.environ["DJANGO_SETTINGS_MODULE"] = "gaodi.config.settings"
    importlib.import_module("django").setup()  # pytest-django does it only where Django is imported already
    importlib.import_module("django").setup()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in a lane with a database rolls back in it, unless it says that it commits or needs none."""
    for item in items:
        excepted = any(item.get_closest_marker(name) for name in ("commits", "no_database", "django_db"))
        if _lane_of(item.path) in WITH_DATABASE and not excepted:
            item.add_marker(pytest.mark.django_db)


def _lane_of(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path(__file__).parent).parts[0]
    except (ValueError, IndexError):
        return ""


@pytest.fixture(scope="session")
def template() -> Iterator[str]:
    """The name of the template database; its server runs until the session ends."""
    server = databases.find_server()
    with databases.running(server):
        databases.drop_abandoned(server)
        yield databases.ensure_template(server)


@pytest.fixture(scope="session")
def django_db_setup(template: str) -> Iterator[None]:
    """In place of pytest-django's: the session's database is a clone, and its login is gaodi_app."""
    from django.db import connections

    server = databases.find_server()
    server.clone(template, _session_database)
    yield
    connections.close_all()
    server.drop(_session_database)


@pytest.fixture(scope="session")
def city_database(
    template: str, django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[str]:
    """The name of a database in which the small city stands, built once for all tests that ask for it."""
    from gaodi.kernel.people import Actor
    from tests.web.office.city import build

    server, name = databases.find_server(), f"{_session_database}_city"
    server.clone(template, name)
    with django_db_blocker.unblock(), _connected_to(name):
        build(DAY, MOMENT, Actor.system("tests"))
    yield name
    server.drop(name)


@pytest.fixture
def small_city() -> tuple[date, datetime]:
    """The test works in a database where a city of 20 stands, judged as of this day and moment."""
    return DAY, MOMENT


@pytest.fixture
def _place(request: pytest.FixtureRequest) -> Iterator[None]:
    """The database in which a test's transaction is to begin: the city's, where it asks for the small city."""
    if not _asks_for_small_city(request):
        yield
        return
    with _connected_to(request.getfixturevalue("city_database")):
        yield


@pytest.fixture
def _django_db_helper(_place: None, _django_db_helper: None) -> None:
    """pytest-django's transaction, which begins after the connection leads to the place of the test."""


@pytest.fixture(autouse=True)
def _database_of_its_own(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test marked `commits` works in a fresh clone."""
    if request.node.get_closest_marker("commits") is None:
        yield
        return
    source = request.getfixturevalue("city_database" if _asks_for_small_city(request) else "template")
    blocker = request.getfixturevalue("django_db_blocker")
    name = f"{_session_database}_{next(_numbers)}"
    databases.find_server().clone(source, name)
    with blocker.unblock(), _connected_to(name):
        yield
    databases.find_server().drop(name)


def _asks_for_small_city(request: pytest.FixtureRequest) -> bool:
    return "small_city" in request.fixturenames


class _connected_to:  # noqa: N801  reads as a phrase
    """Django's connections, of every thread, lead to that database while inside."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        self._switch(self.name)

    def __exit__(self, *_: object) -> None:
        self._switch(_session_database)

    def _switch(self, name: str) -> None:
        from django.db import connections

        connections.close_all()
        connections.settings["default"]["NAME"] = name
        connections["default"].settings_dict["NAME"] = name


@pytest.fixture
def drain_worker(request: pytest.FixtureRequest) -> Callable[[], None]:
    """Call it to run every waiting job, and the jobs that these enqueue, in a real worker; for tests that commit."""
    if request.node.get_closest_marker("commits") is None:
        pytest.fail("drain_worker() sees committed jobs only: mark the test with pytest.mark.commits")
    from gaodi.ops.commands.worker import run_worker

    return lambda: run_worker(wait=False)


@pytest.fixture
def actor() -> object:
    """Who acts in a test that does not care."""
    from gaodi.kernel.people import Actor

    return Actor.system("tests")


@pytest.fixture
def at() -> datetime:
    """The moment of a test: nine in the morning of its day, in China."""
    return MOMENT


@pytest.fixture
def on() -> date:
    """The business day of a test: the day on which the demonstration starts."""
    return DAY
