"""gaodi docs"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
from collections.abc import Iterator
from pathlib import Path

from gaodi.ops.cli import build_parser, list_names, load_command
from gaodi.ops.environment import read_root

NAME = "docs"
HELP = "Check that docs/reference tells of every command, option and setting."
NEEDS_DJANGO = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    folder = read_root() / "docs" / "reference"
    missing = list(find_missing(folder))
    for what in missing:
        print(f"{folder.relative_to(read_root())}: nothing there tells of {what}: add it to a page")
    return 1 if missing else 0


def find_missing(folder: Path) -> Iterator[str]:
    """What a user may type or set, and no page of the folder names."""
    text = "\n".join(page.read_text() for page in sorted(folder.glob("**/*.md")))
    for wanted in [*list_settings(), *list_options()]:
        if wanted not in text:
            yield wanted


def list_settings() -> list[str]:
    """Every GAODI_… variable."""
    environment = importlib.import_module("gaodi.config.environment").Environment
    return [f"GAODI_{field.name.upper()}" for field in dataclasses.fields(environment)]


def list_options() -> list[str]:
    """Every command as it is typed, and every option of each."""
    wanted = []
    for name in list_names():
        parser = build_parser(load_command(name))
        options = {
            option
            for action in parser._actions
            for option in action.option_strings
            if option.startswith("--")
        }
        wanted += [f"gaodi {name}", *sorted(options - {"--help"})]
    return wanted
