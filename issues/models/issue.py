import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.trash import Trashable, TrashableQuerySet
from bulletin.value import Kind
from hubs.models import CaseStudy
from issues.models.masthead import Masthead, numbering
from issues.models.natural import NaturalKey, NaturalKeyManager
from issues.models.review import Attribute
from issues.states import EDITABLE, REVIEWS, SIGNED, STAGE_OF, STAGES, Stage, State
from lessons.models import Lesson


class Kinds(models.TextChoices):
    LEAD = Kind.LEAD.value, "导语"
    CASE = Kind.CASE.value, "案例"
    DISCUSSION = Kind.DISCUSSION.value, "综论"
    LESSONS = Kind.LESSONS.value, "启示"
    NOTE = Kind.NOTE.value, "附注"
    ARTICLE = Kind.ARTICLE.value, "另一篇文章"


class IssueQuerySet(TrashableQuerySet):
    def latest_first(self):
        return self.order_by(models.F("date").desc(nulls_first=True), "-pk")

    def numbered(self):
        return self.kept().filter(number__isnull=False)

    def printed_as(self, bulletin):
        """The issue that carries the bulletin's year and number, if any."""
        return self.kept().filter(year=bulletin.year, number=bulletin.number, supplement=bulletin.supplement)


class IssueManager(models.Manager.from_queryset(IssueQuerySet)):
    def get_by_natural_key(self, key):
        return self.get(key=key)


class Issue(Masthead, Trashable):
    """One numbered issue as staff edit it. Readers never see it: they see its Publications."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series_title = models.CharField("刊名", max_length=50, blank=True)
    year = models.PositiveSmallIntegerField(
        "年份", null=True, blank=True, validators=[MinValueValidator(1949), MaxValueValidator(2999)]
    )
    number = models.PositiveSmallIntegerField("期号", null=True, blank=True, validators=[MinValueValidator(1)])
    supplement = models.BooleanField("增刊", default=False)
    total = models.PositiveIntegerField("总期号", null=True, blank=True, validators=[MinValueValidator(1)])
    date = models.DateField("日期", null=True, blank=True)
    copy_number = models.CharField("份号", max_length=30, blank=True, help_text="原件上有编号时照录；公开版不印。")
    title = models.CharField("标题", max_length=200, blank=True)
    subtitle = models.CharField("副标题", max_length=200, blank=True)
    editor_note = models.TextField("编者按", blank=True)
    byline = models.CharField("供稿（署名）", max_length=200, blank=True)
    sources = models.TextField("资料来源", blank=True, help_text="一行一条。")
    attribute = models.CharField(
        "拟定公开属性", max_length=10, choices=Attribute, default=Attribute.WITHHELD, help_text="供公开审查时参考。"
    )
    stages = models.PositiveSmallIntegerField("审级", choices=[(3, "三审（可公开）"), (2, "两审（只印发）")], default=3)
    correction_note = models.TextField("更正说明", blank=True, help_text="读者会看到：改了什么，为什么改。")
    state = models.CharField("状态", max_length=20, choices=State, default=State.DRAFT, editable=False)
    asked_by_stage = models.CharField("提出修改的环节", max_length=20, choices=Stage, blank=True, editable=False)
    lock_version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = IssueManager()

    class Meta:
        verbose_name = "期次"
        verbose_name_plural = "期次"
        ordering = ["-year", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number", "supplement"],
                condition=Q(trashed_at__isnull=True, number__isnull=False),
                name="issue_number_unique",
                violation_error_message="这个年份和期号已经有一期了。",
            ),
            models.UniqueConstraint(
                fields=["total"],
                condition=Q(trashed_at__isnull=True, total__isnull=False),
                name="issue_total_unique",
                violation_error_message="这个总期号已经有一期了。",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(year__isnull=False),
                name="issue_number_has_year",
                violation_error_message="有期号就要有年份。",
            ),
            models.CheckConstraint(condition=Q(stages__in=(2, 3)), name="issue_two_or_three_stages"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="issue_known_state"),
            models.CheckConstraint(
                condition=Q(state=State.AMENDING, asked_by_stage__in=[stage.value for stage in STAGES[3]])
                | (~Q(state=State.AMENDING) & Q(asked_by_stage="")),
                name="issue_amending_for_a_stage",
            ),
            models.CheckConstraint(
                condition=Q(trashed_at__isnull=True) | Q(state=State.DRAFT),
                name="issue_only_drafts_in_trash",
                violation_error_message="只有草稿可以移入回收站。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(SIGNED))
                | Q(year__isnull=False, number__isnull=False, date__isnull=False),
                name="issue_signed_has_numbers",
                violation_error_message="已签发的期次必须有年份、期号和日期。",
            ),
        ]

    def __str__(self):
        name = f"《{self.title}》" if self.title else "（未命名）"
        return f"{self.numbering}{name}" if self.number else name

    def natural_key(self):
        return (str(self.key),)

    def get_absolute_url(self):
        return reverse("admin:issues_issue_change", args=[self.pk])

    @property
    def numbering(self):
        """2022年第4期, 2022年增刊第1期, or 未编号."""
        return numbering(self) if self.number else "未编号"

    @property
    def is_editable(self):
        return self.state in EDITABLE and self.trashed_at is None

    @property
    def is_in_review(self):
        return self.state in REVIEWS

    @property
    def stage(self):
        """The stage the issue waits in (or, while amending, the one that asked), else None."""
        return STAGE_OF.get(self.state) or (Stage(self.asked_by_stage) if self.asked_by_stage else None)

    @property
    def newest_revision(self):
        return self.revisions.order_by("-number").first()

    @property
    def is_correction(self):
        """A draft (or review) of new words for an issue that readers have already had."""
        return self.state != State.PUBLISHED and self.publications.exists()


class SectionManager(models.Manager):
    def get_by_natural_key(self, issue_key, position):
        return self.get(issue__key=issue_key, position=position)


class Section(models.Model):
    """A stretch of the issue under one heading; a case section prints the attached case study and has no own text."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="sections", verbose_name="期次")
    position = models.PositiveSmallIntegerField("顺序", default=1, validators=[MinValueValidator(1)])
    kind = models.CharField("类别", max_length=12, choices=Kinds, default=Kinds.DISCUSSION)
    ordinal = models.CharField("序号", max_length=12, blank=True, help_text="照印，如“一、”“（一）”。")
    heading = models.CharField("小标题", max_length=200, blank=True)
    level = models.PositiveSmallIntegerField("层级", default=0, validators=[MaxValueValidator(4)])
    heading_end = models.CharField("小标题后的标点", max_length=4, blank=True)
    run_in = models.BooleanField("正文接排", default=False, help_text="小标题后不换行，正文接着排。")
    case_study = models.ForeignKey(
        CaseStudy, on_delete=models.PROTECT, null=True, blank=True, related_name="sections", verbose_name="案例"
    )
    thesis = models.TextField("提要句", blank=True, help_text="小标题冒号后的一句；案例的提要句写在案例里。")
    body = models.TextField("正文", blank=True)
    subtitle = models.CharField("文章副标题", max_length=200, blank=True)
    byline = models.CharField("文章供稿", max_length=200, blank=True)

    objects = SectionManager()

    class Meta:
        verbose_name = "段落"
        verbose_name_plural = "内容（按顺序）"
        ordering = ["issue", "position"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "position"], name="section_position_unique"),
            models.UniqueConstraint(
                fields=["issue", "case_study"],
                name="section_case_once_an_issue",
                violation_error_message="这个案例本期已经用过了，一期里同一个案例只印一次。",
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="section_position_from_one"),
            models.CheckConstraint(condition=Q(level__lte=4), name="section_level_to_four"),
            models.CheckConstraint(
                condition=Q(kind=Kinds.CASE, body="", thesis="") | (~Q(kind=Kinds.CASE) & Q(case_study__isnull=True)),
                name="section_case_has_no_body",
                violation_error_message="案例段落的正文写在案例里，这里请选案例、不填正文；其他段落不选案例。",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kinds.values), name="section_known_kind"),
            models.CheckConstraint(
                condition=Q(kind=Kinds.ARTICLE) | Q(subtitle="", byline=""),
                name="section_byline_only_of_article",
                violation_error_message="副标题和供稿只用于“另一篇文章”，其他段落请不要填。",
            ),
        ]

    def __str__(self):
        return f"{self.issue} {self.heading or self.get_kind_display()}"

    def natural_key(self):
        return (str(self.issue.key), self.position)

    natural_key.dependencies = ["issues.issue", "hubs.casestudy"]


