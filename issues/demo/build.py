"""Bring the demo's content in through the importer and the moves."""

import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts import grants
from accounts.access import Role
from accounts.authorship import save
from accounts.models import StandIn, User
from bulletin.serialization import digest
from hubs.models import Figure, Hub, Milestone
from issues import files, intake, moves, receipts
from issues.demo import content
from issues.models import Attribute, Audience, Issue, Publication, Section, Series
from issues.snapshot import bulletin_of
from lessons.models import Theme

# Easily told apart and typed; twelve of them hold 59 bits.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
NAMESPACE = uuid.UUID("6f3c2a5e-4f0b-4b7e-9d57-0a4180418418")


def build(passwords=True):
    """Everything, in an empty database; returns [(User, password)]. Without `passwords` nobody can sign in."""
    people = build_the_real_issue(passwords)
    cast = {user.username: user for user, _ in people}
    for name in ("甲", "乙", "丙", "丁"):
        save(_checked(Hub(name=f"演示{name}市科技创新中心", city=f"演示{name}市（虚构）")), by=cast["bianji"])
    fifth = _two_reviews(_imported("demo-2022-5.txt", cast), cast)
    fifth = moves.sign(fifth, by=cast["qianfa"], revision=fifth.newest_revision)
    moves.publish(fifth, by=cast["fabu"], revision=fifth.newest_revision, audience=Audience.INTERNAL)
    _receive(cast)
    sixth = _submitted(_imported("demo-2022-6.txt", cast), cast)
    moves.pass_review(sixth, by=cast["hegao"], revision=sixth.newest_revision)
    _imported("demo-2022-7.txt", cast)
    return people


def build_the_real_issue(passwords=True):
    """People, series, hubs, themes and 2022年第4期, released to the public; returns [(User, password)]."""
    people = [_person(*row, with_password=passwords) for row in content.PEOPLE]
    cast = {user.username: user for user, _ in people}
    Series.objects.update(**content.SERIES)
    for fields in content.HUBS:
        save(_checked(Hub(**fields)), by=cast["bianji"])
    for position, name in enumerate(content.THEMES, start=1):
        save(_checked(Theme(name=name, position=position)), by=cast["bianji"])
    issue = _two_reviews(_imported("2022-4.txt", cast), cast)
    issue = moves.sign(issue, by=cast["qianfa"], revision=issue.newest_revision)
    revision = issue.newest_revision
    decision = {"attribute": Attribute.PUBLIC, "ground": content.GROUND}
    issue = moves.decide_disclosure(issue, by=cast["gongkai"], revision=revision, **decision)
    moves.publish(issue, by=cast["fabu"], revision=revision, audience=Audience.PUBLIC)
    return people


def _receive(cast):
    """A secretary who signs for a leader for a year, and what the two and another reader have received so far."""
    today = timezone.localdate()
    period = {"starts": today, "ends": today + timedelta(days=365), "reason": "代为签收（演示）"}
    StandIn.objects.create(principal=cast["lingdao"], deputy=cast["mishu"], role=Role.READER, **period)
    fourth, fifth = (Publication.objects.get(number=number) for number in (4, 5))
    receipts.receive(fourth, by=cast["mishu"], reader=cast["lingdao"])
    receipts.receive(fifth, by=cast["yuedu"], reader=cast["yuedu"])


def _person(username, full_name, post, roles, *, with_password):
    password = _password() if with_password else None
    user = User.objects.create_user(username, password, full_name=full_name, post=post, is_demo=True)
    grants.set_roles(user, roles, by=None)
    return User.objects.get(pk=user.pk), password


def _password():
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def _imported(name, cast):
    path = settings.BASE_DIR / "fixtures" / name
    source = files.source_of(name, path.read_bytes())
    bulletin = files.read(source).bulletin
    issue = intake.take_in(bulletin, by=cast["bianji"], file_name=name, sha256=source.sha256).issue
    Issue.objects.filter(pk=issue.pk).update(key=uuid.uuid5(NAMESPACE, name))
    issue.refresh_from_db()
    _complete(issue, cast["bianji"])
    return issue


def _complete(issue, editor):
    """What an editor adds to an imported draft: proposed attribute, figures, milestones, themes of lessons."""
    issue = moves.saving(issue.pk, by=editor, lock_version=issue.lock_version)
    issue.attribute = Attribute.PUBLIC if issue.number == 4 else Attribute.WITHHELD
    issue.save()
    for section in issue.sections.filter(case_study__isnull=False).select_related("case_study__hub"):
        _add_evidence(section.case_study, editor)
    for attached in issue.attached_lessons.select_related("lesson"):
        _sort(attached, issue, editor)
    Theme.objects.kept().filter(lessons__isnull=True).exclude(name__in=content.THEMES).delete()


def _add_evidence(case, editor):
    for place, (label, value) in enumerate(content.FIGURES.get(case.hub.name, ())):
        save(
            _checked(Figure(case_study=case, label=label, value=value, source=content.SOURCE, position=place)),
            by=editor,
        )
    for year, month, what in content.MILESTONES.get(case.hub.name, ()):
        save(_checked(Milestone(case_study=case, year=year, month=month, what=what)), by=editor)


def _sort(attached, issue, editor):
    """Give a suggested lesson its theme, statement and evidence."""
    for words, theme, statement, places in content.LESSONS:
        taken = issue.attached_lessons.exclude(pk=attached.pk).filter(lesson__statement=statement)
        if words in attached.passage and not taken.exists():
            lesson = attached.lesson
            lesson.theme, lesson.statement = Theme.objects.get(name=theme), statement
            lesson.key = ""
            save(_checked(lesson), by=editor)
            lesson.rests_on.set(_cases(issue, places))
            return


def _cases(issue, places):
    sections = Section.objects.filter(issue=issue, case_study__isnull=False)
    return [section.case_study for section in sections if any(place in section.heading for place in places)]


def _submitted(issue, cast):
    return moves.submit(issue, by=cast["bianji"], digest=digest(bulletin_of(issue)))


def _two_reviews(issue, cast):
    issue = _submitted(issue, cast)
    issue = moves.pass_review(issue, by=cast["hegao"], revision=issue.newest_revision)
    return moves.pass_review(issue, by=cast["shenhe"], revision=issue.newest_revision)


def _checked(obj):
    obj.full_clean()
    return obj
