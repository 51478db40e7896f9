"""Does everything that was promised still hold? Every digest, projection, cache, number, trigger and chain."""

import json
from collections import Counter
from datetime import UTC

from django.db import connection
from django.db.models import Count, F, Q

from accounts import audit, office_text, office_triggers
from accounts.growing import missing_triggers
from accounts.models import AuditEntry
from bulletin.serialization import digest, from_json, printed_digest, to_json
from issues import projections, receipts, verifying_paper
from issues.archiving.layout import RESTORED
from issues.models import (
    Accession,
    Audience,
    BackIssue,
    Decision,
    Issue,
    Publication,
    Receipt,
    Revision,
    Withdrawal,
)
from issues.moves import facts
from issues.search import index
from issues.snapshot import evidence_in, evidence_of
from issues.states import MOVES, STAGES, Stage, State


def problems():
    """Sentences naming what does not hold; nothing when all holds."""
    absent = [*missing_triggers(connection), *office_triggers.missing(connection)]
    yield from (f"数据库缺少保护“{name}”，请重新执行 migrate。" for name in absent)
    yield from audit.problems()
    yield from _releases()
    yield from _receipts()
    yield from _accessions()
    for revision in Revision.objects.filter(issue__disposal=None).select_related("issue").iterator():
        yield from (f"{revision}：{what}" for what in _revision(revision))
    told = verifying_paper.told_in_audit()
    for publication in Publication.objects.filter(issue__disposal=None).select_related("revision__issue").iterator():
        yield from (f"{publication}：{what}" for what in _publication(publication, told))
    yield from index.problems()
    for issue in Issue.objects.filter(disposal=None).iterator():
        yield from (f"{issue}：{what}" for what in _issue(issue))
    for revision in Revision.objects.filter(issue__disposal__isnull=False).exclude(json="").select_related("issue"):
        yield f"{revision}：已作涉密处置，却还留有文字。"
    for row in office_text.differing():
        yield f"{row._meta.verbose_name}“{row}”：编辑部检索用的文字与现在的内容不符，请执行 manage.py index 重建。"


def _releases():
    """The publications beside what the audit trail says was released: a consistent forgery of both takes its hashes."""
    publications = Publication.objects.listed().select_related("issue", "revision").defer("revision__json")
    found = {(str(one.issue.key), one.sequence): one for one in publications}
    releasing = [*(MOVES[move].label for move in ("publish", "accession")), RESTORED]
    for entry in AuditEntry.objects.filter(event__in=releasing).order_by("sequence"):
        for told in _each_told_by(entry, "releases"):
            publication = found.get((told.get("issue"), told.get("publication")))
            if publication is None or _release(publication) != {name: told.get(name) for name in RELEASE}:
                yield f"审计记录第{entry.sequence}条所记的发布（{entry.subject}）与现在的发布不符。"


def _each_told_by(entry, what):
    """What the entry tells of one release or receipt, or of all that came back with an issue out of an archive."""
    told = _told_by(entry)
    return [{"issue": told.get("issue"), **one} for one in told.get(what, [{}])] if entry.event == RESTORED else [told]


def _told_by(entry):
    try:
        told = json.loads(entry.detail)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


RELEASE = ("audience", "go_live_at", "digest", "revision")


def _release(publication):
    revision = publication.revision
    at = publication.go_live_at.astimezone(UTC).isoformat()
    return dict(zip(RELEASE, (publication.audience, at, revision.digest, revision.number), strict=True))


def _receipts():
    """The receipts beside the releases they are of, and beside what the audit trail says was received."""
    entries = AuditEntry.objects.filter(event__in=(receipts.EVENT, RESTORED))
    told = Counter(_signed(one) for entry in entries for one in _each_told_by(entry, "receipts"))
    rows = Receipt.objects.select_related("issue", "publication__revision", "reader", "signed_by").order_by("pk")
    for receipt in rows:
        publication = receipt.publication
        if (receipt.issue_id, receipt.printed_digest) != (publication.issue_id, publication.revision.printed_digest):
            yield f"签收记录“{receipt}”与所签收的发布不符。"
        signed = _signed(receipts.told(receipt))
        if not told[signed]:
            yield f"签收记录“{receipt}”在审计记录里找不到。"
        told -= Counter([signed])
    if told:
        yield f"审计记录所记的签收里，有{told.total()}次现在没有签收记录。"


