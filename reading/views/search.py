from urllib.parse import urlencode

from django import forms
from django.core.exceptions import BadRequest
from django.http import JsonResponse

from bulletin.excerpts import plain
from bulletin.searching import LONGEST_QUERY
from issues.models.published_text import TextKind
from reading import search as searching
from reading import suggestions as offered
from reading.views.pages import general, page

SHOWN_FACETS = 12


class SearchForm(forms.Form):
    """The address of a search: what was typed, what it is narrowed to, which page of it."""

    q = forms.CharField(required=False)
    kind = forms.ChoiceField(required=False, choices=TextKind.choices)
    year = forms.IntegerField(required=False, min_value=1000, max_value=9999)
    hub = forms.SlugField(required=False)
    theme = forms.SlugField(required=False)
    page = forms.IntegerField(required=False, min_value=1)

    def chosen(self):
        """The facets narrowed to: {"year": "2022"}."""
        return {name: str(self.cleaned_data[name]).lower() for name in searching.FACETS if self.cleaned_data.get(name)}


@page
def search(request):
    """What was found, as a page or as JSON; what cannot be meant in the address is left out, and the page says so."""
    form = SearchForm(request.GET)
    ignored = not form.is_valid()
    typed = form.cleaned_data.get("q", "")
    page_number = form.cleaned_data.get("page") or 1
    results = searching.search(typed, request.user, chosen=form.chosen(), page=page_number)
    match request.GET.get("format", "html"):
        case "json":
            return _as_json(results, request.user)
        case "html":
            context = _context(request, form.chosen(), typed, results)
            return general(request, "search", "reading/search.html", context | {"ignored": ignored})
        case _:
            raise BadRequest("检索结果只有网页（html）和 json 两种格式。")


@page
def suggestions(request):
    typed = request.GET.get("q", "")[:LONGEST_QUERY]
    return JsonResponse({"suggestions": offered.suggestions(typed, request.user)}, json_dumps_params=_READABLE)


_READABLE = {"ensure_ascii": False}


def _as_json(results, user):
    rows = [
        {
            "url": row["text"].address,
            "title": row["text"].label,
            "kind": row["text"].kind,
            "excerpts": [plain(excerpt) for excerpt in row["excerpts"]],
        }
        for row in searching.told(results, user)
    ]
    return JsonResponse({"total": results.total, "results": rows}, json_dumps_params=_READABLE)


def _context(request, chosen, typed, results):
    address = _Address(typed, chosen)
    results.page = max(1, min(results.page, results.pages))
    counted = searching.facet_counts(results.hits[: searching.COUNTED])
    return {
        "typed": typed,
        "results": results,
        "rows": searching.told(results, request.user),
        "facets": _facets(counted, chosen, address),
        "chosen": _chosen(results, chosen, address),
        "themes": offered.themes_named(results.query, counted),
        "instead": _instead(results, request.user, chosen),
        "without_facets": _Address(typed, {})(),
        **_paging(results, address),
    }


def _paging(results, address):
    """Addresses of the pages before and after, and the number of the first result on this one."""
    before, after = results.page - 1, results.page + 1
    return {
        "first": before * searching.A_PAGE + 1,
        "previous": address(page=before) if before else "",
        "next": address(page=after) if after <= results.pages else "",
    }


class _Address:
    """The address of this search, narrowed otherwise: `address(hub="london")`, `address(hub=None)`."""

    def __init__(self, typed, chosen):
        self.values = {"q": typed, **chosen}

    def __call__(self, **changes):
        values = {name: value for name, value in {**self.values, **changes}.items() if value}
        return f"?{urlencode(values)}"


def _facets(counted, chosen, address):
    return [
        (label, [(name, count, address(**{facet: value})) for value, name, count in values[:SHOWN_FACETS]])
        for facet, label, values in searching.facets(counted, chosen)
        if len(values) > 1
    ]


def _chosen(results, chosen, address):
    """(label, name, address without it) of each facet the search is narrowed to."""
    names = {}
    for hit in results.hits[:1]:
        names = {(facet, value): name for facet, value, name in (line.split("\t") for line in hit.facets.splitlines())}
    return [
        (searching.FACETS[facet], names.get((facet, value), value), address(**{facet: None}))
        for facet, value in chosen.items()
    ]


def _instead(results, user, chosen):
    if results.hits or chosen or not results.query.terms:
        return []
    return [(part, f"?{urlencode({'q': part})}") for part in offered.parts_found(results.query, user)]
