"""The blocks round an issue, on the page asked for most: joined here in a fifth of the time of a template."""

from functools import lru_cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def beside(found):
    """The issue before and the one after (a neighbours.Beside), the inside of a <nav>."""
    before = _link(found.before, "prev", "上一期") if found.before else ""
    after = _link(found.after, "next", "下一期") if found.after else ""
    return mark_safe(before + after)  # noqa: S308 Safe: every value goes through escape, here and below.


@register.simple_tag
def related(issues):
    """Issues with the reason they are named (neighbours.Related), the inside of a <ul>."""
    return mark_safe("".join(map(_related, issues)))  # noqa: S308 Safe: as above.


@register.simple_tag
def cited(citations):
    """(anchor, name, citation) for the issue and each entry, the inside of a <dl>."""
    return mark_safe("".join(map(_cited, citations)))  # noqa: S308 Safe: as above.


@register.simple_tag(takes_context=True)
def text_size(context):
    """字号 大 中 小, written once for each issue and size."""
    return _text_size(context["request"].path, context["display"].size)


@lru_cache(maxsize=1024)
def _text_size(path, size):
    return render_to_string("reading/_text_size.html", {"request": {"path": path}, "display": {"size": size}})


def _link(issue, rel, words):
    return f'<a class="{rel}" rel="{rel}" href="{issue.address}"><span class="which">{words}</span> {_named(issue)}</a>'


def _related(one):
    return f'<li><a href="{one.issue.address}">{_named(one.issue)}</a> <span class="why">{_why(one)}</span></li>'


def _named(issue):
    internal = "" if issue.is_public else ' <span class="internal">内部</span>'
    return (
        f'<span class="issue-number">{issue.numbering}</span> '
        f'<span class="issue-title">{escape(issue.title)}</span>{internal}'
    )


def _why(one):
    return escape(f"同写：{'、'.join(one.hubs)}" if one.hubs else f"同一主题：{'、'.join(one.themes)}")


def _cited(one):
    anchor, name, citation = one
    name = f'<a href="#{escape(anchor)}">{escape(name)}</a>' if anchor else escape(name)
    return f'<div><dt>{name}</dt><dd><p class="citation">{escape(citation)}</p></dd></div>'
