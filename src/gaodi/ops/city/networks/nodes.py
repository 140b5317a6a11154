"""Parties of a network before they have keys: a firm, an organisation or a person is a number.

Firms are their positions in `Firms`, organisations count from ORGANISATION on, persons from PERSON on, so that the
same seed draws the same network whatever keys the database gives.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Nodes = NDArray[np.int64]
"""(n,) parties by number; NOBODY = none."""

NOBODY = -1
ORGANISATION = 1 << 40
PERSON = 1 << 41


def resolve(
    nodes: Nodes, firms: NDArray[np.int64], organisations: NDArray[np.int64], persons: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Party keys of nodes; NOBODY stays -1."""
    keys = np.full(len(nodes), NOBODY, dtype=np.int64)
    for start, end, table in (
        (0, ORGANISATION, firms),
        (ORGANISATION, PERSON, organisations),
        (PERSON, PERSON << 1, persons),
    ):
        here = (nodes >= start) & (nodes < end)
        keys[here] = table[nodes[here] - start]
    return keys


def joined(parts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """One array out of many, empty where there are none."""
    return np.concatenate(parts).astype(np.int64) if parts else np.empty(0, dtype=np.int64)
