from hubs.forms import PasteTextarea
from hubs.stale import SeenForm
from lessons.models import Lesson, Theme


class ThemeForm(SeenForm):
    class Meta:
        model = Theme
        fields = ("name", "position")


class LessonForm(SeenForm):
    class Meta:
        model = Lesson
        fields = ("theme", "statement", "rests_on")
        widgets = {"statement": PasteTextarea(attrs={"rows": 2})}
