"""Who may enter the cockpit."""

from __future__ import annotations

from gaodi.web.shell.gates import gate

cockpit_only = gate(
    lambda viewer: viewer.may_enter("cockpit"),
    who_may="领导小组成员",
    how="驾驶舱席位由领导小组办公室（市委金融办）设置；各单位的数字在办公端可以看到。",
)
