"""影像件 of a published issue: for readers inside only, whatever else of the issue is public."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts import downloads
from reading import editions
from reading.views.pages import page


@page
def issue_scan(request, year, slug, position):
    publication = editions.find_frozen(request.user, year, slug)
    if publication is None:
        raise Http404
    scan = get_object_or_404(editions.scans(publication, request.user), position=position)
    # A picture is shown in the page; whatever can hold a script is only ever saved.
    return downloads.uploaded(bytes(scan.content), scan.file_name, scan.content_type, is_shown=scan.is_shown)
