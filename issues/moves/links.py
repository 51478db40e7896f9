"""Links of an issue's text that would lead its readers nowhere on our own site."""

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.urls import Resolver404, resolve
from django.utils import timezone

from bulletin.links import addresses, own_path
from issues.models import Audience, Issue, Publication, PublishedCase, PublishedLesson
from issues.numbering import read_number
from issues.states import State

READERS_SIDE = "reading"
WAITS = "已签发、还没有发布，请一并发布"


def broken(bulletin, *, audience=None, at=None):
    """A sentence for every link that nobody of `audience` could follow when the bulletin goes live at `at`.

    Issues signed but not yet released count as there: two that name each other are released one after the other.
    """
    readable = _readable(audience, at or timezone.now())
    for address, path in _own(bulletin):
        why = _why_broken(path, bulletin, readable)
        if why and why is not WAITS:
            yield f"正文里的链接“{address}”打不开：{why}。"


def waiting(bulletin):
    """A sentence for every link to another issue that is signed and not yet released."""
    live = Publication.objects.live()
    for address, path in _own(bulletin):
        name, kwargs = _view(path)
        if FINDERS.get(name) is _issue and _issue(bulletin, live, **kwargs) is WAITS:
            yield f"正文里的链接“{address}”指向的一期{WAITS}。"


def _own(bulletin):
    hosts = {settings.SITE_DOMAIN, *settings.ALLOWED_HOSTS} - {"", "*"}
    paths = ((address, own_path(address, hosts)) for address in addresses(bulletin))
    return [(address, path) for address, path in paths if path is not None]


def _readable(audience, at):
    live = Publication.objects.live(at)
    return live.filter(audience=Audience.PUBLIC) if audience == Audience.PUBLIC else live


def _why_broken(path, bulletin, readable):
    if path.startswith(settings.STATIC_URL):
        return "" if _has_static(path.removeprefix(settings.STATIC_URL)) else "没有这个文件"
    name, kwargs = _view(path)
    if not name:
        return "本站没有这个地址"
    return FINDERS[name](bulletin, readable, **kwargs) if name in FINDERS else ""


def _has_static(name):
    try:
        return bool(finders.find(name))
    except SuspiciousFileOperation:  # ../ leads out of the folder
        return False


def _view(path):
    """The name and the arguments of the readers' page at `path`; "" where there is none."""
    for candidate in (path, f"{path}/"):
        try:
            match = resolve(candidate)
        except Resolver404:
            continue
        return (match.url_name, match.kwargs) if match.app_name == READERS_SIDE else ("", {})
    return "", {}


def _issue(bulletin, readable, *, year, slug, **_):
    number, supplement = read_number(slug)
    numbered = {"year": year, "number": number, "supplement": supplement}
    itself = (bulletin.year, bulletin.number, bulletin.supplement) == (year, number, supplement)
    if itself or readable.numbered(**numbered).exists():
        return ""
    if Issue.objects.numbered().filter(**numbered, state=State.APPROVED).exists():
        return WAITS
    inside = Publication.objects.live().numbered(**numbered).exists()
    return "这一期只供内部阅读，公众看不到" if inside else "没有这一期，或者还没有发布"


def _year(bulletin, readable, *, year):
    return "" if year == bulletin.year or readable.filter(year=year).exists() else "这一年没有发布过的期次"


def _hub(bulletin, readable, *, slug):
    own = any(note.hub_slug == slug for note in bulletin.annotations.cases)
    there = own or PublishedCase.objects.filter(publication__in=readable, hub_slug=slug).exists()
    return "" if there else "已发布的各期没有写过这个科创中心"


def _theme(bulletin, readable, *, slug):
    own = any(note.theme_slug == slug for note in bulletin.annotations.lessons)
    there = own or PublishedLesson.objects.filter(publication__in=readable, theme_slug=slug).exists()
    return "" if there else "已发布的各期没有这个主题的启示"


FINDERS = {
    "issue-detail": _issue,
    "issue-format": _issue,
    "issue-pdf": _issue,
    "issue-year": _year,
    "hub-detail": _hub,
    "theme-detail": _theme,
}