# The theme of lessons that intake suggests; they are not part of the Bulletin until an editor gives them a theme.
UNSORTED = "待归类"


class AttachedLessonQuerySet(models.QuerySet):
    def unsorted(self):
        return self.filter(lesson__theme__name=UNSORTED)

    def sorted(self):
        return self.exclude(lesson__theme__name=UNSORTED)


class AttachedLessonManager(models.Manager.from_queryset(AttachedLessonQuerySet)):
    def get_by_natural_key(self, issue_key, position):
        return self.get(issue__key=issue_key, position=position)


class AttachedLesson(models.Model):
    """A lesson the issue draws, with the exact passage of its text that it comes from."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="attached_lessons", verbose_name="期次")
    position = models.PositiveSmallIntegerField("顺序", default=1, validators=[MinValueValidator(1)])
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="attached", verbose_name="启示")
    passage = models.TextField("原文", blank=True, help_text="本期正文里讲这条启示的原句，须与正文一字不差。")

    objects = AttachedLessonManager()

    class Meta:
        verbose_name = "启示"
        verbose_name_plural = "启示（按顺序）"
        ordering = ["issue", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "lesson"],
                name="lesson_once_an_issue",
                violation_error_message="这条启示本期已经列过了。",
            ),
            models.UniqueConstraint(fields=["issue", "position"], name="attached_lesson_position_unique"),
            models.CheckConstraint(condition=Q(position__gte=1), name="attached_lesson_position_from_one"),
        ]

    def __str__(self):
        return str(self.lesson)

    def natural_key(self):
        return (str(self.issue.key), self.position)

    natural_key.dependencies = ["issues.issue", "lessons.lesson"]


class Intake(NaturalKey):
    """Where an issue came from: the file, its SHA-256, who brought it in and when."""

    natural = ("issue", "sha256")

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="intakes", verbose_name="期次")
    file_name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("文件校验值", max_length=64, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="导入人")
    at = models.DateTimeField("导入时间", auto_now_add=True)

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "导入记录"
        verbose_name_plural = "导入记录"

    def __str__(self):
        return self.file_name
