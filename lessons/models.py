from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.trash import Trashable, TrashableQuerySet, keep_while
from hubs.models import CaseStudy, CleanText
from hubs.slugs import free_key, free_slug
from hubs.uses import uses_of


class ThemeQuerySet(TrashableQuerySet):
    def in_use(self):
        """Themes with a lesson that is not in the trash."""
        return self.filter(pk__in=Lesson.objects.kept().values("theme"))

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Theme(CleanText, Trashable):
    """What lessons are about: 人才, 资本, 创新生态…"""

    slug = models.SlugField("编号", max_length=80, unique=True, blank=True, editable=False)
    name = models.CharField("名称", max_length=100, help_text="例如：创新生态。")
    position = models.PositiveSmallIntegerField("顺序", default=0, help_text="数字小的排在前面。")

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "主题"
        ordering = ("position", "name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(trashed_at__isnull=True),
                name="theme_name_unique_among_kept",
                violation_error_message="已经有同名的主题。请使用已有的那一个，或者换一个名称。",
            ),
            models.CheckConstraint(
                condition=~Q(slug="") & ~Q(name=""),
                name="theme_slug_and_name_not_empty",
                violation_error_message="请填写名称。",
            ),
        )

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self._give_slug()
        super().save(**kwargs)

    def natural_key(self):
        return (self.slug,)

    def clean(self):
        super().clean()
        self._give_slug()

    def _give_slug(self):
        self.slug = self.slug or free_slug(Theme, self.name)


class LessonQuerySet(TrashableQuerySet):
    def under(self, theme):
        return self.filter(theme=theme)

    def with_evidence(self):
        """With theme, case studies and their hubs, in two queries whatever their number."""
        evidence = models.Prefetch("rests_on", CaseStudy.objects.select_related("hub"))
        return self.select_related("theme").prefetch_related(evidence)

    def get_by_natural_key(self, key):
        return self.get(key=key)


class Lesson(CleanText, Trashable):
    """A short statement under a theme, resting on case studies; issues may draw it again and again."""

    key = models.SlugField("编号", max_length=100, unique=True, blank=True, editable=False)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="lessons", verbose_name="主题")
    statement = models.CharField("启示", max_length=300, help_text="一句话，例如：营造良好的创新创业环境。")
    rests_on = models.ManyToManyField(
        CaseStudy, related_name="lessons", blank=True, verbose_name="依据的案例", help_text="这条启示从哪些案例得来。"
    )

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "启示"
        ordering = ("theme__position", "theme__name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["theme", "statement"],
                condition=Q(trashed_at__isnull=True),
                name="lesson_statement_unique_under_theme",
                violation_error_message="这个主题下已经有同样的启示。请使用已有的那一条。",
            ),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(statement=""),
                name="lesson_key_and_statement_not_empty",
                violation_error_message="请填写启示。",
            ),
        )

    def __str__(self):
        return self.statement

    def save(self, **kwargs):
        self._give_key()
        super().save(**kwargs)

    def natural_key(self):
        return (self.key,)

    natural_key.dependencies = ["lessons.theme", "hubs.casestudy"]

    def clean(self):
        super().clean()
        if self.theme_id and self.theme.trashed_at:
            raise ValidationError({"theme": f"主题“{self.theme}”在回收站里，请先恢复它。"})
        self._give_key()

    def _give_key(self):
        if not self.key and self.theme_id:
            self.key = free_key(Lesson, self.theme.slug)


keep_while(Theme, uses_of)
keep_while(Lesson, uses_of)
