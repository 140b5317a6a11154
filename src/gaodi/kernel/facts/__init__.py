"""Fact tables: a declaration beside one SQL text, read alike by sweeps and by single requests.

An app's `facts` module declares its tables on `facts`. The SQL is one SELECT with the named parameters %(on)s (day
number), %(known_at)s (timestamptz) and %(subjects)s (bigint[] of subjects, or null for all; the SQL says which column
is the subject), yielding plan types: bigint fen, parts per million, counts, day numbers, text, flags as 0 or 1.
A literal percent sign is written %%.
"""

from gaodi.kernel.facts.declaration import FactTable, FactTableClash, UnknownFact
from gaodi.kernel.facts.registry import FactRegistry, facts

__all__ = ["FactRegistry", "FactTable", "FactTableClash", "UnknownFact", "facts"]
