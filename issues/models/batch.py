"""导入批次: files that came in together, each with what was recognised in it until it is a draft."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from bulletin.serialization import from_json
from issues.models.issue import Issue
from issues.models.natural import NaturalKey, NaturalKeyManager


class BatchQuerySet(models.QuerySet):
    def counted(self):
        """With how many files each has: `total`, `waiting`, `taken`, `refused`."""
        count = {name: Count("files", filter=Q(files__status__in=states)) for name, states in _COUNTED.items()}
        return self.annotate(total=Count("files"), **count).order_by("-pk")


class Batch(NaturalKey):
    natural = ("key",)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("名称", max_length=120)
    skipped = models.PositiveIntegerField("略过的系统文件", default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="导入人")
    at = models.DateTimeField("导入时间", default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="撤销人"
    )
    undone_at = models.DateTimeField("撤销时间", null=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="清除人"
    )
    cleared_at = models.DateTimeField("清除时间", null=True)

    objects = NaturalKeyManager.from_queryset(BatchQuerySet)()

    class Meta:
        verbose_name = "导入批次"
        verbose_name_plural = "导入批次"
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("admin:issues_issue_batch", args=[self.pk])


class BatchFile(NaturalKey):
    """One file of a batch. Of a marked one nothing is kept but its place."""

    natural = ("batch", "position")

    class Status(models.TextChoices):
        WAITING = "waiting", "等待确认"
        TAKEN = "taken", "已建草稿"
        UNREADABLE = "unreadable", "不能导入"
        SECRET = "secret", "不得接收"

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files", verbose_name="批次")
    position = models.PositiveIntegerField("顺序")
    folder = models.CharField("文件夹", max_length=120, blank=True)
    file_name = models.CharField("文件名", max_length=255, blank=True)
    sha256 = models.CharField("文件校验值", max_length=64, blank=True, db_index=True)
    content = models.BinaryField("原文", default=bytes)
    status = models.CharField("状态", max_length=12, choices=Status)
    sentence = models.TextField("说明", blank=True)
    recognised = models.TextField("认出的内容", blank=True)
    summary = models.JSONField("摘要", default=dict)
    corrections = models.JSONField("人工修改", default=dict)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="核对人"
    )
    checked_at = models.DateTimeField("核对时间", null=True)
    # As recognised or, where somebody corrected it, as corrected.
    series = models.CharField("刊名", max_length=50, blank=True)
    year = models.PositiveIntegerField("年份", null=True)
    number = models.PositiveIntegerField("期号", null=True)
    supplement = models.BooleanField("增刊", default=False)
    total = models.PositiveIntegerField("总期号", null=True)
    date = models.DateField("日期", null=True)
    title = models.CharField("标题", max_length=200, blank=True)
    issue = models.ForeignKey(
        Issue, on_delete=models.SET_NULL, null=True, related_name="batch_files", verbose_name="期次"
    )
    made = models.JSONField("随之新建", default=dict)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    taken_at = models.DateTimeField("确认时间", null=True)

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "批次文件"
        verbose_name_plural = "批次文件"
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="batch_file_position_unique"),
            models.CheckConstraint(
                condition=Q(status__in=("waiting", "taken", "unreadable", "secret")), name="batch_file_known_status"
            ),
            models.CheckConstraint(
                condition=~Q(status="secret") | Q(file_name="", folder="", sha256="", recognised="", title=""),
                name="batch_file_secret_has_no_name",
            ),
        ]

    def __str__(self):
        return self.file_name or f"第{self.position}个文件"

    def get_absolute_url(self):
        return reverse("admin:issues_issue_batch_file", args=[self.pk])

    @property
    def bulletin(self):
        """The Bulletin as it was recognised."""
        return from_json(self.recognised)


_COUNTED = {
    "waiting": [BatchFile.Status.WAITING],
    "taken": [BatchFile.Status.TAKEN],
    "refused": [BatchFile.Status.UNREADABLE, BatchFile.Status.SECRET],
}
