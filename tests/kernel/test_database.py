import pytest
from django.db import connection

from gaodi.kernel import database
from gaodi.kernel.database import UnfitDatabase, check_database, find_unfitness
from tests import databases
from tests.kernel.conftest import connected_to

pytestmark = pytest.mark.commits


@pytest.fixture
def made(request):
    """Makes a database with the given words of CREATE DATABASE."""
    server, name = databases.find_server(), f"{databases.CLONE}{request.node.originalname}"[:60]

    def make(words):
        with server.connect() as session:
            session.execute(f"CREATE DATABASE {name} OWNER gaodi_owner TEMPLATE template0 {words}")
        return name

    yield make
    server.drop(name)


@pytest.fixture
def unknown(monkeypatch):
    """As in a process that has not checked any database."""
    monkeypatch.setattr(database, "_checked", set())


def test_a_database_of_ours_is_fit():
    assert find_unfitness(connection) is None


def test_a_database_that_is_not_utf8_is_refused_at_connect(made, unknown):
    with (
        connected_to(made("ENCODING 'SQL_ASCII' LOCALE 'C'")),
        pytest.raises(UnfitDatabase, match="SQL_ASCII, not UTF8"),
    ):
        connection.ensure_connection()


def test_a_database_without_chinese_letters_is_refused_with_the_way_out(made, unknown):
    with connected_to(made("ENCODING 'UTF8' LOCALE 'C'")), pytest.raises(UnfitDatabase) as refused:
        connection.ensure_connection()

    assert "does not count 淄 as a letter" in str(refused.value)
    assert "createdb -T template0 -E UTF8 --locale=C.UTF-8" in str(refused.value)


def test_a_database_is_asked_once_per_process(unknown, django_assert_num_queries):
    connection.ensure_connection()

    with django_assert_num_queries(0):
        check_database(connection)
