"""Who may enter the risk section."""

from __future__ import annotations

from gaodi.web.shell.gates import gate

risk_only = gate(
    lambda viewer: viewer.may_enter("risk"),
    who_may="风险防控人员",
    how="名单与预警线索只对风险防控席位开放；请向市委金融办申请，并写明用途和期限。",
)
