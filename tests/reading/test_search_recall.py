"""300 random pieces of a 2,000-issue corpus, against a scan of every text: all of it is found, and nothing else."""

import datetime
import re
import unicodedata
from datetime import timedelta
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bulletin.searching import parse
from bulletin.serialization import digest, printed_digest, to_json
from bulletin.value import Annotations, Bulletin, CaseNote, Kind, LessonNote, Section
from issues.models import Audience, Issue, Publication, PublishedText, Revision
from issues.projections import columns, release
from issues.search import index, postgresql
from reading.search import A_PAGE, search
from tests.reading import factories

pytestmark = pytest.mark.timeout(3600)

ISSUES, RELEASED_BY_HAND, PIECES = 2000, 60, 300
PUBLIC, INTERNAL, SCHEDULED, WITHDRAWN, DRAFT = "public", "internal", "scheduled", "withdrawn", "draft"
STATUSES = [PUBLIC] * 6 + [INTERNAL] * 2 + [SCHEDULED, WITHDRAWN, DRAFT]

WORDS = """
科技创新 创新中心 科技中心 中心 城市 东京 东京湾 伦敦 硅谷 人才 人才池 资本 资本市场 市场 机制 政府 企业
中小企业 产业 集群 研发 基地 大学 高校 成果 转化 生态 风险 投资 AI ＡＩ技术 OpenAI Lab R&D 2014年 2014 14年3月
5G 50% 3.2亿 〇 一是 二是 的 了 和
""".split()  # noqa: SIM905
MARKS = "，。；：、（）“”《》—-+·/！？(),;:"


def sentence(chance):
    parts = []
    for _ in range(chance.randint(3, 9)):
        parts.append(chance.choice(WORDS))
        if chance.random() < 0.4:
            parts.append("".join(chance.choices(MARKS, k=chance.choice((1, 1, 1, 2)))))
    return "".join(parts)


def paragraph(chance):
    return "\n".join(sentence(chance) for _ in range(chance.randint(1, 3)))


