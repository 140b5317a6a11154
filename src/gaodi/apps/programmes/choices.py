"""What code branches on in programmes."""

from django.db.models import TextChoices


class ProgrammeKind(TextChoices):
    """How a programme gives: by rule, one matter at a time, or only as a frame without a rule of its own."""

    ENTITLEMENT = "entitlement", "按规则享受"
    NEGOTIATED = "negotiated", "一事一议"
    FRAMEWORK_ONLY = "framework_only", "仅有框架"
