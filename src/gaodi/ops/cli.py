"""The `gaodi` command: one module of gaodi.ops.commands for each of its commands."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Protocol, cast

from gaodi.kernel.errors import Refusal
from gaodi.ops import commands
from gaodi.ops.database.prepare import check_tables, database_running
from gaodi.ops.environment import SETTINGS_MODULE, read_environment
from gaodi.ops.errors import OperationError
from gaodi.ops.progress import say

OK, FOUND_PROBLEMS, BAD_USE = 0, 1, 2


class Command(Protocol):
    """What a module of gaodi.ops.commands offers.

    Besides, it may say NEEDS_DJANGO = False (default True) and NEEDS_DATABASE = True (default False): the embedded
    server then runs while the command does.
    """

    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


def list_names() -> list[str]:
    """Every command's name, in alphabetical order; the module `pack_check` is the command `pack-check`."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__))


def load_command(name: str) -> Command:
    """The command's module. Django is set up first where its imports need that."""
    path = f"{commands.__name__}.{name.replace('-', '_')}"
    try:
        return cast(Command, importlib.import_module(path))
    except Exception as error:
        if type(error).__name__ != "AppRegistryNotReady":
            raise
        set_up_django()
        return cast(Command, importlib.import_module(path))


def set_up_django() -> None:
    """Models can be imported after this."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    importlib.import_module("django").setup()


def build_parser(command: Command) -> argparse.ArgumentParser:
    """The arguments of one command."""
    parser = argparse.ArgumentParser(prog=f"gaodi {command.NAME}", description=command.HELP)
    command.add_arguments(parser)
    return parser


def run_command(name: str, arguments: Sequence[str] = ()) -> int:
    """Run one command inside this process, with its database and Django ready; its exit code."""
    command = load_command(name)
    args = build_parser(command).parse_args(arguments)
    with ExitStack() as stack:
        if getattr(command, "NEEDS_DATABASE", False):
            environment = read_environment()
            stack.enter_context(database_running(environment))
            check_tables(environment)
        if getattr(command, "NEEDS_DJANGO", True):
            set_up_django()
        return command.run(args)


def print_help() -> int:
    """All commands with one line each."""
    print("usage: gaodi COMMAND [arguments]    (gaodi COMMAND --help tells more)\n")
    for name in list_names():
        print(f"  {name:<8} {load_command(name).HELP}")
    print(f"  {'help':<8} Show this list.")
    return OK


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit codes: 0 ok, 1 found problems, 2 bad use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    if not given or given[0] in {"help", "-h", "--help"}:
        return print_help()
    name, *rest = given
    if name not in list_names():
        say(f"gaodi: there is no command {name!r}; `gaodi help` lists them")
        return BAD_USE
    try:
        return run_command(name, rest)
    except OperationError as error:
        say(f"gaodi {name}: {error}")
        return error.exit_code
    except Refusal as refusal:
        say(f"gaodi {name}: {refusal.says}")
        return FOUND_PROBLEMS
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone: `gaodi facts | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        if type(error).__name__ != "BadSetting":
            raise
        say(f"gaodi {name}: {error}")
        return BAD_USE


if __name__ == "__main__":
    sys.exit(main())
