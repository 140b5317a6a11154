"""gaodi pack"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Actor
from gaodi.ops.database.prepare import database_running
from gaodi.ops.environment import read_environment
from gaodi.ops.errors import OperationError
from gaodi.ops.progress import say
from gaodi.values.places import ProblemsFound

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
    if args.what == "check":
        names = _all_names(environment.packs) if args.all else [name]
        return _check(environment.packs, names)
    with database_running(environment):
        if args.what == "load":
            return _load(environment.packs, name)
        return _export(name, args.to)


def _all_names(root: Path) -> list[str]:
    return sorted(
        path.parent.name for path in root.glob("*/pack.yaml") if not path.parent.name.startswith("_")
    )


def _check(root: Path, names: list[str]) -> int:
    """A pack that others inherit is checked with each of them: alone it is no region."""
    from gaodi.kernel.packs import check_pack

    found = 0
    for name in names:
        problems = check_pack(root, name)
        for problem in problems:
            print(problem)
        say(f"{name}: {len(problems)} problem(s)" if problems else f"{name}: no problems")
        found += len(problems)
    return 1 if found else 0


def _load(root: Path, name: str) -> int:
    from gaodi.kernel import clock
    from gaodi.kernel.packs import load_pack

    try:
        result = load_pack(root, name, actor=Actor.system("gaodi pack"), at=clock.now())
    except ProblemsFound as problems:
        print(problems)
        return 1
    except Refusal as error:
        raise OperationError(str(error)) from None
    version = result.version
    line = {"pack": name, "version": version.version, "digest": version.digest, "changed": result.changed}
    print(json.dumps(line, ensure_ascii=False))
    return 0


def _export(name: str, folder: Path | None) -> int:
    if folder is None:
        raise OperationError("say where to write: gaodi pack export NAME --to FOLDER")
    from gaodi.kernel.packs import export_pack

    try:
        written = export_pack(name, folder)
    except Refusal as error:
        raise OperationError(str(error)) from None
    for path in written:
        print(path)
    return 0
