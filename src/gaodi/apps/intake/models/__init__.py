"""Tables of intake: outlets, files with what they would change, evidence."""

from gaodi.apps.intake.models.documents import Document
from gaodi.apps.intake.models.files import IntakeFile, IntakeProblem, SavedMapping
from gaodi.apps.intake.models.outlets import Outlet
from gaodi.apps.intake.models.staging import Difference, Newcomer, StagedRow

__all__ = [
    "Difference",
    "Document",
    "IntakeFile",
    "IntakeProblem",
    "Newcomer",
    "Outlet",
    "SavedMapping",
    "StagedRow",
]
