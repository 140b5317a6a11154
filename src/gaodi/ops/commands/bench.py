"""gaodi bench"""

from __future__ import annotations

import argparse
import subprocess
import sys

from gaodi.ops.environment import read_root
from gaodi.ops.errors import OperationError

NAME = "bench"
HELP = "Measure: one JSON line per figure, with its aim and whether it holds."
NEEDS_DJANGO = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="a file of benchmarks/, without its ending")


def run(args: argparse.Namespace) -> int:
    folder = read_root() / "benchmarks"
    known = sorted(path.stem for path in folder.glob("*.py") if "def main(" in path.read_text())
    if args.name not in known:
        raise OperationError(f"there is no benchmark {args.name!r}; known: {', '.join(known)}")
    return subprocess.run(
        [sys.executable, str(folder / f"{args.name}.py")], cwd=read_root(), check=False
    ).returncode
