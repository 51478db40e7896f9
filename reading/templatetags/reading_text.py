from html import escape
from itertools import groupby
from operator import itemgetter

from django import template
from django.utils.safestring import mark_safe

from bulletin.markup import plain_passage
from bulletin.rendering import passages
from reading.coordinates import latitude_label, longitude_label

register = template.Library()


@register.filter
def unmarked(passage):
    """A passage of body text without its marks for strong words, lists and links."""
    return plain_passage(passage)


@register.filter
def coordinates(case):
    """北纬37.34°，西经121.89°, or "" where no place is known."""
    if case.latitude is None or case.longitude is None:
        return ""
    return f"{latitude_label(case.latitude)}，{longitude_label(case.longitude)}"


@register.simple_tag
def drawn(lessons):
    """Lessons (tuples of editions.DRAWN) under their themes, the inside of a <dl>; in half the time of format_html."""
    themes = groupby(lessons, itemgetter(1, 0))
    # Safe: every value goes through escape.
    return mark_safe("".join(_theme(slug, name, group) for (slug, name), group in themes))  # noqa: S308


def _theme(slug, name, lessons):
    theme = f"/lessons/{escape(slug)}/"
    items = "".join(f"<dd>{_lesson(theme, *lesson[2:])}</dd>" for lesson in lessons)
    return f'<dt><a href="{theme}">{escape(name)}</a></dt>{items}'


def _lesson(theme, position, key, statement, anchor):
    """The statement, which leads to its passage, and the way to the lesson on the page of its theme."""
    said, lesson = escape(statement), f"{theme}#lesson-{escape(key)}"
    if not anchor:
        return f'<a href="{lesson}">{said}</a>'
    return (
        f'<a href="#{passages.anchor(position)}">{said}</a>'
        f' <a class="lesson-link" href="{lesson}">各期论述<span class="visually-hidden">：{said}</span></a>'
    )
