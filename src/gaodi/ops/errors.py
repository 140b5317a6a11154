"""What stops a command in a way that its user can act on."""

from __future__ import annotations


class OperationError(Exception):
    """The message names the place, the fact and the next step; the command prints it and ends with `exit_code`."""

    exit_code = 1
