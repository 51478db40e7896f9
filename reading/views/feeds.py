"""What machines read: the feed, the sitemap and robots.txt. All of it is for anybody, whoever asks."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import conditional_page

from reading import feed, sitemap
from reading.site import domain
from reading.views.pages import page

# Office, signing in and what has an endless number of addresses.
CLOSED = ("/admin/", "/accounts/", "/receipts/", "/display/", "/search/", "/hubs/compare/")


@page
@conditional_page
def atom(request):
    """The newest public issues with their full text (RFC 4287)."""
    entries = feed.entries(site_of(request))
    context = {
        "entries": entries,
        "masthead": entries[0] if entries else None,
        "identity": feed.identity(domain(request)),
        "site": site_of(request),
        "updated": max((entry.go_live_at for entry in entries), default=timezone.now()),
    }
    return render(request, "reading/feed.xml", context, content_type="application/atom+xml; charset=utf-8")


@page
@conditional_page
def sitemap_index(request):
    """Every address anybody can open, or, when one file cannot hold them, the files that do."""
    found = sitemap.entries()
    if len(found) <= sitemap.A_FILE:
        return _addresses(request, found)
    return _xml(request, "reading/sitemap_index.xml", {"files": sitemap.files(found)})


@page
@conditional_page
def sitemap_file(request, number):
    files = sitemap.files(sitemap.entries())
    if not 1 <= number <= len(files):
        raise Http404
    return _addresses(request, files[number - 1])


@page
def robots(request):
    context = {"closed": CLOSED, "site": site_of(request)}
    return render(request, "reading/robots.txt", context, content_type="text/plain; charset=utf-8")


def site_of(request):
    """https://name, to which paths are joined."""
    return request.build_absolute_uri("/").rstrip("/")


def _addresses(request, entries):
    return _xml(request, "reading/sitemap.xml", {"entries": entries})


def _xml(request, template, context):
    context = {"site": site_of(request)} | context
    return render(request, template, context, content_type="application/xml; charset=utf-8")
