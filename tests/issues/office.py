"""The office on stage, and issues brought to any state by the real moves."""

import datetime
from dataclasses import dataclass

from accounts.access import Role
from accounts.authorship import save
from accounts.models import User
from bulletin.serialization import digest
from hubs.models import CaseStudy, Hub
from issues import moves
from issues.models import Attribute, Audience, Issue, Section
from issues.models.issue import AttachedLesson, Kinds
from issues.snapshot import bulletin_of
from issues.states import State
from lessons.models import Lesson, Theme
from tests.people import person

BODY = "伦敦汇聚了世界知名的大学。"
LESSON = "要营造良好的创新创业环境。"


@dataclass
class Office:
    editor: User
    other_editor: User
    first: User
    second: User
    signer: User
    publisher: User
    discloser: User
    reader: User
    administrator: User

    def of(self, name: str) -> User:
        """The person anew, as at the next request."""
        return User.objects.get(pk=getattr(self, name).pk)


def office() -> Office:
    """Nine people, one role each."""
    return Office(
        editor=person("editor", Role.EDITOR),
        other_editor=person("other_editor", Role.EDITOR),
        first=person("first", Role.FIRST_REVIEWER),
        second=person("second", Role.SECOND_REVIEWER),
        signer=person("signer", Role.SIGNER),
        publisher=person("publisher", Role.PUBLISHER),
        discloser=person("discloser", Role.DISCLOSER),
        reader=person("reader", Role.READER),
        administrator=person("administrator", Role.ADMINISTRATOR),
    )


def write_draft(by: User, *, number: int | None = 5, hub: str = "伦敦科技创新中心", **fields) -> Issue:
    """A complete draft with a lead, a case, and a lessons section with one lesson attached."""
    place = Hub.objects.filter(name=hub).first() or _saved(Hub(name=hub, country="英国", city="伦敦"), by)
    case = _saved(CaseStudy(hub=place, thesis="成为世界城市的榜样。", body=fields.pop("body", BODY)), by)
    defaults = {"series_title": "决策参阅", "publisher": "许昌市科技创新公共服务中心", "labels": "内部资料\n领导参阅"}
    numbers = {"year": 2022, "total": 414 + number, "date": datetime.date(2022, 2, number)} if number else {}
    title = fields.pop("title", f"第{number}期的标题")
    issue = _saved(Issue(title=title, number=number, **{**defaults, **numbers, **fields}), by)
    parts = [
        {"kind": Kinds.LEAD, "body": "导语一段。"},
        {"kind": Kinds.CASE, "heading": f"英国{hub}", "heading_end": "：", "run_in": True, "case_study": case},
        {"kind": Kinds.LESSONS, "body": f"启示如下：{LESSON}"},
    ]
    for position, part in enumerate(parts, start=1):
        Section.objects.create(issue=issue, position=position, **part)
    theme = Theme.objects.filter(name="创新生态").first() or _saved(Theme(name="创新生态"), by)
    lesson = Lesson.objects.filter(theme=theme).first() or _saved(Lesson(theme=theme, statement="营造创新环境"), by)
    lesson.rests_on.add(case)
    AttachedLesson.objects.create(issue=issue, position=1, lesson=lesson, passage=LESSON)
    return issue


def make_issue(cast: Office, state: str = State.DRAFT, *, audience: str = Audience.PUBLIC, **fields) -> Issue:
    """An issue written by the editor and walked to `state` by the others, each through the real move."""
    issue = write_draft(cast.editor, **fields)
    if state == State.AMENDING:
        issue = _walk(issue, cast, State.FIRST_REVIEW, audience)
        return moves.ask_changes(issue, by=cast.first, revision=issue.newest_revision, remark="改一处")
    return _walk(issue, cast, state, audience)


def _walk(issue: Issue, cast: Office, state: str, audience: str) -> Issue:
    steps = {
        State.DRAFT: lambda i: submit(i, cast.editor),
        State.FIRST_REVIEW: lambda i: moves.pass_review(i, by=cast.first, revision=i.newest_revision),
        State.SECOND_REVIEW: lambda i: moves.pass_review(i, by=cast.second, revision=i.newest_revision),
        State.FINAL_REVIEW: lambda i: moves.sign(i, by=cast.signer, revision=i.newest_revision),
        State.APPROVED: lambda i: release(i, cast, audience),
    }
    while issue.state != state:
        issue = steps[issue.state](issue)
    return issue


def submit(issue: Issue, by: User) -> Issue:
    return moves.submit(issue, by=by, digest=digest(bulletin_of(issue)))


def clear(issue: Issue, cast: Office, attribute: str = Attribute.PUBLIC) -> Issue:
    """A disclosure decision on the newest revision."""
    revision = issue.newest_revision
    return moves.decide_disclosure(issue, by=cast.discloser, revision=revision, attribute=attribute, ground="可以公开")


def release(issue: Issue, cast: Office, audience: str, go_live_at: datetime.datetime | None = None) -> Issue:
    """Publish the signed revision, with a disclosure decision when it goes public."""
    if audience == Audience.PUBLIC:
        issue = clear(issue, cast)
    revision = moves.publishable(issue)
    return moves.publish(issue, by=cast.publisher, revision=revision, audience=audience, go_live_at=go_live_at)


def entering(issue: Issue, *, signer: str = "张建国", signed_on: datetime.date | None = None) -> moves.Entering:
    """The issue as somebody who opened the page of 过刊入库 a moment ago saw it."""
    return moves.Entering(issue, issue.lock_version, digest(bulletin_of(issue)), signer, signed_on)


def edit(issue: Issue, by: User, **fields) -> Issue:
    """Save changed fields of the issue as the form does."""
    issue = moves.saving(issue.pk, by=by, lock_version=issue.lock_version)
    for name, value in fields.items():
        setattr(issue, name, value)
    save(issue, by=by)
    return issue


def _saved(obj, by):
    obj.full_clean()
    save(obj, by=by)
    return obj
