from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from reading import palette
from reading.views.pages import page


@page
def components(request):
    """The design system at a glance, for developers: nothing is here without DEBUG."""
    if not settings.DEBUG:
        raise Http404
    tokens = palette.tokens()
    context = {
        "colours": {name: value for name, value in tokens.items() if value.startswith("#")},
        "pairs": [(text, ground, *_shown(tokens, text, ground)) for text, ground in palette.PAIRS],
        "type_scale": _named(tokens, "text"),
        "faces": _named(tokens, "face"),
        "spaces": _named(tokens, "space"),
    }
    return render(request, "reading/components.html", context)


def _shown(tokens, text, ground):
    return tokens[text], tokens[ground], round(palette.contrast(tokens[text], tokens[ground]), 1)


def _named(tokens, kind):
    return {name: value for name, value in tokens.items() if name.split("-")[0] == kind}
