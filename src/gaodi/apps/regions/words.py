"""The words by which files may name codes, from the pack version in force."""

from __future__ import annotations

from functools import lru_cache

from gaodi.kernel.packs import current_digest, read_content

#: For each vocabulary, the words of each code: the label, then the short label where it differs.
Words = dict[str, dict[str, tuple[str, ...]]]


def current_words() -> Words:
    """Every vocabulary of the pack in force; reporting units are one of them."""
    newest = current_digest()
    return _words(newest) if newest else {}


@lru_cache(maxsize=8)
def _words(digest: str) -> Words:
    sections = read_content(digest)["sections"]
    words: Words = {}
    for name, entries in sections["vocabularies"].items():
        ordered = sorted(entries.items(), key=lambda item: item[1]["position"])
        words[name] = {code: tuple(dict.fromkeys((one["label"], one["short"]))) for code, one in ordered}
    words["reporting_units"] = {
        unit["code"]: (unit["name"],) for unit in sections["region"]["reporting_units"]
    }
    return words
