"""Processes that die with their parent, and records that a reused pid does not fool."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from gaodi.ops.processes import ProcessRecord, list_processes_with
from gaodi.ops.runfile import Run, end_run, read_run, write_run
from tests.instances import wait_until

pytestmark = pytest.mark.no_database

_PARENT = """
import os, sys, time
from gaodi.ops.processes import start_child
child = start_child([sys.executable, "-c", "import time; time.sleep(600)"], log=None, environ=os.environ)
print(child.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def sleeper() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(600)"], env={"GAODI_RUN_ID": "of-this-test"}
    )


def test_child_dies_with_its_killed_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = ProcessRecord.of(int(parent.stdout.readline()))

    parent.kill()
    parent.wait()

    wait_until(lambda: child.find() is None, "the end of the child", 10)
    parent.stdout.close()


def test_record_of_another_start_finds_nothing() -> None:
    own = ProcessRecord.of(os.getpid())

    assert own.find() is not None
    assert replace(own, started=own.started - 5).find() is None


def test_run_file_of_a_killed_supervisor_still_ends_its_children(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    gone = ProcessRecord(pid=sleeper.pid, started=1.0)
    wait_until(lambda: list_processes_with("GAODI_RUN_ID", "of-this-test"), "the sleeper", 10)
    write_run(tmp_path, Run("of-this-test", "http://127.0.0.1:1/", supervisor=gone))

    found = end_run(tmp_path)

    assert found
    sleeper.wait(10)
    assert read_run(tmp_path) is None
    assert not psutil.pid_exists(sleeper.pid)
