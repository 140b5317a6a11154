"""What code branches on in intake."""

from django.db.models import TextChoices


class Uploader(TextChoices):
    """Who may use an outlet."""

    UNIT = "unit", "责任单位"
    INSTITUTION = "institution", "机构"
    ENTERPRISE = "enterprise", "申报企业"


class BasisStatus(TextChoices):
    """Whether the legal basis of an outlet was read in its source."""

    VERIFIED = "verified", "已核"
    ASSUMED = "assumed", "暂定"


class FileState(TextChoices):
    """Where a file stands; the last four are ends."""

    RECEIVED = "received", "已收到"
    CHECKING = "checking", "核对中"
    CHECKED = "checked", "已核对"
    APPLYING = "applying", "写入中"
    APPLIED = "applied", "已写入"
    REFUSED = "refused", "不予接收"
    FAILED = "failed", "处理失败"
    WITHDRAWN = "withdrawn", "已撤回"


class Severity(TextChoices):
    """A problem stops the whole file, a warning asks for a look."""

    PROBLEM = "problem", "错误"
    WARNING = "warning", "提示"


class Change(TextChoices):
    """What applying a file does to the registry."""

    NEW = "new", "新增"
    CHANGED = "changed", "更正"
    ENDED = "ended", "到期"


class DocumentFormat(TextChoices):
    """What evidence may be, told by its content."""

    PDF = "pdf", "PDF"
    JPG = "jpg", "JPG 图片"
    PNG = "png", "PNG 图片"
    OFD = "ofd", "OFD"


#: A file in one of these goes on by itself.
UNDER_WAY = (FileState.RECEIVED, FileState.CHECKING, FileState.APPLYING)
#: A file in one of these stands against a second upload of the same content.
STANDING = (*UNDER_WAY, FileState.CHECKED, FileState.APPLIED)
#: A file in one of these can still be taken back.
REVOCABLE = (FileState.RECEIVED, FileState.CHECKING, FileState.CHECKED, FileState.FAILED)
