from django import template

from issues.receipts import signs_for
from reading import receipts

register = template.Library()


@register.inclusion_tag("reading/_unread.html")
def unread(user):
    """The way to 待阅 with how much waits there, for somebody signed in; nothing for whoever reads nothing internal."""
    readers = signs_for(user)
    return {"is_reader": bool(readers), "count": receipts.count(readers)}


@register.inclusion_tag("reading/_receipt.html", takes_context=True)
def receipt(context, publication):
    """签收 on the issue's page, for somebody signed in: done, or the button."""
    user = context["user"]
    return {"user": user, "publication": publication, "standings": receipts.standings(publication, signs_for(user))}
