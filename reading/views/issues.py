from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate, localtime

from accounts import audit, downloads
from bulletin.rendering.pdf import MissingGlyph
from issues import corrections
from issues.models import Publication
from issues.printing import kept, watermarked
from reading import editions, neighbours
from reading.citations import citation
from reading.formats import FORMATS
from reading.views.pages import general, page, paged

A_PAGE = 60
CONTENTS = '<nav class="contents"'  # long issues have one: bulletin.rendering.html

SECTION = 'class="section section-'


@page
def issue_list(request):
    issues = _by_year(Publication.objects.visible_to(request.user))
    context = {"issues": paged(issues, request, A_PAGE), "years": _years(request.user)}
    return general(request, "issues", "reading/issue_list.html", context)


@page
def issue_year(request, year):
    issues = _by_year(Publication.objects.visible_to(request.user).filter(year=year))
    years = _years(request.user)
    if not any(row["year"] == year for row in years):
        raise Http404
    context = {"issues": paged(issues, request, A_PAGE), "years": years, "year": year}
    return general(request, "issues", "reading/issue_list.html", context)


@page
def issue_detail(request, year, slug):
    publication = editions.find(request.user, year, slug)
    if publication is None:
        return gone(request, year, slug)
    entries, lessons = editions.parts(publication)
    history = corrections.history(publication, request.user)
    context = {
        "here": "issues",
        "masthead": publication,
        "publication": publication,
        "has_contents": CONTENTS in publication.html,
        "lessons": lessons,
        "scans": editions.scans(publication, request.user).defer("content"),
        "has_text": SECTION in publication.html,
        "released": _minute(history.released),
        "corrected": history.corrected and _minute(history.corrected),
        "changes": history.changes,
        "beside": neighbours.beside(publication, request.user, editions.subjects(entries, lessons)),
        "citations": _citations(request, publication, entries),
    }
    return render(request, "reading/issue_detail.html", context)


@page
def issue_format(request, year, slug, extension):
    publication = editions.find_frozen(request.user, year, slug)
    if publication is None:
        return gone(request, year, slug)
    chosen = FORMATS[extension]
    response = HttpResponse(
        chosen.render(editions.bulletin(publication, request.user)), content_type=chosen.content_type
    )
    name = f"{publication.series_title}{publication.numbering}.{extension}"
    response["Content-Disposition"] = content_disposition_header(False, name)
    return response


@page
def issue_pdf(request, year, slug):
    """The paper: the file kept of the form the reader is entitled to; an internal issue with his name on every page."""
    publication = editions.find_frozen(request.user, year, slug)
    if publication is None:
        return gone(request, year, slug)
    try:
        content = _paper(request, publication)
    except MissingGlyph:
        raise Http404 from None  # released before paper was kept, and not to be set in the fonts there are
    return downloads.pdf(content, f"{publication.series_title}{publication.numbering}.pdf")


def _paper(request, publication):
    if publication.is_public:
        return kept(publication, whole=editions.reads_whole_form(request.user))
    if request.method == "GET":
        subject = f"{audit.subject_of(publication)} {publication.numbering}"
        audit.record(audit.Event.EXPORTED, by=request.user, subject=subject, format="pdf")
    return watermarked(publication, f"{request.user}　{_minute(timezone.now())}")


def _minute(moment):
    return localtime(moment).strftime("%Y-%m-%d %H:%M")


def _citations(request, publication, entries):
    """(anchor, name, citation) of the whole issue and of each entry of a hub."""
    address, today = request.build_absolute_uri(request.path), localdate()
    whole = citation(publication, publication.title, subtitle=publication.subtitle, address=address, on=today)
    of_entries = [
        (anchor, heading, citation(publication, heading, address=f"{address}#{anchor}", on=today))
        for *_, heading, anchor in entries
    ]
    return [("", "本期", whole), *of_entries]


def _by_year(publications):
    return publications.listed().defer("lead").order_by("-year", "-date", "-number")


def _years(user):
    visible = Publication.objects.visible_to(user).order_by()
    return list(visible.values("year").annotate(issues=Count("pk")).order_by("-year"))


def gone(request, year, slug):
    """410 with the notice to those who could read what was withdrawn, 404 to everyone else."""
    withdrawn = editions.find_withdrawn(request.user, year, slug)
    if withdrawn is None:
        raise Http404
    return render(request, "410.html", {"masthead": withdrawn, "publication": withdrawn}, status=410)
