from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget

from hubs.models import CaseStudy, Hub
from hubs.stale import SeenForm


class PasteTextarea(AdminTextareaWidget):
    """A text area into which text from Word or WPS is pasted as clean paragraphs."""

    class Media:
        js = [forms.Script("office/paste.js", type="module")]

    def __init__(self, attrs=None):
        super().__init__({"data-clean-paste": "", **(attrs or {})})


class BodyField(forms.CharField):
    """Text that keeps the spaces it begins with."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "strip": False})


class HubForm(SeenForm):
    class Meta:
        model = Hub
        fields = ("name", "aliases", "country", "city", "latitude", "longitude")
        widgets = {
            "country": forms.TextInput(attrs={"list": "countries", "class": "vTextField"}),
            "aliases": PasteTextarea(attrs={"rows": 4}),
        }


class CaseStudyForm(SeenForm):
    inlines = ("figures", "milestones")

    class Meta:
        model = CaseStudy
        fields = ("hub", "thesis", "body", "formula", "sources")
        field_classes = {"body": BodyField}
        widgets = {
            "thesis": PasteTextarea(attrs={"rows": 2}),
            "body": PasteTextarea(attrs={"rows": 20}),
            "formula": PasteTextarea(attrs={"rows": 2}),
            "sources": PasteTextarea(attrs={"rows": 4}),
        }
