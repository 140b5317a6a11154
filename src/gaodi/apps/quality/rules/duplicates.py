"""The same thing registered twice, and codes that do not check."""

from __future__ import annotations

from gaodi.apps.quality.choices import Severity, Topic
from gaodi.apps.quality.rules.rule import Rule, about_rows, book, holds

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_SUM = " + ".join(
    f"{weight} * (strpos('{_ALPHABET}', substr(p.credit_code, {position}, 1)) - 1)"
    for position, weight in enumerate(_WEIGHTS, start=1)
)

book.declare(
    Rule(
        "patent_twice",
        "一件知识产权归两家",
        Topic.DUPLICATES,
        "patent",
        f"""SELECT r.party_id AS party_id, r.id::text AS row_key, r.source AS source,
               format('%%s 同时登记在“%%s”名下', r.number, other_party.name) AS says
           FROM registry_patent AS r
           JOIN registry_patent AS other ON other.number = r.number AND other.party_id <> r.party_id
           JOIN registry_party AS other_party ON other_party.id = other.party_id
           WHERE {holds("r")} AND {holds("other")}""",
        "共有的专利要写明共有人，否则两家都会被算一件。",
        "请知识产权数据来源核对权利人，转让的补上失效日。",
        Severity.WARNING,
    ),
    Rule(
        "name_twice",
        "两家企业同名",
        Topic.DUPLICATES,
        "name",
        f"""SELECT r.party_id AS party_id, r.id::text AS row_key, r.source AS source,
               format('“%%s”也是信用代码 %%s 的登记名称', r.name, COALESCE(twin.credit_code, '未登记')) AS says
           FROM registry_partyname AS r
           JOIN registry_partyname AS other
             ON other.name = r.name AND other.kind = 'registered' AND other.party_id <> r.party_id
           JOIN registry_party AS twin ON twin.id = other.party_id AND twin.kind = 'company'
           JOIN registry_party AS own ON own.id = r.party_id AND own.kind = 'company'
           WHERE r.kind = 'registered' AND {holds("r")} AND {holds("other")}""",
        "可能是一家企业被登记了两次，事实分散在两处。",
        "请核对两个信用代码，重复的一个停用。",
        Severity.WARNING,
    ),
    Rule(
        "loan_twice",
        "一份合同两笔贷款",
        Topic.DUPLICATES,
        "loan",
        f"""SELECT r.borrower_id AS party_id, r.id::text AS row_key, r.source AS source,
               format('合同 %%s 同时有两笔，放款金额 %%s 元与 %%s 元', r.contract_number, r.principal_yuan,
                      other.principal_yuan) AS says
           FROM registry_loan AS r
           JOIN registry_loan AS other ON other.lender_id = r.lender_id
            AND other.contract_number = r.contract_number AND other.public_id <> r.public_id
           WHERE {holds("r")} AND {holds("other")}""",
        "余额会被算两次。",
        "请报送银行核对合同编号。",
    ),
    Rule(
        "code_check_digit",
        "信用代码校验位不符",
        Topic.CODES,
        "company",
        f"""SELECT r.party_id AS party_id, r.id::text AS row_key, r.source AS source,
               format('信用代码 %%s 的末位按 GB 32100 不符', p.credit_code) AS says
           FROM registry_party AS p JOIN registry_companyrecord AS r ON r.party_id = p.id
           WHERE {holds("r")} AND length(p.credit_code) = 18
             AND substr('{_ALPHABET}', 1 + (31 - ({_SUM}) %% 31) %% 31, 1) <> substr(p.credit_code, 18, 1)""",
        "确有个别旧代码如此，也可能是抄错一位。",
        "请对照营业执照；确认无误的不用处理，平台照常使用。",
        Severity.WARNING,
    ),
    Rule(
        "company_without_code",
        "企业没有信用代码",
        Topic.CODES,
        "company",
        f"""SELECT r.party_id AS party_id, r.id::text AS row_key, r.source AS source,
               '没有统一社会信用代码，其他来源的数据对不上' AS says
           FROM registry_party AS p JOIN registry_companyrecord AS r ON r.party_id = p.id
           WHERE {holds("r")} AND p.kind = 'company' AND p.credit_code IS NULL AND r.status = 'active'""",
        "没有代码就无法与税务、专利等来源对应。",
        "请市场主体登记来源补报信用代码。",
        Severity.WARNING,
    ),
    Rule(
        "penalty_twice",
        "一份处罚文书两家企业",
        Topic.DUPLICATES,
        "penalty",
        about_rows(
            "penalty",
            "EXISTS (SELECT 1 FROM registry_penalty AS o WHERE o.number = r.number AND o.party_id <> r.party_id "
            "AND o.known_to IS NULL AND o.kind = r.kind AND o.valid_from = r.valid_from)",
            "format('文书 %%s 同一天也记在另一家企业名下', r.number)",
        ),
        "处罚可能记错了企业，会错误地挡住申请。",
        "请处罚机关核对当事人。",
        Severity.WARNING,
    ),
)
