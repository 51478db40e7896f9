"""Rows → the sheets that are signed by hand: 审签单, 呈阅单, 签收单."""

import re

from django.utils.formats import date_format
from django.utils.timezone import localtime

from bulletin.markup import plain_text
from bulletin.rendering import masthead
from bulletin.rendering.sheets import Leader, Reader, ReadingSheet, ReceiptSheet, Recipient, ReviewSheet, Stage
from bulletin.value import Kind
from issues.admin.receipts import texts_of
from issues.admin.situation import moment, stage_names
from issues.models import Attribute, Decision
from issues.models.masthead import numbering
from issues.receipts import readers
from issues.states import STAGES
from issues.states import Stage as ReviewStage

DECISIONS = tuple(Decision.labels)
COPIES = re.compile(r"[（(]?(\d{1,4})\s*份[）)]?$")
LONGEST_LEAD = 160
# Room for recipients who are not on the list.
LEAST_BLANKS, LEAST_LINES = 3, 10


# 审签单


def review_sheet(revision):
    """审签单 of `revision`: a box for each stage it goes through, and one for the disclosure decision."""
    bulletin = revision.bulletin
    return ReviewSheet(
        **_of(bulletin),
        code=revision.check_code,
        revision=f"第{revision.number}稿（{revision.get_purpose_display()}）",
        submitted=f"{revision.by}，{_day(revision.at)}",
        attribute=f"{revision.issue.get_attribute_display()}（拟）",
        stages=tuple(_annotation(revision) if revision.is_annotation else _stages(revision, bulletin)),
    )


def _annotation(revision):
    yield Stage(stage_names()[ReviewStage.ANNOTATION], DECISIONS[:1], said=_said(revision.reviews))


def _stages(revision, bulletin):
    names = stage_names()
    for stage in STAGES[revision.issue.stages]:
        is_last = stage == ReviewStage.FINAL
        yield Stage(
            names[stage],
            ("签发", *DECISIONS[1:]) if is_last else DECISIONS,
            numbers=is_last and None in (bulletin.number, bulletin.date),
            said=_said(revision.reviews.filter(stage=stage)),
        )
    newest = revision.disclosure_decisions.order_by("-at", "-pk")[:1]
    yield Stage("公开审查", tuple(Attribute.labels), "理由", "审查人", said=_said(newest))


def _said(decisions):
    """What was decided by now, a line each, for the box it would have been written into."""
    return tuple(map(_line, decisions.select_related("decided_by", "stand_in_for")))


def _line(one):
    decision, words = (
        (one.get_decision_display(), one.remark)
        if hasattr(one, "decision")
        else (one.get_attribute_display(), one.ground)
    )
    for_whom = f"（代{one.stand_in_for}）" if one.stand_in_for else ""
    told = f"{decision}：{words}" if words and words != decision else decision
    return f"{told}　　{one.decided_by}{for_whom}　{_day(one.at)}"


# 呈阅单


def reading_sheet(bulletin, leaders, series):
    """呈阅单 of what is laid before `leaders`, who are [(姓名, 职务)]."""
    phone = f"，电话{series.phone}" if series and series.phone else ""
    return ReadingSheet(
        **_of(bulletin),
        subtitle=bulletin.subtitle,
        lead=_lead(bulletin),
        leaders=tuple(Leader(name, post) for name, post in leaders),
        note=f"阅后请退{bulletin.publisher}{phone}。" if bulletin.publisher else "",
    )


def _lead(bulletin):
    """The opening in whole sentences, or as much of it as there is room for."""
    text = next((plain_text(one.text) for one in bulletin.sections if one.kind is Kind.LEAD), "").replace("\n", "")
    if len(text) <= LONGEST_LEAD:
        return text
    whole = text[:LONGEST_LEAD].rpartition("。")
    return whole[0] + whole[1] or f"{text[:LONGEST_LEAD]}……"


def readers_in_the_office():
    """[(姓名, 职务)] of the readers with an account."""
    return [(str(user), user.post) for user in readers().order_by("full_name", "username")]


# 签收单


def receipt_sheet(bulletin, issue):
    """签收单 of the distribution list, and of what readers have signed for on screen."""
    lines = tuple(_recipients(bulletin))
    return ReceiptSheet(
        **_of(bulletin),
        dated=_day(bulletin.date) if bulletin.date else "",
        lines=lines,
        blanks=max(LEAST_BLANKS, LEAST_LINES - len(lines)),
        copies=masthead.copies_line(bulletin),
        readers=tuple(_receipts(issue)),
    )


def _recipients(bulletin):
    """A line for each whom a comma sets apart: 市委书记、市长 take theirs together."""
    for line in bulletin.distribution.recipients:
        for names in filter(None, re.split("[，,；;]", line.names.strip().rstrip("。"))):
            copies = COPIES.search(names.strip())
            who = names[: copies.start()] if copies else names
            yield Recipient(line.verb, who.strip(), copies[1] if copies else "")


def _receipts(issue):
    for text in texts_of(issue)[:1]:
        for one in (*text.received, *text.others):
            by = f"{one.signed_by}代签" if one.is_by_deputy else "本人"
            yield Reader(str(one.reader), one.reader.post, moment(one.at), by)
        yield from (Reader(str(reader), reader.post) for reader in text.awaited)


def _of(bulletin):
    number = f"{numbering(bulletin)}{masthead.total_line(bulletin)}" if bulletin.number else "（待编号）"
    return {
        "series": bulletin.series,
        "publisher": bulletin.publisher,
        "number": number,
        "heading": bulletin.title or "（未命名）",
    }


def _day(day):
    return date_format(localtime(day) if hasattr(day, "hour") else day, "Y年n月j日")
