"""Publications as readers meet them: frozen bulletins released straight to an audience."""

import datetime
from dataclasses import replace
from datetime import timedelta
from itertools import count

from django.utils import timezone

from accounts.access import Role
from accounts.grants import create_groups, set_roles
from accounts.models import User
from bulletin.serialization import digest, printed_digest, to_json
from bulletin.value import (
    Annotations,
    BoardMember,
    Bulletin,
    CaseNote,
    Contact,
    Distribution,
    Figure,
    Kind,
    LessonNote,
    Milestone,
    Recipients,
    Section,
)
from issues.models import Audience, Issue, Publication, Revision, Withdrawal
from issues.projections import release
from issues.search import index

LABEL = "内部资料标注"
RECIPIENT = "市委市政府领导同志"
ODDITIES = ("3. 认定后", "2014. 年", "5*3*2", "[注]: 数据", "<a级>", "# 号", "    四个空格", "_")
_names = count(1)


def make_user(*roles):
    user = User.objects.create_user(f"user{next(_names)}", "Aa1!aaaaaaaa", full_name="张读者")
    if roles:
        create_groups()
        set_roles(user, set(roles), by=None)
        user.forget_roles()
    return user


def make_reader():
    return make_user(Role.READER)


def make_bulletin(number=4, *, year=2022, hub="london", theme="talent", text="正文。", **changes):
    """A bulletin with one case of `hub`, one lesson under `theme`, labels and a distribution list."""
    fields = {
        "series": "决策参阅",
        "labels": (LABEL,),
        "year": year,
        "number": number,
        "total": (year - 2014) * 60 + number,
        "publisher": "许昌市科技创新公共服务中心",
        "date": datetime.date(year, 1 + number % 12, 1 + number % 28),
        "title": f"第{number}号文章",
        "sections": (
            Section(Kind.LEAD, text=f"导语{number}。"),
            Section(
                Kind.CASE,
                heading=f"{hub}科创中心",
                heading_end="：",
                thesis="提要句。",
                run_in=True,
                text=text,
                level=1,
            ),
            Section(Kind.LESSONS, heading="启示", level=1, text="启示原文。"),
        ),
        "board_name": "编委会",
        "board": (BoardMember("主编", "王明丽"),),
        "contact": Contact("许昌市", "461000", "0374-2962258"),
        "distribution": Distribution((Recipients("报", RECIPIENT),), 80),
        "annotations": make_annotations(hub, theme),
    }
    return Bulletin(**(fields | changes))


def make_annotations(hub, theme, correction_note=""):
    case = CaseNote(
        1,
        f"{hub}-1",
        hub,
        f"{hub}科创中心",
        "英国",
        "伦敦",
        51.5074,
        -0.1278,
        formula="知识（服务）+创意（文化）+市场（枢纽）",
        sources="统计年鉴",
        figures=(Figure("企业数", "数万家", 2020, "年报"),),
        milestones=(Milestone(2014, "设立特区", 3), Milestone(2015, "建成")),
    )
    lesson = LessonNote(theme, f"{theme}主题", f"{theme}-1", f"{theme}的启示", "启示原文。", (1,))
    return Annotations((case,), (lesson,), correction_note)


def freeze(bulletin, *, by=None, issue=None):
    """A Revision of `bulletin`, of a new issue unless one is given."""
    by = by or User.objects.first() or make_user()
    issue = issue or Issue.objects.create(title=bulletin.title)
    return Revision.objects.create(
        issue=issue,
        number=issue.revisions.count() + 1,
        round=1,
        purpose="submitted",
        json=to_json(bulletin),
        digest=digest(bulletin),
        printed_digest=printed_digest(bulletin),
        by=by,
        at=timezone.now(),
    )


def publish(bulletin=None, *, audience=Audience.PUBLIC, since=timedelta(hours=1), issue=None, **parts):
    """Released `since` ago (in the future when negative)."""
    revision = freeze(bulletin or make_bulletin(**parts), issue=issue)
    return release(revision, audience=audience, go_live_at=timezone.now() - since, by=revision.by)


def publish_internally(bulletin=None, **parts):
    return publish(bulletin, audience=Audience.INTERNAL, **parts)


def schedule(bulletin=None, **parts):
    return publish(bulletin, since=timedelta(hours=-1), **parts)


def correct(publication, text="改后的正文。", *, note="", audience=None, since=timedelta(minutes=30)):
    """Another text of the same issue in place of `publication`, which is live."""
    notes = replace(publication.bulletin.annotations, correction_note=note)
    sections = tuple(replace(one, text=text) if one.kind is Kind.CASE else one for one in publication.bulletin.sections)
    bulletin = replace(publication.bulletin, sections=sections, annotations=notes)
    return replace_by(publication, freeze(bulletin, issue=publication.issue), audience=audience, since=since)


def replace_by(publication, revision, *, audience=None, since=timedelta(minutes=30)):
    """`revision` is released in place of `publication`, which is live."""
    moment = timezone.now() - since
    Publication.objects.filter(pk=publication.pk).update(ends_at=moment)
    audience = audience or publication.audience
    return release(revision, audience=audience, go_live_at=moment, by=revision.by, supersedes=publication)


def withdraw(publication, notice="本期数据有误，已撤下。"):
    Publication.objects.filter(pk=publication.pk).update(ends_at=timezone.now())
    index.settle(publication)
    return Withdrawal.objects.create(
        publication=publication, kind=Withdrawal.Kind.ERROR, notice=notice, by=publication.by
    )
