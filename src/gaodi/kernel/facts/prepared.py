"""Statements about one subject, planned once by each connection: to read and plan their texts takes longer than to run."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

#: Sets of statements that one connection keeps; of more, those unused the longest are dropped.
_KEPT = 8
_ASKED = "%(subjects)s::bigint[]"
_PLACES = {
    "on": "($1)",
    "known_at": "$2",
    "subjects": "ARRAY[$3]",
    "first": "NULL",
    "last": "NULL",
    "rows": "NULL",
}
_numbers = count(1)
# By the driver's connection: what is prepared ends with it.
_ready: WeakKeyDictionary[Any, OrderedDict[PreparedTexts, list[str]]] = WeakKeyDictionary()


class PreparedTexts:
    """Statements with the named parameters of fact SQL, to be run about one subject each time."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [_of_one(text) for text in texts]

    def calls(self, parameters: Mapping[str, Any]) -> str:
        """One text that runs all of them, with constants; what this connection lacks is prepared first."""
        [subject] = parameters["subjects"]
        given = f"({int(parameters['on'])}, '{parameters['known_at'].isoformat()}', {int(subject)})"
        return ";\n".join(f"EXECUTE {name}{given}" for name in self._names())

    def _names(self) -> list[str]:
        connection.ensure_connection()
        ready = _ready.setdefault(connection.connection, OrderedDict())
        if self not in ready:
            if len(ready) >= _KEPT:
                _, dropped = ready.popitem(last=False)
                _run(f"DEALLOCATE {name}" for name in dropped)
            ready[self] = self._prepare()
        ready.move_to_end(self)
        return ready[self]

    def _prepare(self) -> list[str]:
        """Names are new each time: a failure half-way leaves some behind that PostgreSQL still knows."""
        number = next(_numbers)
        names = [f"gaodi_few_{number}_{place}" for place in range(len(self._texts))]
        _run(
            f"PREPARE {name} (int, timestamptz, bigint) AS {text}"
            for name, text in zip(names, self._texts, strict=True)
        )
        return names


def _of_one(text: str) -> str:
    """That all may be asked for is no question here: PostgreSQL could not plan for both at once."""
    narrowed = text.replace(f"{_ASKED} IS NULL OR ", "").replace(f"= ANY({_ASKED})", "= $3")
    return narrowed % _PLACES


def _run(texts: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(texts))
