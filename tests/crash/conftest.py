"""The instance that the crash tests kill and find again, and the writer that watches what it keeps."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaodi.ops.database.embedded import cluster_of
from gaodi.ops.database.prepare import APP, DATABASE, OWNER
from tests.crash.acknowledged import Writer
from tests.instances import RunningInstance


@pytest.fixture(scope="session")
def shared() -> Iterator[RunningInstance]:
    folder = Path(tempfile.mkdtemp(prefix="gaodi-crash-"))
    instance = RunningInstance(folder / "var")
    yield instance
    instance.down()
    shutil.rmtree(folder)


@pytest.fixture
def instance(shared: RunningInstance) -> RunningInstance:
    """A running instance, whatever the test before has done to it."""
    if shared.process is None or shared.process.poll() is not None:
        shared.up()
    return shared


@pytest.fixture
def writer(instance: RunningInstance) -> Iterator[Writer]:
    cluster = cluster_of(instance.var)
    with Writer(cluster.url(OWNER, DATABASE), cluster.url(APP, DATABASE)) as writing:
        yield writing
