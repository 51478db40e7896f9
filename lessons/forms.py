from django import forms

from hubs.forms import PasteTextarea
from lessons.models import Lesson


class LessonForm(forms.ModelForm):
    class Meta:
        model = Lesson
        fields = ("theme", "statement", "rests_on")
        widgets = {"statement": PasteTextarea(attrs={"rows": 2})}
