from django import template
from django.template.base import TextNode
from django.templatetags.static import static

register = template.Library()


@register.tag
def asset(parser, token):
    """The address of a static file, worked out once, when the template is read: seven of them are on every page."""
    _, path = token.split_contents()
    return TextNode(static(path.strip('"')))
