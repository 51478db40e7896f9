from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from hubs.models.case_study import A_YEAR, YEARS, CaseStudy
from hubs.models.clean_text import CleanText


class FigureManager(models.Manager):
    def get_by_natural_key(self, case_study, label, year):
        return self.get(case_study__key=case_study, label=label, year=year)


class Figure(CleanText):
    """A number of a case study, its value written as it is printed."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="figures", verbose_name="案例")
    label = models.CharField("指标", max_length=200, help_text="例如：校友企业产值占比。")
    value = models.CharField("数值", max_length=200, help_text="照刊物上的写法，例如：50%到60%。")
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True, validators=A_YEAR)
    source = models.CharField("出处", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("顺序", default=0)

    objects = FigureManager()

    class Meta:
        verbose_name = verbose_name_plural = "数据"
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["case_study", "label", "year"],
                name="figure_once_a_year",
                violation_error_message="同一案例里，同一指标同一年份只能有一个数值。",
            ),
            models.UniqueConstraint(
                fields=["case_study", "label"],
                condition=Q(year__isnull=True),
                name="figure_once_without_year",
                violation_error_message="同一案例里，这个指标已经有一个没有年份的数值。",
            ),
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(value=""),
                name="figure_label_and_value_not_empty",
                violation_error_message="指标和数值都要填写。",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=YEARS),
                name="figure_year_in_range",
                violation_error_message="年份应是四位数。",
            ),
        )

    def __str__(self):
        year = f"（{self.year}年）" if self.year else ""
        return f"{self.label}{year}：{self.value}"

    def natural_key(self):
        return (self.case_study.key, self.label, self.year)

    natural_key.dependencies = ["hubs.casestudy"]


class MilestoneManager(models.Manager):
    def get_by_natural_key(self, case_study, year, month, what):
        return self.get(case_study__key=case_study, year=year, month=month, what=what)


class Milestone(CleanText):
    """What happened in a year, or in a month of it."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="milestones", verbose_name="案例")
    year = models.PositiveSmallIntegerField("年", validators=A_YEAR)
    month = models.PositiveSmallIntegerField(
        "月", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)], help_text="可以不填。"
    )
    what = models.CharField("事件", max_length=300)

    objects = MilestoneManager()

    class Meta:
        verbose_name = verbose_name_plural = "大事记"
        ordering = ("year", models.F("month").asc(nulls_first=True), "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["case_study", "year", "month", "what"],
                name="milestone_once_a_month",
                violation_error_message="这件大事已经记过了。",
            ),
            models.UniqueConstraint(
                fields=["case_study", "year", "what"],
                condition=Q(month__isnull=True),
                name="milestone_once_a_year",
                violation_error_message="这件大事已经记过了。",
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__range=(1, 12)),
                name="milestone_month_in_range",
                violation_error_message="月份应在 1 到 12 之间。",
            ),
            models.CheckConstraint(
                condition=Q(year__range=YEARS),
                name="milestone_year_in_range",
                violation_error_message="年份应是四位数。",
            ),
            models.CheckConstraint(
                condition=~Q(what=""), name="milestone_what_not_empty", violation_error_message="请填写事件。"
            ),
        )

    def __str__(self):
        month = f"{self.month}月" if self.month else ""
        return f"{self.year}年{month}：{self.what}"

    def natural_key(self):
        return (self.case_study.key, self.year, self.month, self.what)

    natural_key.dependencies = ["hubs.casestudy"]
