"""A city as data: reading its folder, checking it as a whole, keeping every version."""

from gaodi.kernel.packs.reading import Pack, read_pack
from gaodi.kernel.packs.sections import Section, SectionRegistry, sections
from gaodi.kernel.packs.services import DraftIsNewer, LoadResult, check_pack, export_pack, load_pack
from gaodi.kernel.packs.versions import current_digest, read_content

__all__ = [
    "DraftIsNewer",
    "LoadResult",
    "Pack",
    "Section",
    "SectionRegistry",
    "check_pack",
    "current_digest",
    "export_pack",
    "load_pack",
    "read_content",
    "read_pack",
    "sections",
]
