"""What 过刊入库 asks of many issues at once: read in a few queries, told issue by issue."""

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone

from accounts.access import Action
from bulletin.serialization import digest
from bulletin.value import Kind
from issues.models import Attachment, Disposal, Intake, Publication, Series
from issues.moves import completeness, facts, four_eyes, links
from issues.snapshot import bulletins_of

BOARD_OF_TODAY = "编委会成员是现在的名单：请照原件改，原件没有印的清空。"
WANTED = {"year": "年份", "number": "期号", "date": "日期"}


class BackIssues:
    """Drafts of issues printed long ago, beside everything the rules look at."""

    def __init__(self, issues):
        pks = [issue.pk for issue in issues]
        self.bulletins = bulletins_of(issues)
        self.authors = facts.authors_of_new(issues)
        self.disposed = set(Disposal.objects.filter(issue__in=pks).values_list("issue", flat=True))
        self.released = set(Publication.objects.filter(issue__in=pks).values_list("issue", flat=True))
        scans = Attachment.objects.filter(issue__in=pks, kind=Attachment.Kind.SCAN)
        self.scanned = set(scans.values_list("issue", flat=True))
        self.numbered, self.totalled = _published_as(issues)
        self.from_files = set(Intake.objects.filter(issue__in=pks).values_list("issue", flat=True))
        self.board = Series.objects.of_this_house().board

    def reasons_against(self, issue, by):
        """Sentences saying why `by` cannot let the issue enter as it stands."""
        bulletin = self.bulletins[issue.pk]
        if issue.pk in self.released:
            yield "本期已经发布过，不能再作过刊入库。更正的稿子请送审。"
        yield from _missing(bulletin, has_scan=issue.pk in self.scanned)
        yield from _cases_missing(bulletin)
        yield from completeness.numbers_out_of_range(issue.number, issue.total)
        yield from self._taken(issue)
        yield from completeness.secret(bulletin)
        yield from four_eyes.reasons(by, (Action.SIGN,), self.authors[issue.pk])

    def digest_of(self, issue):
        return digest(self.bulletins[issue.pk])

    def warnings(self, issue):
        """Sentences to read before the issue enters."""
        bulletin = self.bulletins[issue.pk]
        yield from completeness.doubtful(bulletin)
        yield from links.broken(bulletin)
        # What was typed by hand began with the masthead of today.
        if issue.board and issue.board == self.board and issue.pk not in self.from_files:
            yield BOARD_OF_TODAY

    def _taken(self, issue):
        for other in self.numbered[issue.year, issue.number, issue.supplement]:
            if other.issue_id != issue.pk:
                yield completeness.number_published(other)
        for other in self.totalled[issue.total]:
            if other.issue_id != issue.pk:
                yield completeness.total_published(other)


def _published_as(issues):
    """What readers have had under the numbers of `issues`: by year, number, supplement, and by total."""
    years, totals = {issue.year for issue in issues}, {issue.total for issue in issues}
    named = Q(year__in=years - {None}, number__isnull=False) | Q(total__in=totals - {None})
    numbered, totalled = defaultdict(list), defaultdict(list)
    for one in Publication.objects.been_live().filter(named).listed().defer("lead"):
        numbered[one.year, one.number, one.supplement].append(one)
        if one.total is not None:
            totalled[one.total].append(one)
    return numbered, totalled


def _missing(bulletin, *, has_scan):
    for name, label in WANTED.items():
        if getattr(bulletin, name) is None:
            yield f"缺{label}：请照原件填写。"
    if bulletin.date and bulletin.date >= timezone.localdate():
        yield f"日期是{bulletin.date:%Y-%m-%d}，不是过刊。新编的一期请送审。"
    if not bulletin.title.strip():
        yield "缺标题：请照原件填写。"
    if not has_scan and not any(section.text.strip() or section.thesis.strip() for section in bulletin.sections):
        yield "既没有正文，也没有影像件：请录入正文，或者附上影像件。"


def _cases_missing(bulletin):
    chosen = {note.section for note in bulletin.annotations.cases}
    for place, section in enumerate(bulletin.sections):
        if section.kind is Kind.CASE and place not in chosen:
            yield f"第{place + 1}段是案例，但还没有选案例。"
        elif section.kind is Kind.CASE and not (section.text.strip() or section.thesis.strip()):
            yield f"第{place + 1}段的案例“{section.heading}”还没有正文。"
