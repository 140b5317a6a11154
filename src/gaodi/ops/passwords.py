"""Passwords that the platform makes up for people."""

from __future__ import annotations

import secrets

#: Without 0, 1, i, l and o: a password is read from one screen, or aloud, and typed into another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def make_password() -> str:
    """Four groups of four, parted by hyphens: 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
