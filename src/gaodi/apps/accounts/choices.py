"""What code branches on in accounts."""

from django.db.models import TextChoices


class MandateRole(TextChoices):
    """What a person may do for a party."""

    ADMINISTRATOR = "administrator", "管理员"
    CLERK = "clerk", "办事人"


class SeatRole(TextChoices):
    """What a person does at a unit. A maker prepares, a checker confirms; never the same person on one matter."""

    MAKER = "maker", "经办人"
    CHECKER = "checker", "复核人"
    RISK_OFFICER = "risk_officer", "风险防控"
    LEADER = "leader", "领导小组"
    AUDITOR = "auditor", "审计"
