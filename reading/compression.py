"""Pages smaller over the wire, for visitors who have no secret to lose.

What an answer's length tells (BREACH, https://breachattack.com/) is of use only where a secret stands beside words of
the attacker's. So whoever carries a session or a form token, or is given a cookie, gets the page as it is.
"""

import gzip
import re
from functools import lru_cache

from django.conf import settings
from django.utils.cache import patch_vary_headers

LEAST = 500  # bytes; below, the packet is the same
REMEMBERED = 128  # pages a process
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")  # gzip;q=0 refuses it


class CompressOpenPages:
    def __init__(self, get_response):
        self.get_response = get_response
        self.secrets = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}

    def __call__(self, request):
        response = self.get_response(request)
        if _is_text(response) and not response.cookies and self.secrets.isdisjoint(request.COOKIES):
            patch_vary_headers(response, ("Accept-Encoding",))
            if _GZIP.search(request.headers.get("Accept-Encoding", "")):
                _compress(response)
        return response


def _is_text(response):
    kind = response.get("Content-Type", "").split(";")[0]
    return (
        (kind.startswith("text/") or kind.endswith(("json", "xml")))
        and not response.streaming
        and "Content-Encoding" not in response
        and len(response.content) >= LEAST
    )


def _compress(response):
    response.content = _compressed(response.content)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):  # it stands for the words now, no longer for the bytes (RFC 9110, 8.8.1)
        response.headers["ETag"] = f"W/{etag}"


@lru_cache(REMEMBERED)
def _compressed(content):
    return gzip.compress(content, 6, mtime=0)
