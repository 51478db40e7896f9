"""The measure of all pages: a WSGI application that does nothing but return the same bytes."""

import json
import os
from pathlib import Path


def _load(path):
    pages = json.loads(Path(path).read_text(encoding="utf-8"))
    return {
        page["path"]: ([tuple(header) for header in page["headers"]], page["body"].encode("latin-1")) for page in pages
    }


PAGES = _load(os.environ["BENCH_PAGES"])


def application(environ, start_response):
    query = environ.get("QUERY_STRING")
    headers, body = PAGES[environ["PATH_INFO"] + (f"?{query}" if query else "")]
    start_response("200 OK", headers)
    return [body]
