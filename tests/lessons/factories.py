"""Themes and lessons for the tests."""

from itertools import count

from lessons.models import Lesson, Theme

_numbers = count(1)


def make_theme(name="", **fields):
    return Theme.objects.create(name=name or f"主题{next(_numbers)}", **fields)


def make_lesson(theme=None, *, rests_on=(), **fields):
    lesson = Lesson.objects.create(theme=theme or make_theme(), **{"statement": f"启示{next(_numbers)}", **fields})
    lesson.rests_on.set(rests_on)
    return lesson
