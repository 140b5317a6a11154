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
    """How far a recorded value is to be trusted."""

    VERIFIED = "verified", "已核"
    DECLARED = "declared", "申报"
    ASSUMED = "assumed", "暂定"


class CompanyStatus(TextChoices):
    """登记状态 of a company."""

    ACTIVE = "active", "存续"
    DEREGISTERED = "deregistered", "注销"
    REVOKED = "revoked", "吊销"


class ListingWay(TextChoices):
    """How a company comes to an exchange."""

    IPO = "ipo", "首次公开发行"
    BACKDOOR = "backdoor", "借壳上市"
    SPIN_OFF = "spin_off", "分拆上市"
    TRANSFER = "transfer", "转板上市"


class BarKind(TextChoices):
    """Lists on which a company may stand."""

    DISHONEST = "dishonest", "严重失信名单"


class Source(TextChoices):
    """Outlets through which facts come in; each is a right to hold the fact and a duty to name it."""

    BUSINESS_REGISTER = "business_register", "市场主体登记"
    EXCHANGE_NOTICE = "exchange_notice", "交易所公告"
    REGULATOR_RECORD = "regulator_record", "辅导备案公示"
    CREDIT_REPORT = "credit_report", "公共信用报告"
    ENTERPRISE = "enterprise", "企业申报"
    FINANCE_BUREAU = "finance_bureau", "财政拨付记录"
    PUBLIC_LISTINGS = "public_listings", "公开上市资料"
