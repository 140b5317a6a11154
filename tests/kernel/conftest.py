"""The kernel's tests start before birth: their databases have the migrations and nothing else, no instance, no pack.

The fixtures of tests/conftest.py of the same names are replaced here; what a test marks (`commits`, `no_database`) means the same.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import connections
from psycopg.conninfo import make_conninfo

from gaodi.kernel.people import Actor
from gaodi.ops.database.prepare import OWNER, make_database
from tests import databases

_TEMPLATE = f"{databases.CLONE}{os.getpid()}_kernel"
_SHARED = f"{_TEMPLATE}_shared"
_numbers = itertools.count(1)


@contextmanager
def connected_to(name):
    """Django's connections lead to that database while inside, and back after."""
    before = connections["default"].settings_dict["NAME"]
    _switch(name)
    try:
        yield
    finally:
        _switch(before)


def _switch(name):
    connections.close_all()
    connections.settings["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


def current_database():
    return connections["default"].settings_dict["NAME"]


def connect(user):
    """A session of another login in the database of the test."""
    url = databases.find_server().url(user, current_database())
    return psycopg.connect(make_conninfo(url), autocommit=True)


@pytest.fixture(scope="session")
def template():
    """The name of a migrated database that nobody is connected to."""
    server = databases.find_server()
    with databases.running(server):
        with server.connect() as connection:
            make_database(connection, _TEMPLATE)
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, env=os.environ | server.environ(_TEMPLATE), check=True)
        yield _TEMPLATE
        server.drop(_TEMPLATE)


@pytest.fixture(scope="session")
def django_db_setup(template):
    """The clone that ordinary tests share and roll back in."""
    databases.find_server().clone(template, _SHARED)
    yield
    connections.close_all()
    databases.find_server().drop(_SHARED)


@pytest.fixture(scope="module", autouse=True)
def _shared_database(request):
    """Modules of the kernel's tests work in the kernel's clone, even between modules of other apps."""
    if request.node.get_closest_marker("no_database"):
        yield
        return
    request.getfixturevalue("django_db_setup")
    with connected_to(_SHARED):
        yield


@pytest.fixture(autouse=True)
def _database_of_its_own(request):
    """A test marked `commits` works in a fresh clone."""
    if request.node.get_closest_marker("commits") is None:
        yield
        return
    server, name = databases.find_server(), f"{_TEMPLATE}_{next(_numbers)}"
    server.clone(request.getfixturevalue("template"), name)
    with request.getfixturevalue("django_db_blocker").unblock(), connected_to(name):
        yield
    server.drop(name)


@pytest.fixture
def superuser():
    """A session that no trigger stops; for tests that commit."""
    with connect("postgres") as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


@pytest.fixture
def owner():
    """A session of gaodi_owner; for tests that commit."""
    with connect(OWNER) as connection:
        yield connection


@pytest.fixture
def actor():
    return Actor.person("王芳", user_id=7, mandate_id=70, party_id=700)


@pytest.fixture
def at():
    return datetime(2025, 6, 30, 1, 30, tzinfo=UTC)


@pytest.fixture
def demo(db, actor, at):
    return _born("demo", actor, at)


@pytest.fixture
def live(db, actor, at):
    return _born("live", actor, at)


def _born(kind, actor, at):
    from gaodi.kernel.instance import (
        give_birth,  # models: pytest reads this file before Django has its settings
    )

    return give_birth(kind=kind, region="zibo", first_day=date(2025, 6, 30), actor=actor, at=at)
