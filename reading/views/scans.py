"""影像件 of a published issue: for readers inside only, whatever else of the issue is public."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from reading import editions
from reading.views.pages import page


@page
def issue_scan(request, year, slug, position):
    publication = editions.find_frozen(request.user, year, slug)
    if publication is None:
        raise Http404
    scan = get_object_or_404(editions.scans(publication, request.user), position=position)
    response = HttpResponse(bytes(scan.content), content_type=scan.content_type)
    # A picture is shown in the page; whatever can hold a script is only ever saved.
    response["Content-Disposition"] = content_disposition_header(not scan.is_shown, scan.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
