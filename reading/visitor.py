"""Opens pages of the site as anybody would, inside this process: no server has to run, no network is asked."""

from html.parser import HTMLParser
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes, urldefrag, urljoin, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished
from django.db import close_old_connections

MOST_REDIRECTS = 5
ENDLESS = 310


class Answer(NamedTuple):
    """`address` is where the redirections led."""

    address: str
    status: int
    page: "Page | None"


class Page(HTMLParser):
    """The title of a page, the addresses it leads to and the places on it."""

    ADDRESSES = {"a": "href", "area": "href", "link": "href", "img": "src", "script": "src", "image": "href"}

    def __init__(self, html):
        super().__init__()
        self.title, self.links, self.places = "", [], {"", "top"}
        self._in_title = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self._in_title = tag == "title" and not self.title
        self.places.add(attrs.get("id"))
        if address := attrs.get(self.ADDRESSES.get(tag)):
            self.links.append(address)

    def handle_endtag(self, tag):
        self._in_title = False

    def handle_data(self, data):
        if self._in_title:
            self.title += data


class Visitor:
    """Somebody who is not signed in, at the first name the site answers to."""

    def __init__(self):
        self.handler = BaseHandler()
        self.handler.load_middleware()
        names = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"]
        self.host = names[0] if names else "localhost"
        self.hosts = {*names, self.host, settings.SITE_DOMAIN} - {""}

    def own(self, base, link):
        """Where `link` on our page `base` leads: (address, place on it), or None when that is not ours."""
        try:
            whole, place = urldefrag(urljoin(f"https://{self.host}{base}", link))
            parts = urlsplit(whole)
            if parts.scheme not in ("http", "https") or parts.hostname not in self.hosts:
                return None
        except ValueError:
            return None
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), unquote(place)

    def open(self, address):
        """What is found at one of our addresses, after its redirections."""
        for _ in range(MOST_REDIRECTS):
            response = self._answer(address)
            target = self.own(address, response.get("Location", "")) if 300 <= response.status_code < 400 else None
            if target is None:
                return Answer(address, response.status_code, _page(response))
            _close(response)
            address = target[0]
        return Answer(address, ENDLESS, None)

    def _answer(self, address):
        path, _, query = address.partition("?")
        environ = {
            "HTTP_HOST": self.host,
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "wsgi.url_scheme": "https",
            "wsgi.input": BytesIO(),
        }
        setup_testing_defaults(environ)
        return self.handler.get_response(WSGIRequest(environ))


def _page(response):
    try:
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        return Page(response.content.decode()) if is_page else None
    finally:
        _close(response)


def _close(response):
    """Let go of the file it may hold; the connection to the database stays, for the next page is opened at once."""
    request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        request_finished.connect(close_old_connections)
