"""What code branches on in data quality."""

from django.db.models import TextChoices


class Severity(TextChoices):
    """How far a finding shakes what is decided on the row."""

    ERROR = "error", "错误"
    WARNING = "warning", "疑点"


class Topic(TextChoices):
    """What a rule looks at."""

    STATEMENTS = "statements", "报表勾稽"
    RANGES = "ranges", "数值范围"
    DATES = "dates", "日期先后"
    DUPLICATES = "duplicates", "重复"
    SOURCES = "sources", "来源矛盾"
    CODES = "codes", "代码校验"
    NETWORK = "network", "股权与任职"
    CREDIT = "credit", "信贷"
