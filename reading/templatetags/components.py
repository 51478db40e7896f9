from textwrap import dedent

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.tag
def shown(parser, token):
    """A component, and below it the markup that makes it."""
    nodes = parser.parse(("endshown",))
    parser.delete_first_token()
    return Shown(nodes)


class Shown(template.Node):
    def __init__(self, nodes):
        self.nodes = nodes

    def render(self, context):
        markup = dedent(self.nodes.render(context)).strip()
        # Safe: the template's own markup.
        live = mark_safe(markup)  # noqa: S308
        return format_html('<div class="shown">{}</div><pre class="markup"><code>{}</code></pre>', live, str(markup))
