"""How common the keys of a search are, as PostgreSQL's own statistics of `PartyName.keys` have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from django.db import connection

from gaodi.apps.registry.directory.words import Key, Run, Typed

_READ = """
SELECT greatest(c.reltuples, 0)::bigint, known.key, known.share
FROM pg_class AS c LEFT JOIN (
    SELECT common.key, common.share
    FROM pg_stats AS s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS common (key, share)
    WHERE s.schemaname = 'public' AND s.tablename = 'registry_partyname' AND s.attname = 'keys'
      AND common.key ^@ ANY (%s)
) AS known ON true
WHERE c.oid = 'registry_partyname'::regclass
"""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Shares of names that hold a key; a key that is not common has none and counts as rare."""

    names: int
    shares: Mapping[str, float]

    def expected(self, typed: Typed, sign: str = "") -> float:
        """About how many names match; words are taken to be independent of each other, keys of a word to be nested."""
        return self.names * prod(self.share(run, sign) for run in typed.runs)

    def share(self, run: Run, sign: str = "") -> float:
        """About which share of names holds this run."""
        return min(1.0, sum(min(self._key(key, sign) for key in way) for way in run.ways))

    def _key(self, key: Key, sign: str) -> float:
        text = sign + key.text
        if not key.begins:
            return self.shares.get(text, 0.0)
        return min(1.0, sum(share for known, share in self.shares.items() if known.startswith(text)))


def read_frequencies(typed: Typed, sign: str = "") -> Frequencies:
    """What is known of the keys of this search; nothing on a database that was never analysed."""
    keys = list({sign + key.text for run in typed.runs for way in run.ways for key in way})
    with connection.cursor() as cursor:
        cursor.execute(_READ, [keys])
        rows = cursor.fetchall()
    return Frequencies(rows[0][0], {key: float(share) for _, key, share in rows if key is not None})
