from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.trash import Trashable, TrashableQuerySet
from bulletin import formula
from hubs.models.clean_text import CleanText
from hubs.models.hub import Hub
from hubs.slugs import free_key

YEARS = (1000, 9999)
A_YEAR = (MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[1]))


class CaseStudyQuerySet(TrashableQuerySet):
    def with_evidence(self):
        """With hub, figures and milestones, in three queries whatever their number."""
        return self.select_related("hub").prefetch_related("figures", "milestones")

    def get_by_natural_key(self, key):
        return self.get(key=key)


class CaseStudy(CleanText, Trashable):
    """What one issue tells of one hub; the heading itself belongs to the section that prints it."""

    key = models.SlugField("编号", max_length=100, unique=True, blank=True, editable=False)
    hub = models.ForeignKey(Hub, models.PROTECT, related_name="case_studies", verbose_name="科创中心")
    thesis = models.TextField("论点", blank=True, help_text="标题冒号后面的那句话，会印在刊物上。")
    body = models.TextField("正文", blank=True, help_text="会印在刊物上；每个自然段一行。")
    formula = models.TextField(
        "模式", blank=True, help_text="例如：科技（辐射）+产业（网络）+制度（环境）。不印在刊物上。"
    )
    sources = models.TextField("资料来源", blank=True, help_text="每行一条。不印在刊物上。")

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "案例"
        ordering = ("hub__name", "pk")
        constraints = (models.CheckConstraint(condition=~Q(key=""), name="case_study_key_not_empty"),)

    def __str__(self):
        thesis = " ".join(self.thesis.split())
        start = thesis if len(thesis) <= 24 else f"{thesis[:24]}…"
        return f"{self.hub.name}：{start}" if start else f"{self.hub.name}（{self.key}）"

    def save(self, **kwargs):
        self._give_key()
        super().save(**kwargs)

    def clean(self):
        super().clean()
        if self.hub_id and self.hub.trashed_at:
            raise ValidationError({"hub": f"科创中心“{self.hub}”在回收站里，请先恢复它。"})
        self._give_key()

    def natural_key(self):
        return (self.key,)

    natural_key.dependencies = ["hubs.hub"]

    @property
    def formula_pairs(self):
        """The formula as pairs: 科技（辐射）+产业（网络） → ((科技, 辐射), (产业, 网络))."""
        return formula.pairs(self.formula)

    def _give_key(self):
        if not self.key and self.hub_id:
            self.key = free_key(CaseStudy, self.hub.slug)
