"""Files that belong to an issue: what came in with it, and what was kept of each publication."""

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.growing import GrowOnly
from issues.models.issue import Issue
from issues.models.natural import NaturalKey, NaturalKeyManager
from issues.models.publication import ProjectionQuerySet, Publication


class Attachment(NaturalKey):
    """附件: an image out of a Word file, or the scan of an issue printed long ago."""

    natural = ("key",)

    class Kind(models.TextChoices):
        IMAGE = "image", "插图"
        SCAN = "scan", "影像件"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="attachments", verbose_name="期次")
    kind = models.CharField("类别", max_length=10, choices=Kind)
    position = models.PositiveSmallIntegerField("顺序", default=1)
    file_name = models.CharField("文件名", max_length=255)
    content_type = models.CharField("文件类型", max_length=50)
    content = models.BinaryField("内容")
    sha256 = models.CharField("文件校验值", max_length=64)
    alt = models.CharField("图片说明", max_length=300, blank=True, help_text="看不见图的读者听到的一句话。")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="添加人")
    at = models.DateTimeField("添加时间", default=timezone.now)

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ["issue", "kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "kind", "position"], name="attachment_position_unique"),
            models.CheckConstraint(condition=Q(kind__in=("image", "scan")), name="attachment_known_kind"),
        ]

    def __str__(self):
        return self.file_name


class PublishedFile(NaturalKey, GrowOnly):
    """A file kept with a publication: the paper as it was typeset, whole or in its public form, or the scan.

    `typeset_with` names program, template and fonts: where they are the same, the revision gives the same bytes.
    """

    natural = ("publication", "kind", "position")

    class Kind(models.TextChoices):
        WHOLE = "whole", "内部版 PDF"
        PUBLIC = "public", "公开版 PDF"
        SCAN = "scan", "影像件"

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField("类别", max_length=10, choices=Kind)
    position = models.PositiveSmallIntegerField("顺序", default=1)
    file_name = models.CharField("文件名", max_length=255)
    content_type = models.CharField("文件类型", max_length=50)
    content = models.BinaryField("内容")
    sha256 = models.CharField("文件校验值", max_length=64)
    page_grid = models.CharField("版面", max_length=10, blank=True)
    typeset_with = models.CharField("排版环境", max_length=64, blank=True)

    objects = NaturalKeyManager.from_queryset(ProjectionQuerySet)()

    class Meta:
        verbose_name = "发布文件"
        verbose_name_plural = "发布文件"
        ordering = ["publication", "kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "kind", "position"], name="published_file_position_unique"),
            models.CheckConstraint(condition=Q(kind__in=("whole", "public", "scan")), name="published_file_known_kind"),
        ]

    def __str__(self):
        return f"{self.publication} {self.get_kind_display()}"

    @property
    def is_shown(self):
        """Whether every browser shows it in a page as a picture."""
        return self.content_type in ("image/jpeg", "image/png")

    @property
    def is_intact(self):
        """Whether the content is still the one whose SHA-256 was written down."""
        return hashlib.sha256(self.content).hexdigest() == self.sha256
