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

    Raises: OperationError: somebody else made it before us.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if user is not None:
            account = pwd.getpwnam(user)
            os.chown(folder, account.pw_uid, account.pw_gid)
        folder.chmod(0o700)
    except PermissionError as error:
        raise OperationError(
            f"{folder} belongs to another user: remove it, or set GAODI_VAR elsewhere"
        ) from error


def open_ways(places: Iterable[Path]) -> None:
    """Let the server's user pass through the folders above `places`, and say so; reading them stays closed."""
    above = {folder for place in places for folder in place.resolve().parents}
    closed = sorted(folder for folder in above if not folder.stat().st_mode & stat.S_IXOTH)
    for folder in closed:
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    if closed:
        names = ", ".join(str(folder) for folder in closed)
        say(f"  let user {NAME} pass through {names} (o+x), for the embedded PostgreSQL")
