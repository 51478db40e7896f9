"""Files handed out under Chinese names."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# The browser's own viewer is an object on a page of its own style; nothing else belongs into a PDF.
_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def saved(content: bytes, file_name: str, content_type: str) -> HttpResponse:
    """A file that the browser saves under `file_name`."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, file_name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def pdf(content: bytes, file_name: str) -> HttpResponse:
    """A PDF that the browser shows, and saves under `file_name`."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, file_name)
    response["Content-Security-Policy"] = _VIEWER
    response["X-Content-Type-Options"] = "nosniff"
    return response


def uploaded(content: bytes, file_name: str, content_type: str, *, is_shown: bool = False) -> HttpResponse:
    """A file as somebody brought it in, which no browser takes for anything else, nor runs; saved unless `is_shown`."""
    response = saved(content, file_name, content_type)
    response["Content-Disposition"] = content_disposition_header(not is_shown, file_name)
    response["Content-Security-Policy"] = "sandbox"
    return response
