"""What the office's search boxes find a theme and a lesson by."""

from accounts.office_text import Source, searchable
from hubs.models import CaseStudy, Hub
from hubs.searched import words_of_hub
from lessons.models import Lesson, Theme


def register():
    searchable(Theme, _words_of_theme, rows=Theme.objects.all)
    searchable(
        Lesson,
        _words_of_lesson,
        rows=Lesson.objects.with_evidence,
        drawn_from=(
            Source(Theme, "id", "theme"),
            Source(Lesson.rests_on.through, "lesson_id", "pk"),
            Source(CaseStudy, "id", "rests_on"),
            Source(Hub, "id", "rests_on__hub"),
        ),
    )


def _words_of_theme(theme):
    yield from (theme.name, theme.slug)


def _words_of_lesson(lesson):
    yield from (lesson.statement, lesson.theme.name, lesson.key)
    for hub in {case.hub_id: case.hub for case in lesson.rests_on.all()}.values():
        yield from words_of_hub(hub)
