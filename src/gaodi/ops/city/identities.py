"""Credit codes of invented parties: valid, unique in a city, and issued by no registrar."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.scenery import Scenery
from gaodi.values.identifiers import complete_credit_code

#: Registrar (market regulation) and kind (enterprise) at the head of a credit code.
_HEAD = "91"
#: No registrar issues organisation codes with this beginning.
_INVENTED = "XN"
#: A number prime to 10⁶ walks through all six-digit bodies without a repetition.
_STRIDE = 611_953
_BODIES = 1_000_000
#: Bodies up to here belong to the leads and institutions, in every city the same.
_RESERVED = 100
#: Institutions follow the leads among them.
_FIRST_INSTITUTION = 50
_CITY_REGION = "370300"

_ALPHABET = b"0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: without I, O, S, V, Z
_ORGANIZATION_WEIGHTS = np.array((3, 7, 9, 10, 5, 8, 4, 2))  # GB 11714
_ORGANIZATION_DIGITS = np.frombuffer(b"0123456789X0", dtype=np.uint8)
_WEIGHTS = np.array([pow(3, place, 31) for place in range(17)])


def reserved_code(position: int, region: str) -> str:
    """The credit code of the party at a position (0 to 99) that every city of the region has."""
    return complete_credit_code(_HEAD + region, f"{_INVENTED}{position:06d}")


def role_codes(scenery: Scenery) -> dict[str, str]:
    """The credit code of each lead and institution by its role; the same in every city of the region."""
    leads = {
        lead.role: reserved_code(position, scenery.units[lead.unit].region)
        for position, lead in enumerate(scenery.leads)
    }
    return leads | {
        one.role: reserved_code(_FIRST_INSTITUTION + position, _CITY_REGION)
        for position, one in enumerate(scenery.institutions)
    }


def draw_bodies(seed: int, count: int, *, after: int = 0) -> NDArray[np.int64]:
    """Numbers of organisation codes, all different; each seed begins elsewhere, `after` so many that were drawn before.

    The first 999,900 have six digits; from 1,000,000 on the first digit is a letter.
    """
    start = random.Random(f"bodies {seed}").randrange(_BODIES)
    places = np.arange(min(after + count + _RESERVED, _BODIES), dtype=np.int64)
    walk = (start + (places + 1) * _STRIDE) % _BODIES
    walk = walk[walk >= _RESERVED]
    beyond = np.arange(max(0, after + count - len(walk)), dtype=np.int64) + _BODIES
    return np.concatenate([walk, beyond])[after : after + count]


def credit_codes(bodies: NDArray[np.int64], regions: Sequence[str]) -> list[str]:
    """The credit code of each body in its region (six digits), with both check digits."""
    if not len(bodies):
        return []
    signs = np.zeros((len(bodies), 18), dtype=np.uint8)
    signs[:, :2] = np.frombuffer(_HEAD.encode(), dtype=np.uint8)
    signs[:, 2:8] = np.frombuffer("".join(regions).encode(), dtype=np.uint8).reshape(-1, 6)
    signs[:, 8:10] = np.frombuffer(_INVENTED.encode(), dtype=np.uint8)
    signs[:, 10:16] = _six_signs(bodies)
    signs[:, 16] = _ORGANIZATION_DIGITS[11 - _values36(signs[:, 8:16]) @ _ORGANIZATION_WEIGHTS % 11]
    letters = np.frombuffer(_ALPHABET, dtype=np.uint8)
    signs[:, 17] = letters[(31 - _values31(signs[:, :17]) @ _WEIGHTS % 31) % 31]
    text = signs.tobytes().decode()
    return [text[start : start + 18] for start in range(0, len(text), 18)]


def _six_signs(bodies: NDArray[np.int64]) -> NDArray[np.uint8]:
    digits = (bodies[:, None] // 10 ** np.arange(5, -1, -1)) % 10 + ord("0")
    letters = np.frombuffer(
        _ALPHABET[-2:9:-1], dtype=np.uint8
    )  # from X down: organisations use the letters from the other end
    beyond = np.maximum(0, bodies - _BODIES) // 100_000 % len(letters)
    digits[:, 0] = np.where(bodies >= _BODIES, letters[beyond], digits[:, 0])
    return digits.astype(np.uint8)


def _values36(signs: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Letters count A=10 to Z=35."""
    table = np.zeros(256, dtype=np.int64)
    for value, sign in enumerate(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        table[sign] = value
    return table[signs]


def _values31(signs: NDArray[np.uint8]) -> NDArray[np.int64]:
    table = np.zeros(256, dtype=np.int64)
    for value, sign in enumerate(_ALPHABET):
        table[sign] = value
    return table[signs]
