"""The one list of the reading side's pages: every check of all pages and every screenshot goes through it.

A new page kind is one line here. What it shows is put on stage by `tests/reading/stage.py`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageKind:
    """`name` is also the name of its screenshot."""

    name: str
    path: str
    status: int = 200
    signed_in: bool = False

    def __str__(self):
        return self.name


PUBLIC = (
    PageKind("home", "/"),
    PageKind("archive", "/issues/"),
    PageKind("year", "/issues/2022/"),
    PageKind("issue", "/issues/2022/4/"),
    PageKind("issue-articles", "/issues/2022/3/"),
    PageKind("issue-wide", "/issues/2021/5/"),
    PageKind("issue-short", "/issues/2021/6/"),
    PageKind("issue-corrected", "/issues/2021/9/"),
    PageKind("issue-copy", "/issues/2022/3/copy/"),
    PageKind("hubs", "/hubs/"),
    PageKind("hub", "/hubs/lundun/"),
    PageKind("hub-wide", "/hubs/paris/"),
    PageKind("hub-choose", "/hubs/compare/"),
    PageKind("hub-compare", "/hubs/compare/?hubs=jiujinshan-shenghesai,lundun,dongjing,bolin,bali-sakelei"),
    PageKind("hub-compare-two", "/hubs/compare/?hubs=lundun,dongjing"),
    PageKind("lessons", "/lessons/"),
    PageKind("theme", "/lessons/chuangxinshengtai/"),
    PageKind("theme-and-hub", "/lessons/chuangxinshengtai/?hub=lundun"),
    PageKind("search", "/search/?q=科技创新"),
    PageKind("search-narrowed", "/search/?q=创新&kind=entry&year=2022"),
    PageKind("search-nothing", "/search/?q=没有这样的词"),
    PageKind("search-empty", "/search/"),
    PageKind("site-map", "/sitemap/"),
    PageKind("login", "/accounts/login/"),
)
REFUSED = (
    PageKind("404", "/nothing/", 404),
    PageKind("410", "/issues/2021/7/", 410),
    PageKind("error-400", "/errors/400/", 400),
    PageKind("error-403", "/errors/403/", 403),
    PageKind("error-csrf", "/errors/csrf/", 403),
    PageKind("error-500", "/errors/500/", 500),
)
SIGNED_IN = (
    PageKind("home-signed-in", "/", signed_in=True),
    PageKind("archive-signed-in", "/issues/", signed_in=True),
    PageKind("issue-internal", "/issues/2022/8/", signed_in=True),
    PageKind("issue-scan", "/issues/2019/3/", signed_in=True),
    PageKind("receipts", "/receipts/", signed_in=True),
)
ALL = (*PUBLIC, *REFUSED, *SIGNED_IN)
