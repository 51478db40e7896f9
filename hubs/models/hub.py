from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.trash import Trashable, TrashableQuerySet
from hubs import recognition
from hubs.countries import refuse_bare_region
from hubs.models.clean_text import CleanText
from hubs.slugs import free_slug


class HubQuerySet(TrashableQuerySet):
    def in_use(self):
        """Hubs with a case study that is not in the trash."""
        return self.filter(case_studies__isnull=False, case_studies__trashed_at__isnull=True).distinct()

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def recognise(self, text):
        """The kept hub that `text` (heading, name or alias) speaks of; None when none or several could be meant."""
        return recognition.recognise(text, self.kept())


class Hub(CleanText, Trashable):
    """A place of science-and-technology innovation, written about in any number of case studies."""

    slug = models.SlugField("编号", max_length=80, unique=True, blank=True, editable=False)
    name = models.CharField("名称", max_length=100, help_text="不带国家的全称，例如：旧金山-圣何塞科技创新中心。")
    country = models.CharField(
        "国家（地区）",
        max_length=50,
        blank=True,
        validators=[refuse_bare_region],
        help_text="例如：美国。港澳台写作：中国香港、中国澳门、中国台湾。",
    )
    city = models.CharField("城市", max_length=100, blank=True)
    latitude = models.DecimalField(
        "纬度",
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="-90 到 90，北纬为正，最多六位小数；与经度一起填写，或者都不填。",
    )
    longitude = models.DecimalField(
        "经度",
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="-180 到 180，东经为正，最多六位小数。",
    )
    aliases = models.TextField(
        "别名", blank=True, help_text="每行一个，例如：硅谷、旧金山湾区。导入期刊时据此认出这个科创中心。"
    )

    objects = HubQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "科创中心"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(trashed_at__isnull=True),
                name="hub_name_unique_among_kept",
                violation_error_message="已经有同名的科创中心。请使用已有的那一个，或者换一个名称。",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="hub_coordinates_both_or_neither",
                violation_error_message="纬度和经度要么都填，要么都不填。",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__gte=-90, latitude__lte=90),
                name="hub_latitude_in_range",
                violation_error_message="纬度应在 -90 到 90 之间。",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__gte=-180, longitude__lte=180),
                name="hub_longitude_in_range",
                violation_error_message="经度应在 -180 到 180 之间。",
            ),
            models.CheckConstraint(
                condition=~Q(country__in=["香港", "澳门", "台湾"]),
                name="hub_country_not_a_bare_region",
                violation_error_message="国家（地区）请写作：中国香港、中国澳门、中国台湾。",
            ),
            models.CheckConstraint(
                condition=~Q(slug="") & ~Q(name=""),
                name="hub_slug_and_name_not_empty",
                violation_error_message="请填写名称。",
            ),
        )

    def __str__(self):
        return f"{self.name}（{self.country}）" if self.country else self.name

    def save(self, **kwargs):
        self._give_slug()
        super().save(**kwargs)

    def natural_key(self):
        return (self.slug,)

    def clean(self):
        super().clean()
        self._give_slug()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: "纬度和经度要么都填，要么都不填。"})

    @property
    def alias_list(self):
        return tuple(filter(None, (line.strip() for line in self.aliases.splitlines())))

    def _give_slug(self):
        self.slug = self.slug or free_slug(Hub, recognition.core(self.name))
