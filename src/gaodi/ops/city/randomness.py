"""Streams of random numbers: each part of a city draws from its own, so that none disturbs another."""

from __future__ import annotations

from zlib import crc32

import numpy as np


def stream(seed: int, *names: str | int) -> np.random.Generator:
    """The generator of one part of a city; the same for the same seed and names."""
    return np.random.Generator(np.random.PCG64([seed, *(crc32(str(name).encode()) for name in names)]))
