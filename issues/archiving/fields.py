"""Rows ↔ JSON: which rows an archive keeps beside the frozen text, which of their fields, and how it names them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

from accounts.models import User
from bulletin.value import Bulletin
from hubs.models import Hub
from issues import projections, rows
from issues.archiving.layout import Unusable, table
from issues.models import (
    Accession,
    Attachment,
    BackIssue,
    DisclosureDecision,
    Intake,
    Issue,
    PaperDecision,
    Publication,
    PublishedFile,
    Receipt,
    Review,
    Revision,
    Series,
    Withdrawal,
)
from issues.models.masthead import Masthead
from lessons.models import Theme

# Each in an order in which one can point only at those before it.
OFFICE = (User, Series, Hub, Theme, Accession)
OF_AN_ISSUE = (
    *(Intake, Attachment, Revision, BackIssue, PaperDecision, Review, DisclosureDecision),
    *(Publication, Withdrawal, PublishedFile, Receipt),
)
_POINTED_AT = {User, Accession, *OF_AN_ISSUE}

# What the frozen text says of a row, what follows from it, or what is true of everything restored.
_FROZEN = {
    Issue: {
        *(field.name for field in Masthead._meta.get_fields()),
        *rows.ISSUE_FIELDS,
        *("series_title", "sources", "correction_note", "state", "asked_by_stage", "lock_version", "trashed_at"),
    },
    Series: {"only"},
    Revision: {"json", "digest", "printed_digest"},
    BackIssue: {"digest"},
    Publication: {*projections.columns(Bulletin()), "whole_html", "public_html"},
    Receipt: {"printed_digest"},
}
_PERSON = {"username", "full_name", "post"}


def kept(model):
    """The fields of `model` that an archive keeps, in order."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    if model is User:
        return [field for field in fields if field.name in _PERSON]
    frozen = _FROZEN.get(model, set())
    return [field for field in fields if field.name not in frozen and _stays(field)]


def _stays(field):
    return not field.is_relation or field.related_model in _POINTED_AT


def told(row, names, name_of_content):
    """`row` as a dict; `names` gives for a model what each row (by pk) is called, `name_of_content` its file."""
    return {field.name: _told(field, row, names, name_of_content) for field in kept(type(row))}


def _told(field, row, names, name_of_content):
    value = getattr(row, field.attname)
    if value is None:
        return None
    if field.is_relation:
        return names[field.related_model][value]
    if isinstance(field, models.BinaryField):
        return name_of_content(row, value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, date | Decimal | UUID) else value


def read_table(model, data, named, content_of=None):
    """The unsaved rows of `model` in `data`, one at a time; see `read`."""
    for one in table(data, model._meta.label_lower):
        yield read(model, one, named, content_of)


def read(model, data, named, content_of):
    """An unsaved `model` of `data`; `named` gives for a model the row of a name, `content_of` the bytes of a file.

    What an older archive does not tell of has the value it has by default.
    """
    fields = {field.name: field for field in kept(model)}
    missing = [name for name, field in fields.items() if not (field.has_default() or field.null or field.blank)]
    if not isinstance(data, dict) or not set(missing) <= set(data) <= set(fields):
        raise Unusable(f"“{model._meta.verbose_name}”的字段不符合格式")
    return model(**{name: _read(fields[name], value, named, content_of) for name, value in data.items()})


def _read(field, value, named, content_of):
    try:
        if value is None or field.is_relation:
            return None if value is None else named[field.related_model][value]
        if isinstance(field, models.BinaryField):
            return content_of(value)
        return _checked(field, value)
    except (ValidationError, KeyError, IndexError, TypeError, ValueError, OverflowError) as error:
        raise Unusable(f"“{field.model._meta.verbose_name}”的“{field.verbose_name}”不符合格式") from error


def _checked(field, value):
    is_text = isinstance(field, models.CharField | models.TextField)
    if is_text and not isinstance(value, str):
        raise TypeError(field.name)
    value = field.to_python(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(field.name)
    field.run_validators(value)
    return value
