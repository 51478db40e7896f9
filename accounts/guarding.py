"""Forms that refuse text marked secret, and neither keep nor show it again."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from bulletin.secrecy import MarkedSecret, refuse_marked


class GuardedForm:
    """For any form or model form: every typed value passes the secrecy gate before it is looked at otherwise."""

    def full_clean(self) -> None:
        refused = self._blank_marked() if self.is_bound else {}
        super().full_clean()
        for name, sentence in refused.items():
            self.add_error(name, sentence)

    def _blank_marked(self) -> dict[str, str]:
        refused = {}
        for name, field in self.fields.items():
            value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            try:
                refuse_marked(*_texts(value))
            except MarkedSecret as secret:
                refused[name] = str(secret)
                self._blank(self.add_prefix(name))
        return refused

    def _blank(self, html_name: str) -> None:
        # Several inputs (a date and a time) share the name as a prefix.
        self.data = self.data.copy()
        self.files = self.files.copy()
        for key in [k for k in self.data if k == html_name or k.startswith(f"{html_name}_")]:
            self.data[key] = ""
        self.files.pop(html_name, None)


class GuardedModelForm(GuardedForm, forms.ModelForm):
    pass


def guarded(form: type[forms.BaseForm]) -> type[forms.BaseForm]:
    """`form` itself when it is guarded already, otherwise a guarded subclass of it."""
    return form if issubclass(form, GuardedForm) else type(f"Guarded{form.__name__}", (GuardedForm, form), {})


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, UploadedFile):
        return [value.name]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []
