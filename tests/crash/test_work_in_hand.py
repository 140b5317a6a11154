"""kill -9 while work is in hand: a job of a dead worker is done by the next one, an acknowledged day stays."""

from __future__ import annotations

import json
import os
import re
import signal
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.client import HTTPMessage
from typing import IO

import psutil
import psycopg
import pytest

from gaodi.ops.database.embedded import cluster_of
from gaodi.ops.database.prepare import APP, DATABASE
from tests.instances import RunningInstance, wait_until

RECOVERY_SECONDS = 60
SWEEP_LOCK = 0x6A0E1  # gaodi.apps.assessments.services.sweeps
AFTER_THE_TERM = date(2025, 12, 25)  # the city's award ends the day before, so outcomes change


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """The first answer is the acknowledgement; where it leads is of no interest."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        return None


class Visitor:
    """Somebody with a browser that keeps cookies and sends forms."""

    def __init__(self, instance: RunningInstance) -> None:
        self.address = instance.address.rstrip("/")
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), NoRedirect())

    def send(self, page: str, to: str, **fields: str) -> int:
        """Send a form of `page`; the status of the first answer."""
        text = self.opener.open(self.address + page, timeout=20).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        assert token is not None, f"no form on {page}"
        data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token[1]}).encode()
        request = urllib.request.Request(self.address + to, data, {"Referer": self.address + page})
        try:
            with self.opener.open(request, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as answer:
            return answer.code

    def sign_in(self, instance: RunningInstance, username: str) -> None:
        kept = json.loads((instance.var / "demonstration.json").read_text())
        login = "/account/login/"
        assert self.send(login, login, login=username, password=kept[username]["password"]) == 302


@contextmanager
def connected(instance: RunningInstance) -> Iterator[psycopg.Connection]:
    url = cluster_of(instance.var).url(APP, DATABASE)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def day_of(instance: RunningInstance) -> date:
    with connected(instance) as connection:
        return date.fromisoformat(next(connection.execute("SELECT day::text FROM kernel_businessday"))[0])


def kill_with_children(pid: int) -> None:
    process = psutil.Process(pid)
    for one in [process, *process.children(recursive=True)]:
        one.kill()


def test_acknowledged_day_is_kept_when_the_web_server_is_killed(instance: RunningInstance) -> None:
    run, before = instance.run(), day_of(instance)
    assert run is not None
    officer = Visitor(instance)
    officer.sign_in(instance, "jingban")

    status = officer.send("/office/day/", "/office/day/move/", seen=before.isoformat())
    kill_with_children(run.children["web"].pid)

    assert status == 302
    wait_until(instance.answers, "the first page after the kill", RECOVERY_SECONDS)
    assert day_of(instance) == before + timedelta(days=1)


@pytest.fixture
def held_back(instance: RunningInstance) -> Iterator[psycopg.Connection]:
    """A session that no sweep gets past; those that were due before are done."""
    wait_until(lambda: not list_sweeps(instance, "todo", "doing"), "the sweeps before", RECOVERY_SECONDS)
    with connected(instance) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [SWEEP_LOCK])
        yield connection


def list_sweeps(instance: RunningInstance, *states: str) -> list[int]:
    """Jobs that sweep and are in one of the states."""
    query = "SELECT id FROM procrastinate_jobs WHERE queue_name = 'sweeps' AND status::text = ANY(%s)"
    with connected(instance) as connection:
        return [row[0] for row in connection.execute(query, [list(states)])]


def wait_for_sweep_at(connection: psycopg.Connection) -> None:
    """Return when a sweep stands before the lock: its job is in hand and nothing of it is written."""
    query = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"
    wait_until(lambda: connection.execute(query, [SWEEP_LOCK]).fetchone(), "a sweep in hand", 30)


def count_kept(instance: RunningInstance) -> dict[str, int]:
    """Current outcomes by verdict."""
    query = "SELECT verdict, count(*) FROM assessments_outcome WHERE to_day IS NULL GROUP BY verdict"
    with connected(instance) as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def count_judged(instance: RunningInstance) -> dict[str, int]:
    """What judging everyone now comes to, of verdicts that are kept."""
    told = json.loads(instance.gaodi("sweep", "--dry-run").stdout)
    return {verdict: number for verdict, number in told["verdicts"].items() if verdict != "no"}


def test_sweep_of_a_killed_worker_is_done_by_the_next_one(
    instance: RunningInstance, held_back: psycopg.Connection
) -> None:
    run, before = instance.run(), count_kept(instance)
    assert run is not None
    assert instance.gaodi("day", "next", "--to", AFTER_THE_TERM.isoformat()).returncode == 0
    wait_for_sweep_at(held_back)

    os.kill(run.children["worker"].pid, signal.SIGKILL)
    [torn] = list_sweeps(instance, "doing")
    held_back.execute("SELECT pg_advisory_unlock(%s)", [SWEEP_LOCK])

    wait_until(lambda: torn in list_sweeps(instance, "succeeded"), "the sweep once more", RECOVERY_SECONDS)
    newest = held_back.execute("SELECT on_day, state FROM assessments_sweep ORDER BY id DESC").fetchone()
    assert newest == (AFTER_THE_TERM, "done")
    assert before != count_kept(instance) == count_judged(instance)
