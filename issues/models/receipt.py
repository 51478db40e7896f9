from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.growing import GrowOnly
from issues.models.issue import Issue
from issues.models.natural import NaturalKey, NaturalKeyManager
from issues.models.publication import Publication


class Receipt(NaturalKey, GrowOnly):
    """签收: `reader` has received a printed text; `signed_by` is himself, or the deputy who signed for him.

    The text, not the release, is received: released again with equal `printed_digest` it needs no second receipt.
    """

    natural = ("reader", "publication")

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="receipts")
    printed_digest = models.CharField("印刷内容校验值", max_length=64)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="receipts")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="receipts", verbose_name="阅读对象"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="签收人"
    )
    at = models.DateTimeField("签收时间", default=timezone.now)

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "签收"
        verbose_name_plural = "签收"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "issue", "printed_digest"], name="receipt_one_a_text"),
        ]

    def __str__(self):
        return f"{self.reader} {self.publication.numbering}"

    @property
    def is_by_deputy(self):
        return self.signed_by_id != self.reader_id
