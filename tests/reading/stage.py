"""Everything readers may meet, at once: what the checks of all pages and the screenshots look at."""

import dataclasses
import json
from datetime import timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.access import Role
from accounts.models import User
from bench import corpus
from bulletin.parsing import text as text_parser
from bulletin.serialization import from_json
from bulletin.value import Annotations, Kind, Section
from issues.models import Publication, PublishedFile
from issues.projections import release
from issues.receipts import receive
from tests.people import stand_in
from tests.reading import factories
from tests.scans import PNG, pdf

FIXTURES = settings.BASE_DIR / "fixtures"
NEWS = settings.BASE_DIR / "tests" / "bulletin" / "samples" / "news-three-articles.txt"
UNBREAKABLE = "\n".join(
    [
        f"网址：https://example.org/{'a' * 120}",
        f"| 指标 | {' | '.join(['二〇二二年的数值'] * 9)} |",
        f"|{'---|' * 10}",
        f"| 研发投入 | {' | '.join(['123456789012.34'] * 9)} |",
    ]
)


def fill():
    """Issues of every sort, the real one the newest; returns the reader of internal ones."""
    the_real_issue()
    news = text_parser.parse(NEWS.read_bytes()).bulletin
    factories.publish(dataclasses.replace(news, year=2022, number=3, total=417))
    factories.publish(year=2021, number=5, hub="paris", text=UNBREAKABLE)
    short = {"sections": (Section(Kind.LEAD, text="只有一句话。"),), "annotations": Annotations()}
    factories.publish(year=2021, number=6, **short)
    factories.withdraw(factories.publish(year=2021, number=7, theme="market"))
    received = factories.publish_internally(year=2022, number=8, hub="paris")
    scanned()
    before = factories.publish(year=2021, number=9)
    reader = a_secretary(received, before)
    corrected(before)
    for number in range(404, 415):
        factories.publish(corpus.composed(number))
    return reader


def scanned():
    """An issue of which only masthead and title were typed, with its scan as picture and as PDF."""
    publication = factories.publish_internally(year=2019, number=3, sections=(), annotations=Annotations())
    files = (("第1页.png", "image/png", PNG), ("全文.pdf", "application/pdf", pdf()))
    for position, (name, kind, content) in enumerate(files, start=1):
        told = {"file_name": name, "content_type": kind, "content": content, "sha256": "0" * 64}
        PublishedFile.objects.create(publication=publication, kind="scan", position=position, **told)


def a_secretary(received, read_before):
    """A reader who signs for a leader, too, and has received one issue for both and one for himself."""
    leader, secretary = factories.make_reader(), factories.make_reader()
    User.objects.filter(pk__in=(leader.pk, secretary.pk)).update(date_joined=timezone.now() - timedelta(days=9))
    stand_in(leader, secretary, Role.READER)
    receive(received, by=secretary, reader=secretary)
    receive(received, by=secretary, reader=leader)
    receive(read_before, by=secretary, reader=secretary)
    return User.objects.get(pk=secretary.pk)


def the_real_issue():
    """2022年第4期 as the demo office published it, with its hubs, figures, milestones and lessons."""
    rows = json.loads((FIXTURES / "2022-4.json").read_text(encoding="utf-8"))
    (revision,) = [row["fields"] for row in rows if row["model"] == "issues.revision"]
    return factories.publish(from_json(revision["json"]))


def corrected(publication):
    """Its issue released again, with a public note and one word changed."""
    before = publication.revision.bulletin
    lead = dataclasses.replace(before.sections[0], text="导语已经改过。")
    notes = dataclasses.replace(before.annotations, correction_note="更正：导语中的一处表述。")
    after = dataclasses.replace(before, sections=(lead, *before.sections[1:]), annotations=notes)
    now = timezone.now() - timedelta(minutes=5)
    Publication.objects.filter(pk=publication.pk).update(ends_at=now)
    frozen = factories.freeze(after, by=publication.by, issue=publication.issue)
    return release(frozen, audience=publication.audience, go_live_at=now, by=publication.by, supersedes=publication)


def session_of(user):
    """The cookie of a browser in which `user` has signed in."""
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value
