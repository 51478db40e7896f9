"""Keeping the index: filled when something is released, settled when it ends, made anew by a command."""

from collections import defaultdict

from django.db import connections, transaction
from django.utils import timezone

from issues.models import Publication
from issues.models.publication import Audience
from issues.models.published_text import PublishedText
from issues.search import grams
from issues.search.documents import documents

READERS = {Audience.PUBLIC: {"outside", "inside"}, Audience.INTERNAL: {"inside"}}
TABLES = {"issues_publishedtext", "issues_publishedgrams", "issues_disposal"}
REMEDY = "请执行 manage.py index 重建。"
AT_ONCE = 200


class Coverage:
    """Told texts newest first: whether some reader could miss one, because no newer one of its key serves him."""

    def __init__(self):
        self.now = timezone.now()
        self.served = defaultdict(set)

    def needs(self, text):
        if not text.key:
            return True
        publication, served = text.publication, self.served[text.kind, text.key]
        if publication.ends_at is not None and publication.ends_at <= self.now:
            return False
        useful = not READERS[publication.audience] <= served
        if publication.ends_at is None and publication.go_live_at <= self.now:
            served |= READERS[publication.audience]
        return useful


def add(pairs):
    """Take in what new publications say, each beside its bulletin; in the transaction that releases them."""
    texts = [text for publication, bulletin in pairs for text in documents(publication, bulletin)]
    PublishedText.objects.bulk_create(texts)
    _list([text for text in texts if not text.key])
    _settle(texts)


def settle(publication):
    """A publication ends otherwise than before: older texts on its hubs and lessons may be needed again, or no more."""
    _settle(publication.texts.exclude(key=""))


def drop(publications):
    """Forget publications, every word."""
    texts = list(PublishedText.objects.filter(publication__in=publications).select_related("publication"))
    grams.remove([text for text in texts if text.listed])
    PublishedText.objects.filter(publication__in=publications).delete()
    _settle(texts)


def rebuild():
    """Make everything anew from the frozen revisions; gives the number of texts."""
    with transaction.atomic():
        grams.clear()
        grams.before_many()
        PublishedText.objects.all().delete()
        coverage = Coverage()
        newest_first = Publication.objects.filter(issue__disposal=None).order_by("-date", "-pk")
        for publication in newest_first.listed().select_related("revision").iterator(AT_ONCE):
            texts = documents(publication, publication.bulletin)
            for text in texts:
                text.listed = coverage.needs(text)
            PublishedText.objects.bulk_create(texts)
            grams.add([text for text in texts if text.listed])
        grams.tidy()
    return PublishedText.objects.count()


def complete(using="default", **kwargs):
    """After every migrate: fill an index that is empty though something was published, empty one of no publication."""
    if set(connections[using].introspection.table_names()) >= TABLES and not PublishedText.objects.exists():
        if Publication.objects.filter(issue__disposal=None).exists():
            rebuild()
        else:
            grams.clear()


def problems():
    """Sentences naming what does not agree with the frozen revisions."""
    listed = set(PublishedText.objects.filter(listed=True).values_list("pk", flat=True))
    if grams.ids() != listed:
        yield f"检索索引与检索条目不符。{REMEDY}"
    coverage = Coverage()
    newest_first = Publication.objects.filter(issue__disposal=None).listed().order_by("-date", "-pk")
    for publication in newest_first.select_related("revision").prefetch_related("texts").iterator(AT_ONCE):
        yield from _differences(publication)
        if any(coverage.needs(text) and not text.listed for text in publication.texts.all()):
            yield f"{publication}：有检索条目没有编入索引。{REMEDY}"


def _differences(publication):
    try:
        expected = documents(publication, publication.bulletin)
    except ValueError:
        return
    if [_told(text) for text in publication.texts.all()] != [_told(text) for text in expected]:
        yield f"{publication}：检索条目与冻结的内容不符。{REMEDY}"


def _told(text):
    return [getattr(text, field.attname) for field in PublishedText._meta.fields if field.name != "listed"]


def _settle(texts):
    grams.lock()
    for kind, key in sorted({(text.kind, text.key) for text in texts if text.key}):
        of_key = PublishedText.objects.filter(kind=kind, key=key).with_publication()
        needed = _needed(of_key.order_by("-id"))
        listed = {text.id: text for text in of_key.filter(listed=True)}
        _unlist([text for number, text in listed.items() if number not in needed])
        _list([text for number, text in needed.items() if number not in listed])


def _needed(newest_first):
    """Those somebody could miss otherwise, by id."""
    coverage, needed = Coverage(), {}
    for text in newest_first.iterator(AT_ONCE):
        if coverage.needs(text):
            needed[text.id] = text
        if coverage.served[text.kind, text.key] == READERS[Audience.PUBLIC]:
            break
    return needed


def _list(texts):
    grams.add(texts)
    _mark(texts, True)


def _unlist(texts):
    grams.remove(texts)
    _mark(texts, False)


def _mark(texts, listed):
    PublishedText.objects.filter(pk__in=[text.pk for text in texts]).update(listed=listed)
