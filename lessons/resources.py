from hubs.resources import AUTOMATIC
from hubs.spreadsheets import Column, Keys, Number, Reference, SpreadsheetResource
from lessons.models import Lesson, Theme


class ThemeResource(SpreadsheetResource):
    sheet_title = "主题"
    natural_key = "slug"
    same_by = ("name",)

    slug = Column(Theme, "slug", **AUTOMATIC)
    name = Column(Theme, "name", example="创新生态")
    position = Number(Theme, "position", example="10")

    class Meta:
        model = Theme
        fields = ("slug", "name", "position")

    def stem(self, theme):
        return theme.name


class LessonResource(SpreadsheetResource):
    sheet_title = "启示"
    same_by = ("theme", "statement")

    key = Column(Lesson, "key", **AUTOMATIC)
    theme = Reference(Lesson, "theme", note="主题的名称，须已在系统里。", example="创新生态")
    statement = Column(Lesson, "statement", example="营造良好的创新创业环境。")
    rests_on = Keys(Lesson, "rests_on", note="案例的编号，每行一个。填了就以这里的为准。", example="jiujinshan-1")

    class Meta:
        model = Lesson
        fields = ("key", "theme", "statement", "rests_on")

    def stem(self, lesson):
        return lesson.theme.slug
