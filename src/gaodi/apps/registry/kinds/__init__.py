"""One declaration for each sort of row that can come in: templates, mapping, checks and documents come from it."""

from gaodi.apps.registry.kinds.kind import Kind, Span

KINDS: dict[str, Kind] = {}

__all__ = ["KINDS", "Kind", "Span"]
