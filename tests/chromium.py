"""The browser of journeys and of the pictures in the docs."""

from __future__ import annotations

PROGRAM = "/usr/bin/chromium"

#: Chromium as Debian ships it, without its calls home.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
