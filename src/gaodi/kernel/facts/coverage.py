"""Since which day sources have been complete without a gap up to the day asked for, per subject and word of coverage.

The app that keeps coverage declares one SQL that yields subject_id (null: everyone), scope (the word), valid_from and
valid_to (day numbers, the latter null or not included), source, source_on, source_standing, narrowed by the same three
parameters as fact SQL; rows for everyone are always among them. A row whose scope is `outside(word)` says that its subject
is not of everyone under that word: the source could not have told it apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_FOREVER = 2_147_483_647
_OUTSIDE = "!"


def outside(word: str) -> str:
    """The scope of a row that keeps its subject out of everyone's coverage under a word."""
    return f"{_OUTSIDE}{word}"


def listed(words: Iterable[str]) -> str:
    """The scopes that tell of these words, as an SQL list."""
    return ", ".join(f"'{scope}'" for word in words for scope in (word, outside(word)))


def shared(place: str, name: str) -> str:
    """A column of the CTEs for a subject: its own, else everyone's where it is one of them. Args: place: of the scope."""
    everyones = f"CASE WHEN own.outside{place} IS NOT TRUE THEN everyone.{name}{place} END"
    return f"COALESCE(own.{name}{place}, {everyones})"


def coverage_ctes(sql: str, scopes: Sequence[str]) -> str:
    """WITH parts `everyone` (one row) and `own` (one row a subject that has coverage of its own).

    Both hold, for the n-th scope, `since<n>`: the first day from which coverage lasts up to the day asked for, or null;
    and `source<n>`, `source_on<n>`, `standing<n>` of its newest row. Rows for everyone count into `own`, which has
    `outside<n>` besides: the subject is not of everyone.
    """
    return f"""told AS MATERIALIZED (
    SELECT c.subject_id, c.scope, c.valid_from, COALESCE(c.valid_to, {_FOREVER}) AS valid_to,
           c.source, c.source_on, c.source_standing
    FROM ({sql}) AS c WHERE c.scope IN ({listed(scopes)}) AND c.valid_from <= %(on)s::int
), everyone AS (
    SELECT {_pivot(scopes)} FROM ({_islands("NULL::bigint", "told AS t WHERE t.subject_id IS NULL")}) AS i
), own AS (
    SELECT i.subject_id, {_pivot(scopes)}, {_outsides(scopes)} FROM ({_islands("t.subject_id", f"({_OWN}) AS t")}) AS i GROUP BY i.subject_id
)"""


_OWN = """
        SELECT * FROM told WHERE subject_id IS NOT NULL
        UNION ALL
        SELECT has.subject_id, all_of.scope, all_of.valid_from, all_of.valid_to,
               all_of.source, all_of.source_on, all_of.source_standing
        FROM told AS all_of
        JOIN (SELECT DISTINCT subject_id, scope FROM told WHERE subject_id IS NOT NULL) AS has
          ON has.scope = all_of.scope
        WHERE all_of.subject_id IS NULL AND NOT EXISTS (
            SELECT FROM told AS kept_out
            WHERE kept_out.subject_id = has.subject_id AND kept_out.scope = '!' || all_of.scope)"""


def _islands(subject: str, rest: str) -> str:
    """Each row with whether it begins after a gap."""
    return f"""
        SELECT {subject} AS subject_id, t.*, COALESCE(t.valid_from > max(t.valid_to) OVER (
                   PARTITION BY t.subject_id, t.scope ORDER BY t.valid_from, t.valid_to
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS begins
        FROM {rest}""".replace(
        "t.*", "t.scope, t.valid_from, t.valid_to, t.source, t.source_on, t.source_standing"
    )


def _pivot(scopes: Sequence[str]) -> str:
    return ", ".join(_columns(index, f"i.scope = '{scope}'") for index, scope in enumerate(scopes))


def _outsides(scopes: Sequence[str]) -> str:
    return ", ".join(
        f"bool_or(i.scope = '{outside(scope)}') AS outside{index}" for index, scope in enumerate(scopes)
    )


def _columns(index: int, is_it: str) -> str:
    """The last stretch begins at the last gap; it counts where it reaches past the day."""
    newest = "ORDER BY i.source_on DESC, i.source"
    return f"""
           CASE WHEN max(i.valid_to) FILTER (WHERE {is_it}) > %(on)s::int
                THEN max(i.valid_from) FILTER (WHERE {is_it} AND i.begins) END AS since{index},
           (array_agg(i.source {newest}) FILTER (WHERE {is_it}))[1] AS source{index},
           max(i.source_on) FILTER (WHERE {is_it}) AS source_on{index},
           min(i.source_standing) FILTER (WHERE {is_it}) AS standing{index}"""
