from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts import access
from accounts.growing import GrowOnly
from bulletin.formula import pairs
from bulletin.rendering import passages
from bulletin.serialization import from_json
from issues.models.masthead import numbering
from issues.models.natural import NaturalKey, NaturalKeyManager
from issues.models.revision import Revision


class Audience(models.TextChoices):
    INTERNAL = "internal", "内部"
    PUBLIC = "public", "公开"


class PublicationQuerySet(models.QuerySet):
    def live(self, at=None):
        now = at or timezone.now()
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), go_live_at__lte=now)

    def pending(self):
        return self.filter(go_live_at__gt=timezone.now(), ends_at__isnull=True)

    def been_live(self):
        """Those that readers have had, for however short a time."""
        ended_before = Q(ends_at__isnull=False, ends_at__lte=F("go_live_at"))
        return self.filter(~ended_before, go_live_at__lte=timezone.now())

    def for_audience_of(self, user):
        if access.allows(user, access.Action.READ_INTERNAL):
            return self
        return self.filter(audience=Audience.PUBLIC)

    def visible_to(self, user, at=None):
        """What `user` may read now (or `at` another time): the only door to anything readers see."""
        return self.live(at).for_audience_of(user)

    def withdrawn_from(self, user):
        """Withdrawn publications that `user` could have read while they were live, newest first."""
        withdrawn = self.been_live().filter(withdrawal__isnull=False)
        return withdrawn.for_audience_of(user).select_related("withdrawal").order_by("-ends_at")

    def latest_first(self):
        return self.order_by("-date", "-year", "-number")

    def numbered(self, year, number, supplement):
        return self.filter(year=year, number=number, supplement=supplement)

    def internal_among(self, pks):
        """Those of the ids that are of internal publications, as a set."""
        return set(self.filter(pk__in=pks, audience=Audience.INTERNAL).values_list("pk", flat=True)) if pks else set()

    def listed(self):
        """Without the long columns, for lists."""
        return self.defer("whole_html", "public_html")


class PublicationManager(models.Manager.from_queryset(PublicationQuerySet)):
    def get_by_natural_key(self, issue_key, number):
        return self.get(issue__key=issue_key, sequence=number)


class Publication(GrowOnly):
    """A Revision released to an audience from a moment on, its article part rendered for both forms."""

    updatable_columns = ("ends_at", "whole_html", "public_html")

    issue = models.ForeignKey("issues.Issue", on_delete=models.PROTECT, related_name="publications")
    sequence = models.PositiveSmallIntegerField("第几次发布")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="publications")
    audience = models.CharField("范围", max_length=10, choices=Audience)
    go_live_at = models.DateTimeField("发布时间")
    ends_at = models.DateTimeField("结束时间", null=True, blank=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    series_title = models.CharField("刊名", max_length=50)
    publisher = models.CharField("编发单位", max_length=100)
    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveSmallIntegerField("期号")
    supplement = models.BooleanField("增刊")
    total = models.PositiveIntegerField("总期号", null=True)
    date = models.DateField("日期")
    title = models.CharField("标题", max_length=200)
    subtitle = models.CharField("副标题", max_length=200, blank=True)
    lead = models.TextField("导语", blank=True)
    correction_note = models.TextField("更正说明", blank=True)
    whole_html = models.TextField()
    public_html = models.TextField()

    objects = PublicationManager()

    class Meta:
        verbose_name = "发布"
        verbose_name_plural = "发布"
        indexes = [
            models.Index(fields=["year", "number", "supplement"], name="publication_address"),
            models.Index(fields=["date", "year", "number"], name="publication_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["issue", "sequence"], name="publication_sequence_unique"),
            models.UniqueConstraint(
                fields=["issue"], condition=Q(ends_at__isnull=True), name="publication_one_without_end"
            ),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="publication_known_audience"),
        ]

    def __str__(self):
        return f"{self.numbering}《{self.title}》（{self.get_audience_display()}）"

    def natural_key(self):
        return (str(self.issue.key), self.sequence)

    natural_key.dependencies = ["issues.revision"]

    def get_absolute_url(self):
        return reverse("reading:issue-detail", args=[self.year, self.slug])

    @property
    def slug(self):
        return f"s{self.number}" if self.supplement else str(self.number)

    @property
    def numbering(self):
        return numbering(self)

    @property
    def is_public(self):
        return self.audience == Audience.PUBLIC

    @property
    def is_live(self):
        return self.go_live_at <= timezone.now() and (self.ends_at is None or self.ends_at > timezone.now())

    @property
    def bulletin(self):
        return from_json(self.revision.json)


class Withdrawal(NaturalKey, GrowOnly):
    """撤下: why a publication ended, and the notice its readers get instead."""

    natural = ("publication",)

    class Kind(models.TextChoices):
        ERROR = "error", "内容有误"
        REPLACED = "replaced", "已被替代"
        EXPIRED = "expired", "已到期"
        REVOKED = "revoked", "不再公开"

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="withdrawal")
    kind = models.CharField("原因", max_length=10, choices=Kind)
    notice = models.TextField("告示")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = NaturalKeyManager()

    class Meta:
        verbose_name = "撤下"
        verbose_name_plural = "撤下"
        constraints = [models.CheckConstraint(condition=~Q(notice=""), name="withdrawal_has_notice")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.notice}"


class ProjectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        visible = Publication.objects.visible_to(user)
        return self.filter(Exists(visible.filter(pk=OuterRef("publication_id"))))


class PublishedCase(NaturalKey, GrowOnly):
    """Where and how a hub appears in a publication."""

    natural = ("publication", "position")

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="cases")
    position = models.PositiveSmallIntegerField()
    anchor = models.CharField(max_length=120)
    case_key = models.CharField(max_length=120, db_index=True)
    hub_slug = models.CharField(max_length=100, db_index=True)
    hub_name = models.CharField(max_length=100)
    country = models.CharField(max_length=50, blank=True)
    city = models.CharField(max_length=50, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    heading = models.CharField(max_length=200)
    thesis = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    formula = models.CharField(max_length=200, blank=True)
    sources = models.TextField(blank=True)

    objects = NaturalKeyManager.from_queryset(ProjectionQuerySet)()

    class Meta:
        ordering = ["publication", "position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "position"], name="published_case_position_unique")
        ]

    def __str__(self):
        return self.heading

    def get_absolute_url(self):
        return f"{self.publication.get_absolute_url()}#{self.anchor}"

    @property
    def formula_pairs(self):
        return pairs(self.formula)


class PublishedFigure(NaturalKey, GrowOnly):
    natural = ("case", "position")

    case = models.ForeignKey(PublishedCase, on_delete=models.PROTECT, related_name="figures")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    value = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=300, blank=True)

    objects = NaturalKeyManager()

    class Meta:
        ordering = ["case", "position"]

    def __str__(self):
        return f"{self.label} {self.value}"


class PublishedMilestone(NaturalKey, GrowOnly):
    natural = ("case", "year", "month", "what")

    case = models.ForeignKey(PublishedCase, on_delete=models.PROTECT, related_name="milestones")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True)
    what = models.CharField(max_length=300)

    objects = NaturalKeyManager()

    class Meta:
        ordering = ["case", "year", F("month").asc(nulls_first=True), "pk"]

    def __str__(self):
        return f"{self.year} {self.what}"


class PublishedLesson(NaturalKey, GrowOnly):
    """A lesson as a publication draws it: the passage it comes from and the cases it rests on."""

    natural = ("publication", "position")

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="lessons")
    position = models.PositiveSmallIntegerField()
    lesson_key = models.CharField(max_length=120, db_index=True)
    theme_slug = models.CharField(max_length=100, db_index=True)
    theme_name = models.CharField(max_length=100)
    statement = models.CharField(max_length=300)
    passage = models.TextField(blank=True)
    anchor = models.CharField(max_length=120, blank=True)
    cases = models.ManyToManyField(PublishedCase, related_name="lessons")

    objects = NaturalKeyManager.from_queryset(ProjectionQuerySet)()

    class Meta:
        ordering = ["publication", "position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "position"], name="published_lesson_position_unique")
        ]

    def __str__(self):
        return self.statement

    def get_absolute_url(self):
        return f"{reverse('reading:theme-detail', args=[self.theme_slug])}#lesson-{self.lesson_key}"

    @property
    def passage_anchor(self):
        """The id of its passage in the article, or "" where the text does not have it."""
        return passages.anchor(self.position) if self.anchor else ""

    @property
    def passage_url(self):
        """Where the issue says it: the passage, or the issue where the text does not have it."""
        place = f"#{self.passage_anchor}" if self.anchor else ""
        return self.publication.get_absolute_url() + place