def _signed(told):
    return tuple(str(told.get(name)) for name in ("issue", "publication", "reader", "signed_by"))


def _revision(revision):
    try:
        bulletin = from_json(revision.json)
    except ValueError as error:
        yield f"冻结的内容读不出来：{error}"
        return
    if to_json(bulletin) != revision.json or digest(bulletin) != revision.digest:
        yield "冻结的内容与校验值不符。"
    if printed_digest(bulletin) != revision.printed_digest:
        yield "印刷内容与校验值不符。"


def _publication(publication, told):
    try:
        bulletin = publication.bulletin
    except ValueError:
        return
    if publication.issue_id != publication.revision.issue_id:
        yield "发布的稿子不是这一期的。"
    yield from _differences(publication, projections.columns(bulletin), "目录信息")
    yield from _differences(publication, projections.rendered(bulletin), "页面")
    yield from _rows(publication, bulletin)
    yield from _approval(publication)
    yield from _times(publication)
    yield from verifying_paper.problems(publication, told)


def _differences(row, expected, what):
    if any(getattr(row, name) != value for name, value in expected.items()):
        yield f"{what}与冻结的内容不符。"


def _rows(publication, bulletin):
    cases = list(publication.cases.prefetch_related("figures", "milestones"))
    lessons = list(publication.lessons.prefetch_related("cases"))
    expected = projections.case_columns(bulletin), projections.lesson_columns(bulletin)
    for rows, columns, what in zip((cases, lessons), expected, ("案例", "启示"), strict=True):
        if [_told(row, told) for row, told in zip(rows, columns, strict=False)] != columns or len(rows) != len(columns):
            yield f"{what}索引与冻结的内容不符。"
    if [evidence_of(case) for case in cases] != [evidence_in(note) for note in bulletin.annotations.cases]:
        yield "数据和大事记索引与冻结的内容不符。"
    if [_rests_on(lesson) for lesson in lessons] != [list(note.rests_on) for note in bulletin.annotations.lessons]:
        yield "启示与案例的关联与冻结的内容不符。"


def _told(row, columns):
    return {name: getattr(row, name) for name in columns}


def _rests_on(lesson):
    return sorted(case.position for case in lesson.cases.all())


def _approval(publication):
    if not publication.is_public and _rests_on_accession(publication.revision):
        return
    needed = STAGES[3] if publication.audience == Audience.PUBLIC else STAGES[2]
    if not set(needed) <= facts.stages_passed(publication.revision):
        yield "发布的稿子没有审满。"
    if facts.one_person_passed_two_stages(publication.revision):
        yield "同一个人通过了两个审核环节。"
    is_over = publication.ends_at is not None
    if publication.is_public and not is_over and not facts.is_cleared_for_public(publication.revision):
        yield "公开发布的稿子没有“主动公开”的决定。"


def _rests_on_accession(revision):
    """Whether its words entered as 过刊: itself, or through confirmed 补充资料 that print the same."""
    while revision.is_annotation:
        confirmed = revision.reviews.filter(stage=Stage.ANNOTATION, decision=Decision.PASS).exists()
        if not confirmed or revision.printed_digest != revision.basis.printed_digest:
            return False
        revision = revision.basis
    return BackIssue.objects.filter(revision=revision, digest=revision.digest).exists()


def _accessions():
    for record in Accession.objects.annotate(found=Count("back_issues")).exclude(found=F("count")):
        yield f"{record}：记有{record.count}期，现在只找到{record.found}期。"


def _times(publication):
    withdrawal = Withdrawal.objects.filter(publication=publication).first()
    if withdrawal and publication.ends_at != withdrawal.at:
        yield "已经撤下，结束时间却与撤下的时间不符。"
    never_came = Q(ends_at__isnull=False, ends_at__lte=F("go_live_at"))
    later = Publication.objects.filter(issue=publication.issue, sequence__gt=publication.sequence).exclude(never_came)
    successor = later.order_by("sequence").first()
    if successor and (publication.ends_at is None or publication.ends_at > successor.go_live_at):
        yield f"与第{successor.sequence}次发布的时间重叠。"


def _issue(issue):
    if issue.state == State.PUBLISHED and not issue.publications.exists():
        yield "状态是已发布，却没有发布记录。"
    if issue.is_in_review and issue.newest_revision is None:
        yield "正在审核，却没有稿子。"
