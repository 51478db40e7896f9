"""签收情况: who has received which text of an issue, who signed for him, and who has yet to."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.shortcuts import render

from issues.admin.pages import page
from issues.admin.situation import released
from issues.models import Receipt
from issues.receipts import readers, still_asked


@dataclass(frozen=True)
class Text:
    """One printed text as it was released. `others` received it without being asked: they are no readers (any more)."""

    releases: list[tuple]
    is_live: bool
    received: list[Receipt]
    others: list[Receipt]
    awaited: list

    @property
    def asked(self):
        return len(self.received) + len(self.awaited)


def urls(model_admin):
    return [page(model_admin, "receipts/", "receipts", receipts)]


def receipts(request, issue, context):
    texts = texts_of(issue)
    counts = f"（已签收{len(texts[0].received)} / 应签收{texts[0].asked}）" if texts and texts[0].is_live else ""
    context |= {"title": f"签收情况：{issue}{counts}", "texts": texts}
    return render(request, "admin/issues/issue/receipts.html", context)


def texts_of(issue):
    """Every text of `issue` that readers have had, the newest first."""
    publications = issue.publications.been_live().listed().select_related("revision").defer("revision__json")
    live = issue.publications.live().select_related("revision").first()
    is_reader = Exists(readers().filter(pk=OuterRef("reader")))
    found = issue.receipts.select_related("reader", "signed_by").annotate(is_reader=is_reader).order_by("at", "pk")
    texts = {}
    for publication in publications.order_by("sequence"):
        text = publication.revision.printed_digest
        texts[text] = [*texts.pop(text, ()), publication]
    return [_text(releases, live, found) for releases in reversed(texts.values())]


def _text(releases, live, found):
    received = [one for one in found if one.printed_digest == releases[0].revision.printed_digest]
    is_live = live in releases
    return Text(
        releases=[_sentence(one) for one in releases],
        is_live=is_live,
        received=[one for one in received if one.is_reader],
        others=[one for one in received if not one.is_reader],
        awaited=list(still_asked(live).order_by("full_name", "username")) if is_live else [],
    )


def _sentence(publication):
    return f"第{publication.revision.number}稿{released(publication)}", publication.go_live_at
