"""gaodi pack"""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path
from typing import Any

from gaodi.ops.environment import read_environment
from gaodi.ops.errors import OperationError
from gaodi.ops.progress import say

NAME = "pack"
HELP = (
    "Check a region pack and list every problem (check), load it (load), or write it back as files (export)."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["check", "load", "export"], help="what to do with the pack")
    parser.add_argument(
        "name", nargs="?", help="the pack's folder below region_packs/ (default: GAODI_REGION)"
    )
    parser.add_argument("--all", action="store_true", help="with check: every pack there is")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="with export: the folder to write to")


def run(args: argparse.Namespace) -> int:
    environment = read_environment()
    name = args.name or environment.region
    services = importlib.import_module("gaodi.kernel.packs.services")
    if args.what == "check":
        names = _all_names(environment.packs) if args.all else [name]
        return _check(services, environment.packs, names)
    with importlib.import_module("gaodi.ops.database.prepare").database_running(environment):
        if args.what == "load":
            return _load(services, environment.packs, name)
        return _export(services, name, args.to)


def _all_names(root: Path) -> list[str]:
    return sorted(
        path.parent.name for path in root.glob("*/pack.yaml") if not path.parent.name.startswith("_")
    )


def _check(services: Any, root: Path, names: list[str]) -> int:
    """A pack that others inherit is checked with each of them: alone it is no region."""
    found = 0
    for name in names:
        problems = services.check_pack(root, name)
        for problem in problems:
            print(problem)
        say(f"{name}: {len(problems)} problem(s)" if problems else f"{name}: no problems")
        found += len(problems)
    return 1 if found else 0


def _load(services: Any, root: Path, name: str) -> int:
    clock = importlib.import_module("gaodi.kernel.clock")
    actor = importlib.import_module("gaodi.kernel.people").Actor.system("gaodi pack")
    refusal = importlib.import_module("gaodi.kernel.errors").Refusal
    problems_found = importlib.import_module("gaodi.values.places").ProblemsFound
    try:
        result = services.load_pack(root, name, actor=actor, at=clock.now())
    except problems_found as problems:
        print(problems)
        return 1
    except refusal as error:
        raise OperationError(str(error)) from None
    version = result.version
    line = {"pack": name, "version": version.version, "digest": version.digest, "changed": result.changed}
    print(json.dumps(line, ensure_ascii=False))
    return 0


def _export(services: Any, name: str, folder: Path | None) -> int:
    if folder is None:
        raise OperationError("say where to write: gaodi pack export NAME --to FOLDER")
    refusal = importlib.import_module("gaodi.kernel.errors").Refusal
    try:
        written = services.export_pack(name, folder)
    except refusal as error:
        raise OperationError(str(error)) from None
    for path in written:
        print(path)
    return 0
