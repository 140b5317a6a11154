"""Who may enter the institutions' pages."""

from __future__ import annotations

from gaodi.web.shell.gates import gate

institutions_only = gate(
    lambda viewer: viewer.may_enter("institution"),
    who_may="受银行、担保、基金等机构委托办事的人员",
    how="请本机构管理员在平台授权；机构还没有入驻的，向市委金融办提交入驻申请。",
)
