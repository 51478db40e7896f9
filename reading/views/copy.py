from csp.constants import HEADER
from csp.utils import build_policy
from django.http import Http404
from django.shortcuts import render

from bulletin.rendering import pasteboard
from reading import editions
from reading.views.issues import gone
from reading.views.pages import page

# The piece on the page brings its styles with it, as it will bring them elsewhere; nothing else is loosened.
POLICY = build_policy(update={"style-src-attr": ["'unsafe-inline'"]})


@page
def issue_copy(request, year, slug):
    """复制为网页格式: a public issue in its public form, whoever asks, to be pasted into another platform."""
    publication = editions.find_frozen(request.user, year, slug)
    if publication is None:
        return gone(request, year, slug)
    if not publication.is_public:
        raise Http404
    piece = pasteboard.render(publication.bulletin)
    context = {"here": "issues", "masthead": publication, "publication": publication, "piece": piece}
    response = render(request, "reading/issue_copy.html", context)
    response.headers[HEADER] = POLICY
    response.headers["X-Robots-Tag"] = "noindex"
    return response
