from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.growing import GrowOnly
from issues.models.natural import NaturalKey, NaturalKeyManager
from issues.states import MOVES, Stage

PERSON = {"on_delete": models.PROTECT, "related_name": "+"}


class Attribute(models.TextChoices):
    """公开属性 under 政府信息公开条例."""

    PUBLIC = "public", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Decision(models.TextChoices):
    PASS = "pass", "同意"
    ASK_CHANGES = "ask_changes", "同意（附修改）"
    SEND_BACK = "send_back", "退回修改"


class Decided(NaturalKey, GrowOnly):
    """A decision: whose it is, for whom a stand-in made it, who typed it, and the paper it was entered from."""

    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="决定人", **PERSON)
    stand_in_for = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, verbose_name="代理", **PERSON)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="录入人", **PERSON)
    paper = models.ForeignKey("issues.PaperDecision", null=True, blank=True, verbose_name="补录", **PERSON)
    carried_from = models.ForeignKey("self", null=True, blank=True, verbose_name="沿用自", **PERSON)
    at = models.DateTimeField("时间", default=timezone.now)

    objects = NaturalKeyManager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(paper__isnull=False) | Q(entered_by=F("decided_by")),
                name="%(class)s_typed_by_another_from_paper",
            )
        ]


class Review(Decided):
    natural = ("revision", "stage", "decision", "decided_by", "at")

    revision = models.ForeignKey(
        "issues.Revision", on_delete=models.PROTECT, related_name="reviews", verbose_name="稿次"
    )
    stage = models.CharField("环节", max_length=12, choices=Stage)
    decision = models.CharField("决定", max_length=12, choices=Decision)
    remark = models.TextField("意见", blank=True)

    class Meta:
        verbose_name = "审核意见"
        verbose_name_plural = "审核意见"
        ordering = ["at", "pk"]
        constraints = [
            *Decided.Meta.constraints,
            models.UniqueConstraint(
                fields=["revision", "stage"], condition=Q(decision=Decision.PASS), name="review_one_pass_a_stage"
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.PASS) | ~Q(remark=""), name="review_remark_unless_passed"
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="review_known_stage"),
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="review_known_decision"),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} {self.decided_by} {self.get_decision_display()}"


class DisclosureDecision(Decided):
    """公开审查: may the public read this revision? The newest decision on a revision counts."""

    natural = ("revision", "decided_by", "at")

    revision = models.ForeignKey(
        "issues.Revision", on_delete=models.PROTECT, related_name="disclosure_decisions", verbose_name="稿次"
    )
    attribute = models.CharField("公开属性", max_length=10, choices=Attribute)
    ground = models.TextField("理由")

    class Meta:
        verbose_name = "公开审查"
        verbose_name_plural = "公开审查"
        ordering = ["at", "pk"]
        constraints = [
            *Decided.Meta.constraints,
            models.CheckConstraint(condition=~Q(ground=""), name="disclosure_has_ground"),
            models.CheckConstraint(condition=Q(attribute__in=Attribute.values), name="disclosure_known_attribute"),
        ]

    def __str__(self):
        return f"{self.get_attribute_display()} {self.decided_by}"


class PaperDecision(models.Model):
    """补录: a decision taken on paper, entered by one person and to be confirmed by a second."""

    issue = models.ForeignKey("issues.Issue", on_delete=models.PROTECT, related_name="paper_decisions")
    revision = models.ForeignKey("issues.Revision", verbose_name="稿次", **PERSON)
    move = models.CharField("决定", max_length=20, choices=[(name, move.label) for name, move in MOVES.items()])
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="决定人", **PERSON)
    decided_on = models.DateField("签署日期")
    words = models.TextField("原话", validators=[MinLengthValidator(1)], help_text="照录纸上的字；只画圈的写“圈阅”。")
    given = models.JSONField("其他内容", default=dict, blank=True)
    check_code = models.CharField("校验码", max_length=9, blank=True, help_text="审签单上印的；空着的，纸上没有印。")
    scan = models.BinaryField("扫描件", null=True, blank=True)
    scan_type = models.CharField(max_length=30, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="录入人", **PERSON)
    entered_at = models.DateTimeField("录入时间", default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, verbose_name="核对人", **PERSON)
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)
    discarded_at = models.DateTimeField("作废时间", null=True, blank=True)

    class Meta:
        verbose_name = "补录"
        verbose_name_plural = "补录"
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="paper_confirmed_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="paper_confirmed_by_a_second_person",
            ),
            models.UniqueConstraint(
                fields=["issue"],
                condition=Q(confirmed_at__isnull=True, discarded_at__isnull=True),
                name="paper_one_open_an_issue",
            ),
        ]

    def __str__(self):
        return f"{self.issue} {self.get_move_display()}（{self.decided_by}，{self.decided_on:%Y-%m-%d}）"

    @property
    def is_open(self):
        return self.confirmed_at is None and self.discarded_at is None


class Notice(models.Model):
    """A sentence to one colleague, shown on the office's first page until read."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    issue = models.ForeignKey("issues.Issue", on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "通知"
        verbose_name_plural = "通知"
        ordering = ["-at"]

    def __str__(self):
        return self.text
