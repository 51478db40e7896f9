from django import template

from bulletin.markup import plain_text

register = template.Library()


@register.filter
def unmarked(text):
    """Body text without its marks for strong words, lists and links."""
    return plain_text(text)


@register.filter
def coordinates(case):
    """北纬37.34°，西经121.89°, or "" where no place is known."""
    if case.latitude is None or case.longitude is None:
        return ""
    return f"{_degrees(case.latitude, '北纬', '南纬')}，{_degrees(case.longitude, '东经', '西经')}"


def _degrees(value, positive, negative):
    return f"{positive if value >= 0 else negative}{abs(value):g}°"
