"""Head and foot as the conventions of government sites want them; worked out once for each set of values."""

from functools import lru_cache
from html import escape

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from reading import site

register = template.Library()

# What the columns are called in the navigation → what they hold and the words they are found by.
COLUMNS = {
    "issues": ("期次", "各期全文，按年份排列", "期次,往期"),
    "hubs": ("科创中心", "各期写过的科技创新中心，按国家（地区）排列", "科创中心,科技创新,案例"),
    "lessons": ("启示", "各期从案例中得出的启示，按主题排列", "启示,经验,借鉴"),
    "search": ("检索", "检索各期全文、科创中心和启示", "检索,全文检索"),
}


@register.simple_tag(takes_context=True)
def site_meta(context):
    """The site group, and on the pages of a column the column group, of meta tags."""
    series = context["series"]
    name = settings.SITE_NAME or series
    group = _site_group(name, site.domain(context.get("request")), settings.SITE_ID_CODE)
    here = context.get("here")
    return group + _column_group(here, series) if here in COLUMNS else group


@register.simple_tag(takes_context=True)
def article_meta(context):
    """The article group of the issue page, which keeps the names of the themes at hand."""
    publication = context["publication"]
    themes = dict.fromkeys(lesson[0] for lesson in context["lessons"])
    values = {
        "ArticleTitle": publication.title or publication.numbering,
        "PubDate": context["released"],
        "ContentSource": publication.publisher or context["series"],
        "Keywords": ",".join((context["series"], *themes)),
    }
    return _tags(values)


@register.simple_tag(takes_context=True)
def corrections(context):
    """Where to report a mistake on this page, "" when the site is not registered for it.

    Not for somebody signed in: the link would tell another site the address of what only readers inside may see.
    Nor on the page for our own errors, which does not ask the database who is reading.
    """
    request, user = context.get("request"), context.get("user")
    if request is None or user is None or user.is_authenticated:
        return ""
    return site.corrections(request.build_absolute_uri(request.path))


@register.simple_tag(takes_context=True)
def foot(context):
    """What every page ends with; the same on all of them."""
    return _foot(site.values(), settings.SITE_IPV6, context["series"], context["publisher"])


@lru_cache(maxsize=100)
def _site_group(name, domain, code):
    return _tags({"SiteName": name, "SiteDomain": domain, "SiteIDCode": code})


@lru_cache(maxsize=100)
def _column_group(here, series):
    name, holds, words = COLUMNS[here]
    description, keywords = f"《{series}》{holds}", f"{series},{words}"
    values = {"ColumnName": name, "ColumnDescription": description, "ColumnKeywords": keywords, "ColumnType": name}
    return _tags(values)


@lru_cache(maxsize=100)
def _foot(values, ipv6, series, publisher):
    named = dict(zip(site.NAMES, values, strict=True)) | {"series": series, "publisher": publisher, "ipv6": ipv6}
    return render_to_string("_foot.html", named | site.records())


def _tags(values):
    """Meta tags of the values that are not empty; in a quarter of the time of format_html."""
    given = [(name, content) for name, content in values.items() if content]
    # Safe: every value goes through escape.
    return mark_safe("".join(f'<meta name="{name}" content="{escape(content)}">\n' for name, content in given))  # noqa: S308
