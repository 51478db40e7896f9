"""过刊入库: issues printed long ago enter as internal releases by one decision for the whole batch."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.growing import GrowOnly
from issues.models.natural import NaturalKey, NaturalKeyManager
from issues.models.revision import Revision

PERSON = {"on_delete": models.PROTECT, "related_name": "+"}


class Accession(NaturalKey, GrowOnly):
    """One decision of 签发 on `count` back issues."""

    natural = ("decided_by", "at")

    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="决定人", **PERSON)
    stand_in_for = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, verbose_name="代理", **PERSON)
    ground = models.TextField("依据")
    count = models.PositiveIntegerField("期数", validators=[MinValueValidator(1)])
    at = models.DateTimeField("时间", default=timezone.now)

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "过刊入库"
        verbose_name_plural = "过刊入库"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(ground=""), name="accession_has_ground"),
            models.CheckConstraint(condition=Q(count__gte=1), name="accession_of_one_or_more"),
        ]

    def __str__(self):
        return f"{self.decided_by} {timezone.localtime(self.at):%Y-%m-%d} 过刊入库{self.count}期"


class BackIssue(NaturalKey, GrowOnly):
    """One issue of an accession: the frozen words that entered, and who had signed them when they were printed."""

    natural = ("revision",)

    accession = models.ForeignKey(Accession, on_delete=models.PROTECT, related_name="back_issues")
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="back_issue", verbose_name="稿次")
    digest = models.CharField("校验值", max_length=64)
    signer = models.CharField("原签发人", max_length=50)
    signed_on = models.DateField("原签发日期")

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "过刊"
        verbose_name_plural = "过刊"
        ordering = ["accession", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(signer=""), name="back_issue_has_signer")]

    def __str__(self):
        return f"{self.revision}（原签发人：{self.signer}）"