def composed(place):
    """An issue with a lead, two entries and lessons; every tenth number is a supplement's."""
    chance = Random(place)
    hubs = chance.sample(range(8), 2)
    lessons = "本期启示：" + sentence(chance)
    cases = [
        Section(Kind.CASE, heading=sentence(chance), heading_end="：", thesis=sentence(chance), run_in=True, level=1)
        for _ in hubs
    ]
    return Bulletin(
        series="决策参阅",
        publisher="编发单位",
        year=1960 + place // 40,
        number=place % 40 + 1,
        date=datetime.date(1960 + place // 40, 1 + place % 12, 1),
        title=sentence(chance),
        sections=(
            Section(Kind.LEAD, text=paragraph(chance)),
            *(case.__class__(**{**_fields(case), "text": paragraph(chance)}) for case in cases),
            Section(Kind.LESSONS, ordinal="三、", heading=sentence(chance), level=1, text=lessons),
        ),
        annotations=Annotations(
            cases=tuple(CaseNote(1 + n, f"h{hub}-{place}", f"h{hub}", f"第{hub}中心") for n, hub in enumerate(hubs)),
            lessons=(LessonNote("theme", "主题", f"lesson-{place % 30}", sentence(chance), lessons, (1,)),),
        ),
    )


def _fields(section):
    return {name: getattr(section, name) for name in Section.__dataclass_fields__}


@pytest.fixture(scope="module")
def corpus(django_db_setup, django_db_blocker):
    """[(status, bulletin)], all but the drafts in the database, which is as it was afterwards."""
    chance = Random(7)
    rows = [(chance.choice(STATUSES), composed(place)) for place in range(ISSUES)]
    with django_db_blocker.unblock(), transaction.atomic():
        by = factories.make_user()
        _release_at_once(rows[RELEASED_BY_HAND:], by)
        index.rebuild()
        for status, bulletin in rows[:RELEASED_BY_HAND]:
            _release(status, bulletin)
        yield rows
        transaction.set_rollback(True)


def _release_at_once(rows, by):
    rows = [row for row in rows if row[0] != DRAFT]
    issues = Issue.objects.bulk_create(Issue(title=bulletin.title) for _, bulletin in rows)
    revisions = Revision.objects.bulk_create(
        Revision(issue=issue, json=to_json(bulletin), digest=digest(bulletin), **_revision(bulletin, by))
        for issue, (_, bulletin) in zip(issues, rows, strict=True)
    )
    Publication.objects.bulk_create(
        Publication(issue=revision.issue, revision=revision, sequence=1, by=by, **_times(status), **columns(bulletin))
        for revision, (status, bulletin) in zip(revisions, rows, strict=True)
    )


def _revision(bulletin, by):
    same = {"number": 1, "round": 1, "purpose": "submitted", "by": by, "at": timezone.now()}
    return same | {"printed_digest": printed_digest(bulletin)}


def _times(status):
    now = timezone.now()
    return {
        "audience": Audience.INTERNAL if status == INTERNAL else Audience.PUBLIC,
        "go_live_at": now + timedelta(days=1) if status == SCHEDULED else now - timedelta(hours=1),
        "ends_at": now - timedelta(minutes=1) if status == WITHDRAWN else None,
    }


def _release(status, bulletin):
    if status == DRAFT:
        return
    times = _times(status)
    revision = factories.freeze(bulletin)
    made = release(revision, audience=times["audience"], go_live_at=times["go_live_at"], by=revision.by)
    if status == WITHDRAWN:
        Publication.objects.filter(pk=made.pk).update(ends_at=times["ends_at"])
        index.settle(made)


# The scan: written without the product's normaliser


def folded(text):
    text = "".join(unicodedata.normalize("NFKC", one).casefold() for one in text)
    return "".join(one if one.isalnum() or one in " \n" else "·" for one in text)


def printed(section):
    return f"{section.ordinal}{section.heading}{section.heading_end}{section.thesis}" + (
        section.text if section.run_in else f"\n{section.text}"
    )


def units(bulletin):
    """The address of the issue and of each entry, and what is printed there."""
    address = f"/issues/{bulletin.year}/{bulletin.number}/"
    slugs = {note.section: note.hub_slug for note in bulletin.annotations.cases}
    own = [printed(one) for one in bulletin.sections if one.kind is not Kind.CASE]
    yield address, "\n".join([bulletin.title, *own])
    for place, slug in slugs.items():
        yield f"{address}#hub-{slug}", printed(bulletin.sections[place])


def scan(rows, statuses, piece):
    sought = folded(piece)
    return {address for status, text, address in rows if status in statuses and sought in text}


@pytest.fixture(scope="module")
def scanned(corpus):
    return [(status, folded(text), address) for status, one in corpus for address, text in units(one)]


@pytest.fixture(scope="module")
def pieces(corpus):
    """Pieces of 2 to 12 characters of any text, hidden ones too; none that spells an operator of the query."""
    chance, found = Random(11), []
    while len(found) < PIECES:
        text = chance.choice([text for _, text in units(chance.choice(corpus)[1])])
        at, length = chance.randrange(len(text)), chance.randint(2, 12)
        piece = text[at : at + length]
        if len(piece) == length and re.search(r"\w", piece) and not re.search(r"\s|^[-－“”\"]", piece):
            found.append(piece)
    return found


def found(user, piece):
    """The addresses of all issues and entries found."""
    results = search(piece, user, chosen={}, page=ISSUES * 4 // A_PAGE)
    addresses = [hit.address for hit in results.hits if hit.address.startswith("/issues/")]
    assert len(addresses) == len(set(addresses)), piece
    return set(addresses)


@pytest.mark.django_db
@pytest.mark.parametrize(("inside", "statuses"), [(False, {PUBLIC}), (True, {PUBLIC, INTERNAL})], ids=["out", "in"])
def test_all_of_it_is_found_and_nothing_else(corpus, scanned, pieces, inside, statuses):
    user, wrong = factories.make_reader() if inside else AnonymousUser(), {}
    for piece in pieces:
        expected, addresses = scan(scanned, statuses, piece), found(user, piece)
        if addresses != expected:
            wrong[piece] = {"missed": expected - addresses, "too many": addresses - expected}
    assert wrong == {}


def scan_for_all(rows, wanted, without):
    """Texts with every word of `wanted`, and issues that have them in different texts; none with one of `without`."""
    issues, at_once = {}, set()
    for status, text, address in rows:
        if status == PUBLIC:
            issue, holds = address.partition("#")[0], {word for word in wanted if folded(word) in text}
            unwanted = any(folded(word) in text for word in without)
            issues.setdefault(issue, []).append((holds, unwanted))
            at_once |= {address} if holds == set(wanted) and not unwanted else set()
    told = {address.partition("#")[0] for address in at_once}
    return at_once | {
        issue
        for issue, texts in issues.items()
        if issue not in told
        and set().union(*(holds for holds, _ in texts)) == set(wanted)
        and not any(unwanted for _, unwanted in texts)
    }


@pytest.mark.django_db
def test_several_words_are_all_found_in_a_text_or_over_an_issue(corpus, scanned, pieces):
    chance, wrong = Random(7), {}
    for piece in pieces[:60]:
        wanted = [
            piece,
            *chance.sample(("科技创新", "硅谷", "人才池", "资本市场", "东京湾", "没有的词"), chance.randint(1, 2)),
        ]
        without = chance.sample(("伦敦", "集群"), chance.randint(0, 1))
        typed = " ".join([*wanted, *(f"-{word}" for word in without)])
        if found(AnonymousUser(), typed) != scan_for_all(scanned, wanted, without):
            wrong[typed] = found(AnonymousUser(), typed) ^ scan_for_all(scanned, wanted, without)
    assert wrong == {}


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one way only")
@pytest.mark.parametrize(("dearer", "order"), [(10**12, "g.text_id DESC"), (10**-12, "g.text_id + 0 DESC")])
def test_what_stands_in_many_texts_is_found_either_way(corpus, scanned, monkeypatch, dearer, order):
    monkeypatch.setattr(postgresql, "DEARER", dearer)
    monkeypatch.setattr(postgresql, "_latest", postgresql._Latest())
    with connection.cursor() as cursor:
        postgresql.learn(cursor)
    for piece in ("科技创新", "硅谷", "中心，城", "企"):
        assert found(AnonymousUser(), piece) == scan(scanned, {PUBLIC}, piece)
    for piece in ("科技创新", "硅谷", "企"):  # what stands in few texts may be in none of a sample
        with CaptureQueriesContext(connection) as queries:
            found(AnonymousUser(), piece)
        assert order in "".join(query["sql"] for query in queries)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["科技创新", "硅谷", "企", "创新 硅谷", "科技创新 -伦敦"])
def test_the_first_hits_are_the_best_of_all(corpus, typed):
    query, nobody = parse(typed), AnonymousUser()
    everything = PublishedText.objects.hits(query, nobody, most=10**6)
    for most in (1, 2, A_PAGE, len(everything) // 2, len(everything)):
        assert PublishedText.objects.hits(query, nobody, most=most) == everything[:most]


@pytest.mark.django_db
@pytest.mark.parametrize("piece", ["硅", "〇", "A", "Ｒ", "5", "了"])
def test_one_character_is_found_too(corpus, scanned, piece):
    assert found(AnonymousUser(), piece) == scan(scanned, {PUBLIC}, piece)


@pytest.mark.django_db
@pytest.mark.parametrize("piece", ["科技创新", "硅谷，", "OpenAI"])
def test_page_after_page_gives_each_once_and_counts_up_to_a_thousand(client, corpus, piece):
    everything = search(piece, AnonymousUser(), chosen={}, page=ISSUES * 4 // A_PAGE).hits
    pages = range(1, len(everything) // A_PAGE + 3)
    answers = [client.get("/search/", {"q": piece, "format": "json", "page": page}).json() for page in pages]
    urls = [row["url"] for answer in answers for row in answer["results"]]
    assert urls == [hit.address for hit in everything]
    assert {answer["total"] for answer in answers} == {min(1000, len(everything))}
