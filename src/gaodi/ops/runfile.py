"""var/run/up.json: which processes a `gaodi up` started, so that a later one can end them."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from gaodi.ops.processes import ProcessRecord, end_process, list_processes_with

RUN_VARIABLE = "GAODI_RUN_ID"  # in the environment of every child: finds what a killed child left behind


@dataclass(frozen=True, slots=True)
class Run:
    """One `gaodi up`: its mark, its address, its supervisor and its children by name."""

    run_id: str
    address: str
    supervisor: ProcessRecord
    children: Mapping[str, ProcessRecord] = field(default_factory=dict)


def path_of(var: Path) -> Path:
    return var / "run" / "up.json"


def write_run(var: Path, run: Run) -> None:
    """Replace the run file in one step."""
    path = path_of(var)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(asdict(run), indent=1))
    draft.replace(path)


def read_run(var: Path) -> Run | None:
    """The run that the file names; None where there is no file, or one that was not written by us."""
    try:
        data = json.loads(path_of(var).read_text())
        children = {name: ProcessRecord(**record) for name, record in data["children"].items()}
        return Run(data["run_id"], data["address"], ProcessRecord(**data["supervisor"]), children)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def end_run(var: Path) -> bool:
    """Nothing that the run file names is alive when this returns, a database server apart; True if something was.

    The supervisor is asked first and ends its children in order; what outlives a killed one is ended here.
    """
    run = read_run(var)
    if run is None:
        return False
    supervisor = run.supervisor.find()
    if supervisor is not None:
        end_process(supervisor, patience=45)
    left = _end_left_over(run)
    path_of(var).unlink(missing_ok=True)
    return supervisor is not None or left


def _end_left_over(run: Run) -> bool:
    """End the children of a supervisor that was killed, and what these left behind."""
    named = [
        process for name, record in run.children.items() if name != "database" and (process := record.find())
    ]
    marked = list_processes_with(RUN_VARIABLE, run.run_id)
    left = list(
        {process.pid: process for process in [*named, *marked] if process.pid != os.getpid()}.values()
    )
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    for process in left:
        end_process(process, patience=10)
    return bool(left)
