"""What code branches on in the registry."""

from django.db.models import TextChoices


class PartyKind(TextChoices):
    """What sort of holder of rights a party is."""

    PERSON = "person", "自然人"
    COMPANY = "company", "企业"
    STATE_BODY = "state_body", "机关单位"
    FUND = "fund", "基金"
    INSTITUTION = "institution", "金融机构"


class Standing(TextChoices):
    """How far a recorded value is to be trusted; where sources differ, the first of these wins."""

    VERIFIED = "verified", "已核"
    DECLARED = "declared", "申报"
    ASSUMED = "assumed", "暂定"


class Source(TextChoices):
    """Outlets through which facts come in; each is a right to hold the fact and a duty to name it."""

    BUSINESS_REGISTER = "business_register", "市场主体登记"
    ANNUAL_REPORT = "annual_report", "企业年报公示"
    AUDIT_REPORT = "audit_report", "审计报告"
    TAX_RECORD = "tax_record", "税务涉企数据"
    STATISTICS = "statistics", "统计报表"
    SOCIAL_INSURANCE = "social_insurance", "社保参保记录"
    PATENT_RECORD = "patent_record", "知识产权公共数据"
    TITLE_NOTICE = "title_notice", "认定公告"
    PENALTY_NOTICE = "penalty_notice", "行政处罚公示"
    COURT_NOTICE = "court_notice", "法院公告"
    CREDIT_REPORT = "credit_report", "公共信用报告"
    BANK_REPORT = "bank_report", "银行报送"
    GUARANTOR_REPORT = "guarantor_report", "担保机构报送"
    FUND_FILING = "fund_filing", "基金备案"
    LICENCE_RECORD = "licence_record", "金融许可公示"
    EXCHANGE_NOTICE = "exchange_notice", "交易所公告"
    REGULATOR_RECORD = "regulator_record", "辅导备案公示"
    FINANCE_BUREAU = "finance_bureau", "财政拨付记录"
    TALENT_RECORD = "talent_record", "人才认定记录"
    PUBLIC_LISTINGS = "public_listings", "公开上市资料"
    ENTERPRISE = "enterprise", "企业申报"


class NameKind(TextChoices):
    """What sort of name it is; a former name is a registered one whose validity has ended."""

    REGISTERED = "registered", "登记名称"
    SHORT = "short", "简称"
    FOREIGN = "foreign", "外文名称"


class CompanyStatus(TextChoices):
    """登记状态 of a company."""

    ACTIVE = "active", "存续"
    DEREGISTERED = "deregistered", "注销"
    REVOKED = "revoked", "吊销"


class LegalForm(TextChoices):
    """企业类型 as registered."""

    LIMITED = "limited", "有限责任公司"
    STOCK = "stock", "股份有限公司"
    PARTNERSHIP = "partnership", "合伙企业"
    SOLE = "sole", "个人独资企业"
    BRANCH = "branch", "分支机构"


class OwnershipType(TextChoices):
    """经济类型 by who stands behind the capital."""

    PRIVATE = "private", "民营"
    STATE = "state", "国有"
    FOREIGN = "foreign", "外资"
    COLLECTIVE = "collective", "集体"


class StatementPeriod(TextChoices):
    """What a financial statement covers, from the first day of the year on."""

    ANNUAL = "annual", "年度"
    QUARTER = "quarter", "季度累计"


class StatementScope(TextChoices):
    """Whose figures a statement adds up."""

    CONSOLIDATED = "consolidated", "合并"
    PARENT = "parent", "母公司"


class PatentKind(TextChoices):
    """知识产权 by sort; the first four are of class I, the others of class II."""

    INVENTION = "invention", "发明专利"
    PLANT_VARIETY = "plant_variety", "植物新品种"
    NEW_DRUG = "new_drug", "国家新药"
    CIRCUIT_LAYOUT = "circuit_layout", "集成电路布图设计"
    UTILITY_MODEL = "utility_model", "实用新型专利"
    DESIGN = "design", "外观设计专利"
    SOFTWARE = "software", "软件著作权"


class TaxGrade(TextChoices):
    """纳税信用级别 of a year."""

    A = "A", "A"
    B = "B", "B"
    M = "M", "M"
    C = "C", "C"
    D = "D", "D"


class PenaltyKind(TextChoices):
    """What an administrative penalty was for."""

    TAX = "tax", "税务"
    ENVIRONMENT = "environment", "生态环境"
    SAFETY = "safety", "安全生产"
    QUALITY = "quality", "产品质量"
    MARKET = "market", "市场监管"
    FINANCE = "finance", "金融监管"


