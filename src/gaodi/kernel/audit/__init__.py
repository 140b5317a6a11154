"""One audit table: what services did, how rows changed, sealed in a chain.

A service opens `acting(actor=…, at=…, action=…)`; a migration attaches `AuditTable("accounts_seat")`, or
`AuditStatements("registry_party")` to a table that is loaded in bulk; the sealer's job calls `seal`, the command `gaodi audit verify` calls `verify` and `verify_rows`.
"""

from gaodi.kernel.audit.recording import OutsideTransaction, acting, record
from gaodi.kernel.audit.rows import BrokenRows, RowVerification, verify_rows
from gaodi.kernel.audit.sealing import Broken, TransactionsWentBack, Verification, seal, verify
from gaodi.kernel.audit.statements import AuditStatements
from gaodi.kernel.audit.tracking import AuditTable

__all__ = [
    "AuditStatements",
    "AuditTable",
    "Broken",
    "BrokenRows",
    "OutsideTransaction",
    "RowVerification",
    "TransactionsWentBack",
    "Verification",
    "acting",
    "record",
    "seal",
    "verify",
    "verify_rows",
]
