"""What an issue must have before 送审 or 签发, and what merely deserves a look."""

from bulletin.secrecy import MarkedSecret, doubtful_words, refuse_marked
from bulletin.serialization import printed_digest, to_json
from bulletin.value import Kind
from issues import numbering, printing
from issues.models import UNSORTED, Issue, Publication
from issues.moves import facts, links
from issues.snapshot import bulletin_of
from issues.states import STAGES


def missing(issue):
    """Everything 送审 demands and the issue lacks, as sentences, all at once."""
    bulletin = bulletin_of(issue)
    if not bulletin.title.strip():
        yield "缺标题：请填写本期标题。"
    if not any(section.text.strip() or section.thesis.strip() for section in bulletin.sections):
        yield "缺正文：请至少写一段内容或选一个案例。"
    if not bulletin.publisher.strip():
        yield "缺编发单位：请在刊头填写。"
    if not issue.attribute:
        yield "缺公开属性：请选择主动公开、依申请公开或不予公开。"
    yield from _numbers_unusable(issue.year, issue.number, issue.total, issue)
    yield from _cases_missing(issue)
    yield from _correction_missing(issue, bulletin)
    yield from secret(bulletin)


def _numbers_unusable(year, number, total, issue):
    """Numbers no address can hold, or that readers know another issue by: published numbers are never used again."""
    yield from numbers_out_of_range(number, total)
    published = Publication.objects.exclude(issue=issue).been_live()
    if number and (other := published.numbered(year, number, issue.supplement).listed().first()):
        yield number_published(other)
    if total and (other := published.filter(total=total).listed().first()):
        yield total_published(other)


def numbers_out_of_range(number, total):
    if number is not None and not 1 <= number <= numbering.MOST:
        yield f"期号应在1到{numbering.MOST}之间，请核对。"
    if total is not None and not 1 <= total <= numbering.MOST_IN_TOTAL:
        yield f"总期号应在1到{numbering.MOST_IN_TOTAL}之间，请核对。"


def number_published(other):
    return f"{other.numbering}已经发布过（《{other.title}》），期号不能再用。"


def total_published(other):
    return f"总第{other.total}期已经发布过（{other.numbering}），总期号不能再用。"


def _cases_missing(issue):
    for section in issue.sections.filter(kind=Kind.CASE.value, case_study__isnull=True):
        yield f"第{section.position}段是案例，但还没有选案例。"
    for section in issue.sections.filter(case_study__isnull=False).select_related("case_study"):
        if not (section.case_study.body.strip() or section.case_study.thesis.strip()):
            yield f"第{section.position}段的案例“{section.case_study}”还没有正文。"


def _correction_missing(issue, bulletin):
    before = facts.published_before(issue)
    if not before:
        return
    if (bulletin.year, bulletin.number, bulletin.supplement) != (before.year, before.number, before.supplement):
        yield f"本期已按{before.numbering}发布，更正时年份和期号不能改。"
    if printed_digest(bulletin) != before.revision.printed_digest and not issue.correction_note.strip():
        yield "更正了文字，请写明给读者看的更正说明：改了什么，为什么改。"


def secret(bulletin):
    try:
        refuse_marked(to_json(bulletin))
    except MarkedSecret as secret:
        yield str(secret)


def numbers_wanted(issue, given):
    """What 签发 still needs of year, number and date, counting what the signer gives."""
    for name, label in (("year", "年份"), ("number", "期号"), ("date", "日期")):
        own, new = getattr(issue, name), given.get(name)
        if own is None and new is None:
            yield f"缺{label}：签发时要定下{label}。"
        if own is not None and new is not None and own != new:
            yield f"{label}在送审稿里已经定了，签发时不能改；要改请退回修改。"
    if issue.total is not None and given.get("total") not in (None, issue.total):
        yield "总期号在送审稿里已经定了，签发时不能改；要改请退回修改。"
    yield from _taken(issue, given)


def _taken(issue, given):
    others = Issue.objects.numbered().exclude(pk=issue.pk)
    year, number = issue.year or given.get("year"), issue.number or given.get("number")
    if number and others.filter(year=year, number=number, supplement=issue.supplement).exists():
        yield f"{year}年第{number}期已经有了，请换一个期号。"
    total = issue.total or given.get("total")
    if total and others.filter(total=total).exists():
        yield f"总第{total}期已经有了，请换一个总期号。"
    yield from _numbers_unusable(year, number, total, issue)


def warnings(move, issue):
    """Sentences to read before the move is made."""
    if move == "publish":
        yield from links.waiting(issue.newest_revision.bulletin)
    if move not in ("submit", "resubmit", "sign"):
        return
    bulletin = bulletin_of(issue)
    yield from numbering.remarks(issue)
    if move != "sign":
        yield from _unnumbered(issue)
    yield from doubtful(bulletin)
    for note in bulletin.annotations.lessons:
        if note.passage and not any(note.passage in section.text for section in bulletin.sections):
            yield f"启示“{note.statement}”所引的原文在正文里找不到，请核对。"
    yield from printing.unprintable(bulletin)
    yield from (f"{sentence}发布前请改正。" for sentence in links.broken(bulletin))
    yield from _unsorted_lessons(issue)
    yield from _two_stages(issue)


def doubtful(bulletin):
    for word in doubtful_words(to_json(bulletin)):
        yield f"文中有“{word}”，请确认不涉及国家秘密和工作秘密。"


def _unsorted_lessons(issue):
    if count := issue.attached_lessons.unsorted().count():
        yield f"有{count}条启示还在“{UNSORTED}”，不会随本期发布；请给它们选定主题，或者删去。"


def _unnumbered(issue):
    names = (("year", "年份"), ("number", "期号"), ("total", "总期号"), ("date", "日期"))
    empty = [label for name, label in names if getattr(issue, name) is None]
    if empty:
        yield f"{'、'.join(empty)}还没有填，签发时再定也可以。"


def _two_stages(issue):
    if issue.stages == len(STAGES[2]):
        yield "本期按两审办理，只能内部印发，不能公开发布。"