class BarKind(TextChoices):
    """Lists on which a company may stand."""

    DISHONEST = "dishonest", "严重失信名单"
    ABNORMAL = "abnormal", "经营异常名录"
    ENFORCED = "enforced", "失信被执行人"
    TAX_ARREARS = "tax_arrears", "欠税公告"


class HolderRole(TextChoices):
    """In what role somebody holds a share."""

    SHAREHOLDER = "shareholder", "股东"
    GENERAL_PARTNER = "general_partner", "普通合伙人"
    LIMITED_PARTNER = "limited_partner", "有限合伙人"
    NOMINEE = "nominee", "代持人"


class Position(TextChoices):
    """Offices that a person holds in a company."""

    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人"
    CHAIRMAN = "chairman", "董事长"
    DIRECTOR = "director", "董事"
    SUPERVISOR = "supervisor", "监事"
    MANAGER = "manager", "总经理"
    FINANCE_HEAD = "finance_head", "财务负责人"
    EXECUTING_PARTNER = "executing_partner", "执行事务合伙人"


class LoanSecurity(TextChoices):
    """担保方式 of a loan."""

    CREDIT = "credit", "信用"
    GUARANTEE = "guarantee", "保证"
    MORTGAGE = "mortgage", "抵押"
    PLEDGE = "pledge", "质押"
    IP_PLEDGE = "ip_pledge", "知识产权质押"


class LoanClass(TextChoices):
    """五级分类 of a loan; the last three are non-performing."""

    PASS = "pass", "正常"
    SPECIAL_MENTION = "special_mention", "关注"
    SUBSTANDARD = "substandard", "次级"
    DOUBTFUL = "doubtful", "可疑"
    LOSS = "loss", "损失"


class LoanState(TextChoices):
    """Where a loan stands after its drawdown."""

    ACTIVE = "active", "存续"
    SETTLED = "settled", "结清"
    OVERDUE = "overdue", "逾期"
    WRITTEN_OFF = "written_off", "核销"


class GuaranteeKind(TextChoices):
    """How a guarantor is bound."""

    JOINT = "joint", "连带责任保证"
    GENERAL = "general", "一般保证"
    MORTGAGE = "mortgage", "抵押"
    PLEDGE = "pledge", "质押"


class DealKind(TextChoices):
    """What sort of capital transaction a deal is."""

    FINANCING = "financing", "股权融资"
    TRANSFER = "transfer", "股权转让"
    MERGER = "merger", "并购"
    REFINANCING = "refinancing", "上市公司再融资"
    BOND = "bond", "债券融资"


class DealRound(TextChoices):
    """Stage of an equity financing."""

    SEED = "seed", "种子轮"
    ANGEL = "angel", "天使轮"
    A = "a", "A 轮"
    B = "b", "B 轮"
    C = "c", "C 轮及以后"
    PRE_IPO = "pre_ipo", "上市前"
    NONE = "none", "不分轮次"


class FundKind(TextChoices):
    """What a fund puts its money into."""

    GUIDANCE = "guidance", "政府引导基金"
    SEED = "seed", "种子基金"
    ANGEL = "angel", "天使基金"
    VENTURE = "venture", "创业投资基金"
    GROWTH = "growth", "成长基金"
    MERGER = "merger", "并购基金"


class InstitutionKind(TextChoices):
    """What licence an institution works under."""

    BANK = "bank", "商业银行"
    VILLAGE_BANK = "village_bank", "村镇银行"
    GUARANTOR = "guarantor", "融资担保公司"
    INSURER = "insurer", "保险公司"
    SECURITIES = "securities", "证券公司"
    MICRO_LENDER = "micro_lender", "小额贷款公司"
    LEASING = "leasing", "融资租赁公司"
    FUND_MANAGER = "fund_manager", "基金管理人"
    INTERMEDIARY = "intermediary", "中介机构"


class Degree(TextChoices):
    """Highest degree of a person."""

    DOCTOR = "doctor", "博士"
    MASTER = "master", "硕士"
    BACHELOR = "bachelor", "本科"
    OTHER = "other", "其他"


class ListingWay(TextChoices):
    """How a company comes to an exchange."""

    IPO = "ipo", "首次公开发行"
    BACKDOOR = "backdoor", "借壳上市"
    SPIN_OFF = "spin_off", "分拆上市"
    TRANSFER = "transfer", "转板上市"
