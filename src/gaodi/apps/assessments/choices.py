"""What code branches on in assessments."""

from django.db.models import TextChoices


class RuleKind(TextChoices):
    """Who hands a rule set in."""

    PROGRAMME = "programme", "政策项目"


class Verdict(TextChoices):
    """What a sweep keeps of a row; a plain "no" is recomputed on demand and not stored."""

    YES = "yes", "可享"
    NEAR = "near", "差一项"
    UNKNOWN = "unknown", "待补资料"
    LAPSED = "lapsed", "已过期"
    RECEIVED = "received", "已拨付"


class SweepState(TextChoices):
    """How a sweep ended."""

    DONE = "done", "完成"
    FAILED = "failed", "失败"
