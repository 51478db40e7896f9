from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts import access
from accounts.growing import GrowOnly
from bulletin.check_code import check_code, digest_start
from bulletin.serialization import from_json
from issues.models.issue import Issue


class RevisionQuerySet(models.QuerySet):
    def with_check_code(self, code):
        return self.filter(digest__startswith=digest_start(code)).order_by("-pk")

    def readable_by(self, user):
        """Revisions of drafts and published issues alike, for the office only; none of an issue disposed of."""
        return self.filter(issue__disposal=None) if access.allows(user, access.Action.READ_DRAFTS) else self.none()


class RevisionManager(models.Manager.from_queryset(RevisionQuerySet)):
    def get_by_natural_key(self, issue_key, number):
        return self.get(issue__key=issue_key, number=number)


class Purpose(models.TextChoices):
    SUBMITTED = "submitted", "送审稿"
    RESUBMITTED = "resubmitted", "修改稿"
    NUMBERED = "numbered", "定稿"
    ANNOTATION = "annotation", "补充资料"
    ACCESSION = "accession", "过刊入库"


class Revision(GrowOnly):
    """第N稿: a Bulletin frozen as canonical JSON text. Never changed, never deleted.

    `round` counts the submissions from draft: passes count only within their round.
    `basis` is the revision whose passes and disclosure decision carry over to this one.
    """

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="revisions", verbose_name="期次")
    number = models.PositiveSmallIntegerField("第几稿")
    round = models.PositiveSmallIntegerField("第几次送审")
    purpose = models.CharField("用途", max_length=12, choices=Purpose)
    basis = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    json = models.TextField()
    digest = models.CharField("校验值", max_length=64)
    printed_digest = models.CharField("印刷内容校验值", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="送审人")
    at = models.DateTimeField("时间")

    objects = RevisionManager()

    class Meta:
        verbose_name = "稿次"
        verbose_name_plural = "稿次"
        ordering = ["issue", "number"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="revision_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1, round__gte=1), name="revision_from_one"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="revision_known_purpose"),
        ]

    def __str__(self):
        return f"{self.issue} 第{self.number}稿"

    def natural_key(self):
        return (str(self.issue.key), self.number)

    natural_key.dependencies = ["issues.issue", "accounts.user"]

    @property
    def bulletin(self):
        return from_json(self.json)

    @property
    def check_code(self):
        """The 校验码 on the sheets printed of this revision."""
        return check_code(self.digest)

    @property
    def is_annotation(self):
        return self.purpose == Purpose.ANNOTATION
