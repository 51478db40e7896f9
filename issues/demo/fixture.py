"""The real issue as a fixture that is the same whenever it is written."""

import json
from datetime import UTC, datetime, timedelta
from itertools import chain

from django.core import serializers
from django.db import transaction

from accounts.models import User
from hubs.models import CaseStudy, Figure, Hub, Milestone
from issues.demo.build import build_the_real_issue
from issues.models import (
    AttachedLesson,
    DisclosureDecision,
    Intake,
    Issue,
    Publication,
    PublishedCase,
    PublishedFigure,
    PublishedLesson,
    PublishedMilestone,
    Review,
    Revision,
    Section,
    Series,
)
from lessons.models import Lesson, Theme

MODELS = (User, Series, Hub, CaseStudy, Figure, Milestone, Theme, Lesson, Issue, Section, AttachedLesson, Intake)
MODELS += (Revision, Review, DisclosureDecision, Publication)
MODELS += (PublishedCase, PublishedFigure, PublishedMilestone, PublishedLesson)

# Times follow each other as they did, a minute apart, from a fixed one on.
FIRST_TIME = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class _Undo(Exception):
    pass


def fixture():
    """The fixture's text: the demo office without passwords and 2022年第4期. The database stays as it was: empty."""
    try:
        with transaction.atomic():
            build_the_real_issue(passwords=False)
            rows = chain.from_iterable(model.objects.order_by("pk") for model in MODELS)
            options = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
            data = serializers.serialize("python", rows, **options)
            raise _Undo
    except _Undo:
        return json.dumps(_settled(data), ensure_ascii=False, indent=1, default=str) + "\n"


def _settled(data):
    times = sorted({value for row in data for value in row["fields"].values() if isinstance(value, datetime)})
    settled = {time: (FIRST_TIME + timedelta(minutes=place)).isoformat() for place, time in enumerate(times)}
    for row in data:
        for name, value in row["fields"].items():
            if isinstance(value, datetime):
                row["fields"][name] = settled[value]
        if "password" in row["fields"]:
            row["fields"]["password"] = "!unusable"  # noqa: S105 (what Django calls unusable)
    return data
