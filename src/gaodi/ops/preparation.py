"""What an instance needs before its doors open: tables, birth, pack, demonstration city, first sweep, static files.

Runs as a process of its own below `gaodi up` (and for the tests' template database); what has not changed is skipped.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gaodi.ops.cli import FOUND_PROBLEMS, OK, run_command, set_up_django
from gaodi.ops.environment import Environment, read_environment, read_root
from gaodi.ops.errors import OperationError
from gaodi.ops.processes import start_child
from gaodi.ops.progress import say, step
from gaodi.ops.stamps import Stamps, digest_files, list_files

DEMONSTRATION_STARTS = date(2025, 6, 30)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to prepare: its name in the stamps, what the terminal says, what it depends on, how it is done."""

    name: str
    says: str
    digest: Callable[[], str]
    run: Callable[[], None]


class Preparation:
    """The steps for one instance, in order; each rests on the ones before it."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.stamps = Stamps(environment.var / "stamps")
        self._identity = database_identity()

    def prepare_data(self) -> None:
        """Tables, birth and pack: what an instance of any kind has, and the tests' template."""
        self._do(Step("migrations", "migrating the database", self._migrations, migrate))
        self._do(Step("birth", "recording what this instance is", self._birth, self._give_birth))
        self._do(Step("pack", f"loading pack {self.environment.region}", self._packs, self._load_pack))

    def prepare_all(self) -> None:
        """Everything up to the open door; the demonstration's accounts are left for the supervisor to print."""
        self.prepare_data()
        self._prepare_demonstration()
        self._do(Step("statistics", "counting tables for the planner", self._database, self._count_tables))
        self._do(Step("sweep", "judging every enterprise by every programme", self._packs, sweep))
        self._do(Step("quality", "looking for rows that cannot be right", self._packs, check_quality))
        self._do(Step("static", "collecting static files", self._statics, collect_statics))

    def _do(self, step_: Step) -> None:
        digest = step_.digest()
        if self.stamps.holds(step_.name, digest):
            return
        with step(step_.says):
            step_.run()
        self.stamps.set(step_.name, digest)

    def _migrations(self) -> str:
        apps = importlib.import_module("django.apps").apps
        folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
        return digest_files([path for folder in folders for path in folder.glob("*.py")], self._identity)

    def _packs(self) -> str:
        code = list_files(read_root() / "src" / "gaodi", "*.py")
        return digest_files([*list_files(self.environment.packs, "*.*"), *code], self._identity)

    def _database(self) -> str:
        return digest_files([], self._identity)

    def _count_tables(self) -> None:
        importlib.import_module("gaodi.ops.database.statistics").count_tables(self.environment)

    def _statics(self) -> str:
        root = read_root()
        styles = [path for path in list_files(root / "src", "*") if "static" in path.parts]
        locks = [root / "requirements" / "app.txt"]
        return digest_files([*list_files(root / "frontend" / "dist", "*"), *styles, *locks])

    def _birth(self) -> str:
        return f"{self._identity} {self.environment.kind} {self.environment.region}"

    def _give_birth(self) -> None:
        instance = importlib.import_module("gaodi.kernel.instance")
        clock = importlib.import_module("gaodi.kernel.clock")
        born = instance.find_instance()
        if born is not None:
            self._refuse_other(born.kind, born.region)
            return
        at = clock.now()
        is_demo = self.environment.kind == "demo"
        instance.give_birth(
            kind=self.environment.kind,
            region=self.environment.region,
            first_day=DEMONSTRATION_STARTS if is_demo else clock.real_day(at),
            actor=system_actor("birth"),
            at=at,
        )

    def _refuse_other(self, kind: str, region: str) -> None:
        """Raises: OperationError: the settings ask for another kind or region than this database was born as."""
        for name, asked, is_ in (
            ("GAODI_KIND", self.environment.kind, kind),
            ("GAODI_REGION", self.environment.region, region),
        ):
            if asked != is_:
                raise OperationError(
                    f"{name} is {asked!r}, but this database was born {is_!r} and stays so: set {name}={is_}, "
                    "or give the other instance a GAODI_VAR or a database of its own"
                )

    def _load_pack(self) -> None:
        services = importlib.import_module("gaodi.kernel.packs.services")
        clock = importlib.import_module("gaodi.kernel.clock")
        try:
            services.load_pack(
                self.environment.packs, self.environment.region, actor=system_actor("loader"), at=clock.now()
            )
        except importlib.import_module("gaodi.values.places").ProblemsFound as problems:
            raise OperationError(f"pack {self.environment.region} cannot be loaded:\n{problems}") from None

    def _prepare_demonstration(self) -> None:
        """The demonstration's city and accounts; what it returns is printed below the address."""
        greeting = self.environment.var / "run" / "accounts.txt"
        greeting.unlink(missing_ok=True)
        if self.environment.kind != "demo":
            return
        with step("building the demonstration city"):
            text = importlib.import_module("gaodi.ops.demonstration").prepare()
        greeting.parent.mkdir(parents=True, exist_ok=True)
        greeting.touch(mode=0o600)
        greeting.write_text(text)


def database_identity() -> str:
    """What tells this database from every other: stamps of one are void for another."""
    connection = importlib.import_module("django.db").connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT system_identifier FROM pg_control_system()")
        system = cursor.fetchone()[0]
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        return f"{system}/{cursor.fetchone()[0]}"


def system_actor(name: str) -> object:
    return importlib.import_module("gaodi.kernel.people").Actor.system(name)


def migrate() -> None:
    """All migrations, as the owner: a process of its own, because the owner is another login."""
    command = [
        sys.executable,
        "-m",
        "gaodi.ops.cli",
        "manage",
        "migrate",
        "--verbosity",
        "0",
        "--skip-checks",
    ]
    code = start_child(command, log=None, environ=os.environ).wait()
    if code != 0:
        raise OperationError("the migrations did not go through; the reason stands above")


def sweep() -> None:
    """The first outcomes, by the same command as everybody's."""
    _run_quietly("sweep")


def check_quality() -> None:
    """The first findings of data quality, by the same command as everybody's."""
    _run_quietly("quality", "check")


def _run_quietly(*words: str) -> None:
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        code = run_command(words[0], words[1:])
    if code not in (OK, FOUND_PROBLEMS):
        raise OperationError(f"`gaodi {' '.join(words)}` failed; the reason stands above")


def collect_statics() -> None:
    """Every style, script and font under one folder, with names that change with their content."""
    call_command = importlib.import_module("django.core.management").call_command
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)


def main() -> int:
    """Prepare the instance that the environment names; its database runs already."""
    try:
        set_up_django()
        environment = read_environment()
        preparation = Preparation(environment)
        if "--data-only" in sys.argv:
            preparation.prepare_data()
        else:
            preparation.prepare_all()
    except (OperationError, subprocess.SubprocessError) as error:
        say(f"gaodi: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
