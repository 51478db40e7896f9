"""How text is typed in the office: wide, cleaned when pasted, counted."""

from django import forms
from django.forms.widgets import Script

from issues.forms import LineField, TextField


class Paragraphs(forms.Textarea):
    def __init__(self, attrs=None):
        super().__init__(
            {"rows": 2, "class": "office-paragraphs", "data-clean-paste": "", "data-count": "", **(attrs or {})}
        )


def modules(*names):
    """The Media of the office's own modules: modules("paste", "count")."""
    return forms.Media(js=[Script(f"office/{name}.js", type="module") for name in names])


LINES = {"form_class": LineField}
PARAGRAPHS = {"form_class": TextField, "widget": Paragraphs}
