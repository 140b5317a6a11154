"""Fact tables: a declaration beside one SQL text, read alike by sweeps and by single requests.

An app's `facts` module declares its tables on `facts`. The SQL is one SELECT with the named parameters %(on)s (day
number), %(known_at)s (timestamptz) and %(subjects)s (bigint[] of subjects, or null for all; the SQL says which column
is the subject), yielding plan types: bigint fen, parts per million, counts, day numbers, text, flags as 0 or 1.
A literal percent sign is written %%. It may narrow itself further, to be read faster: by %(first)s and %(last)s
(bigint, the span of subjects that is read at a time) and %(rows)s (bigint[] of keys of the rows that are read), or null.

Facts that are derived from the rows of such tables stand in packs (`facts/<table>.yaml`); they are composed into the
same one text when they are asked for.
"""

from gaodi.kernel.facts.declaration import FactTable, FactTableClash, UnknownFact
from gaodi.kernel.facts.derived import Definitions, Derived
from gaodi.kernel.facts.registry import FactRegistry, facts

__all__ = ["Definitions", "Derived", "FactRegistry", "FactTable", "FactTableClash", "UnknownFact", "facts"]
