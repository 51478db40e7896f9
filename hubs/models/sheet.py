import json
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

PERSON = {"on_delete": models.PROTECT, "related_name": "+"}


class SheetUploadQuerySet(models.QuerySet):
    def fresh(self):
        return self.filter(at__gt=timezone.now() - SheetUpload.VALID)

    def stale(self):
        return self.filter(at__lte=timezone.now() - SheetUpload.VALID)


class SheetUpload(models.Model):
    """A sheet between preview and confirmation, for its uploader alone; deleted on every exit, or when it is old.

    It has passed the secrecy gate. `seen` is the digest of what the preview showed, `found` what became of each row.
    """

    VALID = timedelta(hours=1)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="上传人")
    kind = models.CharField("类别", max_length=100)
    file_name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("文件校验值", max_length=64)
    content = models.TextField("内容")
    found = models.TextField("结果")
    seen = models.CharField("预览校验值", max_length=64)
    at = models.DateTimeField("时间", default=timezone.now, db_index=True)

    objects = SheetUploadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待确认的表格"

    def __str__(self):
        return self.file_name


class ImportBatch(models.Model):
    """One sheet that was imported: whose, when, from which file, and whether it was undone."""

    kind = models.CharField("类别", max_length=100)
    file_name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("文件校验值", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="导入人", **PERSON)
    at = models.DateTimeField("导入时间", default=timezone.now)
    created = models.PositiveIntegerField("新增")
    changed = models.PositiveIntegerField("修改")
    rows_kept = models.PositiveIntegerField("留存的行", help_text="少了行，就是其中有的已作涉密处置。")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, verbose_name="撤销人", **PERSON)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "表格导入记录"
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["kind", "-at"], name="import_batch_by_kind"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(undone_by__isnull=True, undone_at__isnull=True)
                | models.Q(undone_by__isnull=False, undone_at__isnull=False),
                name="import_batch_undone_by_somebody",
            ),
        )

    def __str__(self):
        return self.file_name


class ImportedRowQuerySet(models.QuerySet):
    def of(self, row):
        """How `row` came from sheets, the newest first."""
        mine = self.filter(batch__kind=row._meta.label_lower, subject_id=row.pk)
        return mine.select_related("batch__by", "batch__undone_by").order_by("-batch__at", "-batch_id")


class ImportedRow(models.Model):
    """What a batch did to one row: made it, or changed it from `before`; `after` is the digest of what it left."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", verbose_name="导入")
    subject_id = models.BigIntegerField("编号")
    is_new = models.BooleanField("新增")
    before = models.TextField("原来的内容", default="{}")
    after = models.CharField("内容校验值", max_length=64)

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "表格导入的行"
        constraints = (models.UniqueConstraint(fields=["subject_id", "batch"], name="imported_row_once_a_batch"),)

    def __str__(self):
        return f"{self.batch} {self.subject_id}"

    @property
    def values_before(self):
        return json.loads(self.before)
