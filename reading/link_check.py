"""Every link of the site, followed as anybody would, and those in articles that only readers inside may open."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.urls import Resolver404, resolve, reverse
from django.utils.encoding import iri_to_uri

from issues.models import Publication, PublishedCase, PublishedLesson
from reading import sitemap
from reading.views.feeds import CLOSED
from reading.visitor import ENDLESS, Page, Visitor

SECONDS = 10
AT_A_TIME = 4
# What servers answer that want GET instead of HEAD.
NOT_SO = (400, 403, 405, 501)
WORDS = {404: "没有这一页", 410: "已经撤下", ENDLESS: "转来转去没有尽头"}


class Link(NamedTuple):
    """What is `written` on the page `where` leads to `place` on our page `address`; `inside`: readers inside see it."""

    where: str
    written: str
    address: str
    place: str
    inside: bool


class Walk:
    """One walk over the site: `opened` has what our addresses answered, `external` where another's was first met."""

    def __init__(self):
        self.visitor = Visitor()
        self.opened, self.links, self.external = {}, [], {}
        self.articles = _internal_articles()
        self.rooms = _rooms_inside()
        self._walk()
        for address, (publication, page) in self.articles.items():
            self._note(f"{publication.numbering}（内部）", address, page, inside=True)

    def broken(self):
        """A sentence for every link of ours that leads nowhere."""
        for link in self.links:
            if why := self._why(link):
                yield f"{link.where}：链接“{link.written}”打不开，{why}。"

    def _walk(self):
        waiting = deque(["/", reverse("reading:feed"), *(entry.path for entry in sitemap.entries())])
        while waiting:
            address = waiting.popleft()
            if address not in self.opened:
                waiting.extend(self._open(address))

    def _open(self, address):
        """Open one of our addresses; give those it leads to."""
        answer = self.opened[address] = self.visitor.open(address)
        if answer.address != address:
            return [answer.address]
        if answer.page is None or answer.status != 200:
            return []
        found = self._note(f"{address}（{answer.page.title.strip()}）", address, answer.page)
        return [link.address for link in found if not link.address.startswith(CLOSED)]

    def _note(self, where, address, page, inside=False):
        """Remember the links of a page; give those that are ours."""
        ours = []
        for written in dict.fromkeys(page.links):
            if target := self.visitor.own(address, written):
                ours.append(Link(where, written, *target, inside))
            elif urlsplit(written).scheme in ("http", "https"):
                self.external.setdefault(written, where)
        self.links += ours
        return ours

    def _why(self, link):
        """Why the link leads nowhere; "" when it leads somewhere."""
        path = link.address.partition("?")[0]
        if path.startswith(CLOSED):
            return "" if _is_an_address(path) else WORDS[404]
        there, page = self._inside(path) if link.inside else (False, None)
        if there:
            return _missing(link.place, page)
        answer = self.opened.get(link.address) or self.visitor.open(link.address)
        if answer.status >= 400 or answer.status == ENDLESS:
            return WORDS.get(answer.status, f"回答是{answer.status}")
        return _missing(link.place, answer.page)

    def _inside(self, path):
        """Whether readers inside find something at `path`, and its page when it is an article's."""
        for address in (path, f"{path}/", f"{path.rpartition('.')[0]}/"):
            if address in self.articles:
                return True, self.articles[address][1]
        return path in self.rooms, None


def unreachable(addresses):
    """address → why, for those of other sites that do not answer; each is asked once, a few at a time."""
    with ThreadPoolExecutor(AT_A_TIME) as asking:
        found = dict(zip(addresses, asking.map(_ask, addresses), strict=True))
    return {address: why for address, why in found.items() if why}


def _ask(address):
    try:
        status = _status(address, "HEAD")
        status = _status(address, "GET") if status in NOT_SO else status
    except (OSError, HTTPException, ValueError) as error:
        return f"没有回答（{getattr(error, 'reason', error)}）"
    return WORDS.get(status, f"回答是{status}") if status >= 400 else ""


def _status(address, method):
    # Only http and https are asked: Walk keeps no other address as another site's.
    request = Request(iri_to_uri(address), method=method, headers={"User-Agent": "check_links"})  # noqa: S310
    try:
        with urlopen(request, timeout=SECONDS) as response:  # noqa: S310
            return response.status
    except HTTPError as refusal:
        return refusal.code


def _internal_articles():
    """address → (publication, its article as a page) of what only readers inside may open."""
    live = Publication.objects.live().exclude(audience="public")
    rows = live.only("year", "number", "supplement", "title", "whole_html")
    return {row.get_absolute_url(): (row, Page(row.whole_html)) for row in rows.iterator()}


def _rooms_inside():
    """The years, hubs and themes that only internal issues give their readers."""
    live = Publication.objects.live().exclude(audience="public")
    cases = PublishedCase.objects.filter(publication__in=live).order_by()
    lessons = PublishedLesson.objects.filter(publication__in=live).order_by()
    return {
        *(reverse("reading:issue-year", args=[year]) for year in live.values_list("year", flat=True)),
        *(reverse("reading:hub-detail", args=[slug]) for slug in cases.values_list("hub_slug", flat=True)),
        *(reverse("reading:theme-detail", args=[slug]) for slug in lessons.values_list("theme_slug", flat=True)),
    }


def _missing(place, page):
    return "那一页上没有这个位置" if page and place not in page.places else ""


def _is_an_address(path):
    try:
        return bool(resolve(path))
    except Resolver404:
        return False
