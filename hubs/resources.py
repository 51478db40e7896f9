import re

from django.core.exceptions import ValidationError

from hubs.countries import SUGGESTIONS
from hubs.models import CaseStudy, Hub
from hubs.recognition import core
from hubs.slugs import RESERVED
from hubs.spreadsheets import Column, Lines, Number, Reference, SpreadsheetResource

AUTOMATIC = {"note": "由系统给出。新增的一行让它空着。", "example": "留空"}

_MARKS = re.compile(r"[\\|｜]")


class HubResource(SpreadsheetResource):
    sheet_title = "科创中心"
    natural_key = "slug"
    same_by = ("name",)

    slug = Column(Hub, "slug", **AUTOMATIC)
    name = Column(Hub, "name", example="旧金山-圣何塞科技创新中心")
    country = Column(Hub, "country", example="美国", choices=SUGGESTIONS)
    city = Column(Hub, "city", example="旧金山")
    latitude = Number(Hub, "latitude", example="37.7749")
    longitude = Number(Hub, "longitude", example="-122.4194")
    aliases = Column(Hub, "aliases", example="硅谷\n旧金山湾区")

    class Meta:
        model = Hub
        fields = ("slug", "name", "country", "city", "latitude", "longitude", "aliases")

    def check(self, hub):
        super().check(hub)
        if hub.slug in RESERVED:
            raise ValidationError({"slug": "这个编号另有用处，请让它空着。"})

    def stem(self, hub):
        return core(hub.name)


class Figures(Lines):
    """指标|数值|年份|出处, the last two where they are known."""

    fields = ("label", "value", "year", "source")

    def parsed(self, line):
        label, value, year, source, *more = (*split(line), "", "", "", "")
        if any(more) or not (label and value):
            raise ValueError(f"“{line}”请写成“指标|数值|年份|出处”，例如：{self.example}。年份和出处可以不写。")
        if year and not re.fullmatch(r"\d{4}年?", year):
            raise ValueError(f"“{line}”的年份应是四位数，例如：2021。")
        return {"label": label, "value": value, "year": int(year[:4]) if year else None, "source": source}

    def line_of(self, figure):
        parts = [figure.label, figure.value, str(figure.year or ""), figure.source]
        while not parts[-1]:
            parts.pop()
        return "|".join(_MARKS.sub(r"\\\g<0>", part) for part in parts)

    def same(self, figure):
        return figure.label, figure.year


class Milestones(Lines):
    """2014年3月：事件, the month where it is known."""

    fields = ("year", "month", "what")
    _WRITTEN = re.compile(r"(\d{4})(?:年|[-./])?(?:(\d{1,2})月?)?\s*[：:|｜]\s*(.+)")

    def value_of(self, text):
        return self.in_order(super().value_of(text))

    def in_order(self, rows):
        return sorted(rows, key=lambda row: (row.year, row.month or 0))

    def parsed(self, line):
        if not (found := self._WRITTEN.fullmatch(line)):
            raise ValueError(f"“{line}”请写成“年月：事件”，例如：{self.example}。月份可以不写。")
        year, month, what = found.groups()
        return {"year": int(year), "month": int(month) if month else None, "what": what}

    def line_of(self, milestone):
        return str(milestone)

    def same(self, milestone):
        return milestone.year, milestone.month, milestone.what


def split(line):
    """The parts of a line between upright strokes; a stroke inside a part is written \\|."""
    parts = [""]
    for mark, text in re.findall(r"([|｜])|(\\[\\|｜]|.)", line):
        if mark:
            parts.append("")
        else:
            parts[-1] += text[-1]
    return [part.strip() for part in parts]


class CaseStudyResource(SpreadsheetResource):
    sheet_title = "案例"
    same_by = ("hub", "thesis")

    key = Column(CaseStudy, "key", **AUTOMATIC)
    hub = Reference(CaseStudy, "hub", note="科创中心的名称，须已在系统里。", example="旧金山-圣何塞科技创新中心")
    thesis = Column(CaseStudy, "thesis", example="以大学为核心，形成创新生态。")
    body = Column(CaseStudy, "body", example="第一段。\n第二段。")
    formula = Column(CaseStudy, "formula", example="科技（辐射）+产业（网络）+制度（环境）")
    sources = Column(CaseStudy, "sources", example="统计年鉴")
    figures = Figures(
        CaseStudy,
        "figures",
        "数据",
        note="每行一条，写成“指标|数值|年份|出处”，年份和出处可以不写。填了就以这里的为准，原来的全部换掉。",
        example="校友企业产值占比|50%到60%|2021|统计年鉴",
    )
    milestones = Milestones(
        CaseStudy,
        "milestones",
        "大事记",
        note="每行一条，写成“年月：事件”，月份可以不写。填了就以这里的为准，原来的全部换掉。",
        example="1951年3月：斯坦福研究园建立",
    )

    class Meta:
        model = CaseStudy
        fields = ("key", "hub", "thesis", "body", "formula", "sources", "figures", "milestones")

    def stem(self, case_study):
        return case_study.hub.slug
