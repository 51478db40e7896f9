"""What a cell means: how it is read, compared, put into a row and written out again."""

import datetime
import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from import_export.fields import Field

from hubs.models.clean_text import cleaned
from hubs.spreadsheets.escaping import escape, unescape

CLEARED = "（清空）"
_CLEARS = frozenset({CLEARED, "(清空)"})


class Column(Field):
    """A field of the model, text as it stands, under its Chinese name.

    `note` says what to write, `example` shows it, `choices` are offered as a list in the template.
    """

    is_number = False
    is_plain = True  # its values are no objects that rows must not share

    def __init__(self, model, name, *, note="", example="", choices=()):
        self.model_field = model._meta.get_field(name)
        self.note, self.example, self.choices = (
            note or str(getattr(self.model_field, "help_text", "")),
            example,
            choices,
        )
        super().__init__(attribute=name, column_name=str(getattr(self.model_field, "verbose_name", name)))

    @property
    def is_required(self):
        return not (self.model_field.blank or self.model_field.has_default())

    def offered(self):
        """What the template offers to choose from."""
        return self.choices

    def prepare(self, texts):
        """Look up at once what all of `texts`, cells of one sheet, speak of."""

    def read(self, cell):
        """The value of a cell that is not blank. Raises ValueError, a sentence that says what to write."""
        text = unescape(cell)
        if text.strip() in _CLEARS:
            return self.cleared()
        return self.value_of(text)

    def cleared(self):
        if not self.model_field.blank:
            raise ValueError("这一列不能清空。")
        return None if self.model_field.null else self.model_field.get_default() or ""

    def value_of(self, text):
        return self.checked(cleaned(self.model_field, text))

    def checked(self, value):
        try:
            return self.model_field.clean(value, None)
        except ValidationError as error:
            raise ValueError("".join(error.messages)) from error

    def current(self, instance):
        return getattr(instance, self.attribute)

    def is_new(self, instance, value):
        """Whether `value` is another than the instance has."""
        return self.current(instance) != value

    def put(self, instance, value):
        setattr(instance, self.attribute, value)

    def state(self, instance):
        """The value as JSON keeps it; `restore` puts it back."""
        return self.current(instance)

    def restore(self, instance, state):
        self.put(instance, state)

    def text_of(self, value):
        return str(value)

    def told(self, instance):
        """The value as a person reads it."""
        value = self.current(instance)
        return "" if value is None else self.text_of(value)

    def export(self, instance, **kwargs):
        return escape(self.told(instance))

    def store(self, instances):
        """Write what is not in the model's own table, for all `instances` at once."""


class Number(Column):
    is_number = True

    def value_of(self, text):
        try:
            number = Decimal(text.strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise ValueError(f"“{_short(text)}”不是数字，请只写数字，例如：{self.example}。")
        if self.model_field.get_internal_type() == "DecimalField":
            return self.checked(number)
        if number != number.to_integral_value() or abs(number) > 10**9:
            raise ValueError(f"“{_short(text)}”应是整数，例如：{self.example}。")
        return self.checked(int(number))

    def state(self, instance):
        value = self.current(instance)
        return self.text_of(value) if isinstance(value, Decimal) else value

    def restore(self, instance, state):
        self.put(instance, None if state is None else self.model_field.to_python(state))

    def text_of(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


class Choice(Column):
    """One of the choices of the field, by its name."""

    def __init__(self, model, name, **told):
        choices = tuple(str(label) for _, label in model._meta.get_field(name).choices)
        told = {"note": f"请写：{'、'.join(choices)}。", **told}
        super().__init__(model, name, choices=choices, example=choices[0], **told)

    def value_of(self, text):
        values = {str(label): value for value, label in self.model_field.choices}
        if text.strip() not in values:
            raise ValueError(f"没有“{_short(text)}”，请写：{'、'.join(self.choices)}。")
        return values[text.strip()]

    def text_of(self, value):
        return str(dict(self.model_field.flatchoices).get(value, value))


class YesNo(Column):
    def __init__(self, model, name, **told):
        told = {"note": "请写：是、否。空着就是否。", **told}
        super().__init__(model, name, choices=("是", "否"), example="否", **told)

    def value_of(self, text):
        if text.strip() not in self.choices:
            raise ValueError(f"没有“{_short(text)}”，请写：是、否。")
        return text.strip() == "是"

    def text_of(self, value):
        return "是" if value else "否"


class Day(Column):
    _WRITTEN = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?")

    def value_of(self, text):
        try:
            return datetime.date(*map(int, self._WRITTEN.fullmatch("".join(text.split())).groups()))
        except (AttributeError, ValueError) as error:
            raise ValueError(f"“{_short(text)}”不是日期，请写成 2022-01-25 这样。") from error

    def state(self, instance):
        value = self.current(instance)
        return value and value.isoformat()

    def restore(self, instance, state):
        self.put(instance, state and datetime.date.fromisoformat(state))


def _short(text):
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:40]}…"
