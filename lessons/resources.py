from hubs.spreadsheets import Column, Keys, Reference, SpreadsheetResource
from lessons.models import Lesson, Theme


class ThemeResource(SpreadsheetResource):
    natural_key = "slug"
    same_by = ("name",)

    slug = Column(Theme, "slug")
    name = Column(Theme, "name")
    position = Column(Theme, "position")

    class Meta:
        model = Theme
        name = "主题"
        fields = ("slug", "name", "position")


class LessonResource(SpreadsheetResource):
    same_by = ("theme", "statement")

    key = Column(Lesson, "key")
    theme = Reference(Lesson, "theme")
    statement = Column(Lesson, "statement")
    rests_on = Keys(Lesson, "rests_on")

    class Meta:
        model = Lesson
        name = "启示"
        fields = ("key", "theme", "statement", "rests_on")
