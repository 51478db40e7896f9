from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from bulletin.value import BoardMember, Contact, DateStyle, Distribution, Recipients

COLON = "："


class DateStyles(models.TextChoices):
    YUANYUE = DateStyle.YUANYUE.value, "二〇二二年元月二十五日"
    CHINESE = DateStyle.CHINESE.value, "二〇二二年一月二十五日"
    ARABIC = DateStyle.ARABIC.value, "2022年1月25日"


def pairs(text):
    """Lines of “名目：内容” as (名目, 内容); a half-width colon will do. Raises ValidationError naming the line."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            before, colon, after = line.replace(":", COLON, 1).partition(COLON)
            if not (colon and before.strip() and after.strip()):
                raise ValidationError(f"第{number}行“{line.strip()}”请写成“名目：内容”，如“主编：张三”“报：市委领导”。")
            found.append((before.strip(), after.strip()))
    return tuple(found)


def numbering(numbered):
    """2022年第4期 or 2022年增刊第1期, of anything with year, number and supplement; 第4期 of no known year."""
    year = f"{numbered.year}年" if numbered.year else ""
    return f"{year}{'增刊' if numbered.supplement else ''}第{numbered.number}期"


def lines(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class Masthead(models.Model):
    """What stands round the text of an issue: labels above, board, address and distribution below."""

    labels = models.TextField("刊头标注", blank=True, help_text="一行一个，如“内部资料”“领导参阅”。公开版不印。")
    publisher = models.CharField("编发单位", max_length=100, blank=True)
    date_style = models.CharField("日期写法", max_length=10, choices=DateStyles, default=DateStyles.YUANYUE)
    board_name = models.CharField("编委会名称", max_length=100, blank=True)
    board = models.TextField("编委会成员", blank=True, validators=[pairs], help_text="一行一个，如“主编：张三”。")
    address = models.CharField("地址", max_length=200, blank=True)
    postcode = models.CharField("邮编", max_length=20, blank=True)
    phone = models.CharField("电话", max_length=100, blank=True)
    fax = models.CharField("传真", max_length=100, blank=True)
    email = models.CharField("电子信箱", max_length=200, blank=True)
    website = models.CharField("网址", max_length=200, blank=True)
    permit = models.CharField("准印证号", max_length=100, blank=True)
    distribution = models.TextField(
        "报送范围", blank=True, validators=[pairs], help_text="一行一个，如“报：市委、市政府领导”。公开版不印。"
    )
    copies = models.PositiveIntegerField("印数", null=True, blank=True, help_text="公开版不印。")
    imprint = models.TextField("其他刊尾文字", blank=True, help_text="一行一条，照印。")

    class Meta:
        abstract = True

    def printed_masthead(self):
        """The masthead as fields of a Bulletin (a dict)."""
        return {
            "labels": lines(self.labels),
            "publisher": self.publisher,
            "date_style": DateStyle(self.date_style),
            "board_name": self.board_name,
            "board": tuple(BoardMember(role, name) for role, name in pairs(self.board)),
            "contact": Contact(self.address, self.postcode, self.phone, self.fax, self.email, self.website),
            "permit": self.permit,
            "distribution": Distribution(tuple(Recipients(*pair) for pair in pairs(self.distribution)), self.copies),
            "imprint": lines(self.imprint),
        }

    def take_masthead(self, bulletin):
        """Set these fields from a Bulletin: the inverse of printed_masthead."""
        self.labels = "\n".join(bulletin.labels)
        self.board = "\n".join(f"{member.role}{COLON}{member.name}" for member in bulletin.board)
        self.distribution = "\n".join(f"{one.verb}{COLON}{one.names}" for one in bulletin.distribution.recipients)
        self.copies = bulletin.distribution.copies
        self.date_style = bulletin.date_style.value
        self.imprint = "\n".join(bulletin.imprint)
        for name in ("publisher", "board_name", "permit"):
            setattr(self, name, getattr(bulletin, name))
        for name in ("address", "postcode", "phone", "fax", "email", "website"):
            setattr(self, name, getattr(bulletin.contact, name))


class Grids(models.TextChoices):
    """Characters a line × lines a page; the measures of each are in bulletin/rendering."""

    HOUSE = "30x23", "每页23行、每行30字（本刊）"
    STANDARD = "28x22", "每页22行、每行28字（GB/T 9704—2012）"


class SeriesManager(models.Manager):
    def get_by_natural_key(self, title):
        return self.get(title=title)

    def of_this_house(self):
        """The one series of the installation."""
        return self.get()


class Series(Masthead):
    """The bulletin this installation publishes, and the defaults of its masthead: one row."""

    title = models.CharField("刊名", max_length=50, unique=True)
    stage_names = models.TextField(
        "审核环节名称", default="初审\n复审\n终审", help_text="一行一个，两个或三个，如“核稿”“审核”“签发”。"
    )
    stages = models.PositiveSmallIntegerField(
        "通常几审",
        default=3,
        validators=[MinValueValidator(2), MaxValueValidator(3)],
        help_text="两审的期次只能印发，公开发布须三审。",
    )
    page_grid = models.CharField("版面", max_length=10, choices=Grids, default=Grids.HOUSE)
    only = models.BooleanField(default=True, editable=False, unique=True)

    objects = SeriesManager()

    class Meta:
        verbose_name = "刊物"
        verbose_name_plural = "刊物"
        constraints = [
            models.CheckConstraint(condition=models.Q(page_grid__in=Grids.values), name="series_known_grid"),
            models.CheckConstraint(condition=models.Q(stages__in=(2, 3)), name="series_two_or_three_stages"),
            models.CheckConstraint(condition=models.Q(only=True), name="series_only_one"),
        ]

    def __str__(self):
        return f"《{self.title}》"

    def natural_key(self):
        return (self.title,)

    def clean(self):
        if len(lines(self.stage_names)) not in (2, 3):
            raise ValidationError({"stage_names": "请写两个或三个审核环节，一行一个。"})
        if len(lines(self.stage_names)) < self.stages:
            raise ValidationError({"stages": "通常三审，就要写三个审核环节名称。"})
