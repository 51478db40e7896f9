"""The metadata of issues as a sheet: drafts are changed and made; the state of an issue is no column."""

import uuid

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from accounts import authorship, trash
from bulletin.text import clean
from hubs.resources import AUTOMATIC
from hubs.spreadsheets import Choice, Column, Day, Number, SpreadsheetResource, YesNo
from issues import moves
from issues.models import Issue, Series
from issues.models.masthead import Masthead

NOT_EDITABLE = "{issue}现在是“{state}”，不能用表格修改。要改请先撤回送审，已发布的请用“更正”。"
NO_NAME = "没有编号和期号的一行须填写标题。"


class Text(Column):
    """As the issue's form takes it: not a character lost but the spaces around."""

    def value_of(self, text):
        text = clean(text).strip("\n")
        if self.model_field.get_internal_type() == "CharField":
            text = text.replace("\n", " ").strip()
        return self.checked(text)


class Key(Column):
    def __init__(self, *args, **told):
        super().__init__(*args, **told)
        self.column_name = "编号"

    def value_of(self, text):
        try:
            return uuid.UUID(text.strip())
        except ValueError as error:
            raise ValueError("编号由系统给出，请照导出的表填写；新增的一行让它空着。") from error

    def state(self, instance):
        return str(self.current(instance))


class IssueResource(SpreadsheetResource):
    sheet_title = "期次目录"
    watched = ("trashed_at", "state", "lock_version")
    order = ("year", "supplement", "number", "pk")

    year = Number(Issue, "year", example="2022")
    number = Number(Issue, "number", note="可以不填，签发时再定。", example="4")
    supplement = YesNo(Issue, "supplement")
    total = Number(Issue, "total", example="418")
    date = Day(Issue, "date", note="印在刊头的日期。", example="2022-01-25")
    title = Text(Issue, "title", example="全球科技创新中心建设的经验与启示")
    subtitle = Text(Issue, "subtitle", example="以五个城市为例")
    labels = Text(Issue, "labels", example="内部资料")
    publisher = Text(Issue, "publisher", example="许昌市科技创新公共服务中心")
    byline = Text(Issue, "byline", example="产业研究部")
    sources = Text(Issue, "sources")
    board_name = Text(Issue, "board_name", example="《决策参阅》编委会")
    board = Text(Issue, "board", example="主编：张三")
    distribution = Text(Issue, "distribution", example="报：市委、市政府领导")
    copies = Number(Issue, "copies", example="60")
    attribute = Choice(Issue, "attribute")
    stages = Choice(Issue, "stages")
    key = Key(Issue, "key", **AUTOMATIC)

    class Meta:
        model = Issue
        fields = ("year", "number", "supplement", "total", "date", "title", "subtitle", "labels", "publisher", "byline")
        fields += ("sources", "board_name", "board", "distribution", "copies", "attribute", "stages", "key")

    @cached_property
    def series(self):
        return Series.objects.of_this_house()

    def new(self):
        names = (*(field.name for field in Masthead._meta.get_fields()), "stages")
        return Issue(series_title=self.series.title, **{name: getattr(self.series, name) for name in names})

    def identity_of(self, row):
        """Year, number and whether it is a supplement; of a draft without a number the title."""
        said = row.values
        if said.get("number"):
            return said.get("year"), bool(said.get("supplement")), said["number"]
        if not (said.get("title") or row.errors):
            row.fail(self.heading_of("title"), NO_NAME)
        return (said["title"],) if said.get("title") else None

    def by_identities(self, identities, *, lock=False):
        rows = self.stored(lock=lock)
        numbered = [one for one in identities if len(one) > 1]
        named = [one for one in identities if len(one) == 1]
        found = self.among(rows, ("year", "supplement", "number"), numbered)
        return found | self.among(rows.filter(number=None), ("title",), named)

    def refusal(self, issue):
        if issue.trashed_at or issue.is_editable:
            return super().refusal(issue)
        return NOT_EDITABLE.format(issue=issue, state=issue.get_state_display())

    def check(self, issue):
        if issue.number and not issue.year:
            raise ValidationError({"year": "有期号就要有年份。"})

    def write(self, new, changed, *, by):
        """The way of the form: whoever saved an issue since the sheet was planned is not written over."""
        Issue.objects.bulk_create(new)
        authorship.record_many(new, by=by)
        try:
            for issue in changed:
                claimed = moves.saving(issue.pk, by=by, lock_version=issue.lock_version)
                issue.lock_version = claimed.lock_version
                issue.save(update_fields=[name for name in self.fields if name != self.natural_key])
        except moves.Refused as refused:
            raise ValidationError([f"{issue}：{sentence}" for sentence in refused.reasons]) from refused

    def undo_new(self, issues, *, by):
        try:
            for issue in issues:
                moves.put_in_trash(issue, by=by)
        except moves.Refused as refused:
            raise trash.InUse([f"{issue}：{sentence}" for sentence in refused.reasons]) from refused
