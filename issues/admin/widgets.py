"""How text is typed in the office: wide, cleaned when pasted, counted."""

from django import forms

from issues.forms import LineField, TextField


class Paragraphs(forms.Textarea):
    def __init__(self, attrs=None):
        super().__init__(
            {"rows": 2, "class": "office-paragraphs", "data-clean-paste": "", "data-count": "", **(attrs or {})}
        )


LINES = {"form_class": LineField}
PARAGRAPHS = {"form_class": TextField, "widget": Paragraphs}
