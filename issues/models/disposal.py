from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.growing import GrowOnly
from issues.models.issue import Issue


class Disposal(GrowOnly):
    """涉密处置: the tombstone of an issue whose text two people removed for good."""

    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="disposal", verbose_name="期次")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="处置人")
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="见证人"
    )
    reason = models.TextField("依据", help_text="只写依据和批准人，不写内容。")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "涉密处置"
        verbose_name_plural = "涉密处置"
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("second")), name="disposal_by_two_people"),
            models.CheckConstraint(condition=~Q(reason=""), name="disposal_has_reason"),
        ]

    def __str__(self):
        return f"{self.issue_id} {self.at:%Y-%m-%d}"
