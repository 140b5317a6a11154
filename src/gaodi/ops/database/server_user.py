"""The operating system's user that the embedded server runs as: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterable
from pathlib import Path

from gaodi.ops.errors import OperationError
from gaodi.ops.progress import say

NAME = "pgserver"


def server_user() -> str | None:
    """`pgserver`, made where it is missing, when we are root; None when the server runs as ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(NAME)
    except KeyError:
        _make_user()
    return NAME


def _make_user() -> None:
    tool = shutil.which("useradd") or "/usr/sbin/useradd"
    command = [tool, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise OperationError(
            f"the embedded PostgreSQL cannot run as root and user {NAME} could not be made ({error}); "
            f"make it yourself: {' '.join(command)}"
        ) from error


def own(folder: Path, user: str | None) -> None:
    """The folder exists, belongs to the server's user, and is closed to everybody else.

    Raises: OperationError: a link stands in its place, or somebody else made it before us.
    """
    account = pwd.getpwnam(user) if user is not None else None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise _foreign(folder, error.strerror or str(error)) from error
    try:  # by the open folder, not by its name: nobody can put another in its place meanwhile
        owner = os.fstat(place).st_uid
        if owner not in {os.geteuid(), account.pw_uid if account else os.geteuid()}:
            raise _foreign(folder, f"it belongs to user number {owner}")
        if account is not None:
            os.fchown(place, account.pw_uid, account.pw_gid)
        os.fchmod(place, 0o700)
    finally:
        os.close(place)


def _foreign(folder: Path, why: str) -> OperationError:
    return OperationError(
        f"{folder} cannot be used for the database ({why}): remove it, or set GAODI_VAR elsewhere"
    )


def open_ways(places: Iterable[Path]) -> None:
    """Let the server's user pass through the folders above `places`, and say so; reading them stays closed."""
    above = {folder for place in places for folder in place.resolve().parents}
    closed = sorted(folder for folder in above if not folder.stat().st_mode & stat.S_IXOTH)
    for folder in closed:
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    if closed:
        names = ", ".join(str(folder) for folder in closed)
        say(f"  let user {NAME} pass through {names} (o+x), for the embedded PostgreSQL")
