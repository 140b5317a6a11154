"""What code branches on in regions."""

from django.db.models import TextChoices


class Standing(TextChoices):
    """Whether the city supervises a unit (lights, clocks) or invites it (letters, no ranking)."""

    SUPERVISED = "supervised", "市级督办"
    INVITED = "invited", "受邀协作"
