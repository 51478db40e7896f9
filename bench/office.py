"""The corpus in a database: the real issue and invented ones before it, all released by the real moves."""

import hashlib
from random import Random

from django.core.management import call_command
from django.db import transaction

from accounts.authorship import save
from accounts.models import User
from bench import corpus
from bulletin.serialization import digest, to_json
from hubs.models import Figure, Milestone
from issues import intake, moves
from issues.demo.build import build_the_real_issue
from issues.models import AttachedLesson, Attribute, Audience
from issues.snapshot import bulletin_of
from lessons.models import Lesson, Theme

REAL_TOTAL = 418


def fill(issues: int) -> None:
    """Migrate the empty database and publish `issues` issues to everybody: the real one and those before it."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        build_the_real_issue(passwords=False)
    for total in range(REAL_TOTAL - issues + 1, REAL_TOTAL):
        with transaction.atomic():
            _publish(corpus.composed(total), total)


def _publish(bulletin, total):
    cast = {user.username: user for user in User.objects.all()}
    issue = _draft(bulletin, Random(total), cast["bianji"])
    issue = moves.submit(issue, by=cast["bianji"], digest=digest(bulletin_of(issue)))
    revision = issue.newest_revision
    for move, reviewer in ((moves.pass_review, "hegao"), (moves.pass_review, "shenhe"), (moves.sign, "qianfa")):
        issue = move(issue, by=cast[reviewer], revision=revision)
    decision = {"attribute": Attribute.PUBLIC, "ground": "编造的内容"}
    issue = moves.decide_disclosure(issue, by=cast["gongkai"], revision=revision, **decision)
    moves.publish(issue, by=cast["fabu"], revision=revision, audience=Audience.PUBLIC)


def _draft(bulletin, chance, editor):
    sha256 = hashlib.sha256(to_json(bulletin).encode()).hexdigest()
    issue = intake.take_in(bulletin, by=editor, file_name="composed.txt", sha256=sha256).issue
    issue = moves.saving(issue.pk, by=editor, lock_version=issue.lock_version)
    issue.attribute = Attribute.PUBLIC
    save(issue, by=editor)
    cases = [section.case_study for section in issue.sections.exclude(case_study=None).select_related("case_study")]
    for case in cases:
        _add_evidence(case, chance, editor)
    _attach_lessons(issue, cases, chance, editor)
    return issue


def _add_evidence(case, chance, editor):
    for position, year in enumerate((2011, 2012)):
        value = f"{chance.randint(10, 900)}家"
        save(Figure(case_study=case, label="新增企业", value=value, year=year, position=position), by=editor)
    save(Milestone(case_study=case, year=chance.randint(1990, 2012), what=chance.choice(corpus.RESULT)), by=editor)


def _attach_lessons(issue, cases, chance, editor):
    issue.attached_lessons.all().delete()
    drawn = dict.fromkeys(corpus.lesson(chance) for _ in range(5))
    for position, (name, statement) in enumerate(drawn, start=1):
        theme = Theme.objects.filter(name=name).first() or _saved(Theme(name=name), editor)
        lesson = Lesson.objects.filter(statement=statement).first() or _saved(_lesson(theme, statement), editor)
        lesson.rests_on.add(*chance.sample(cases, 2))
        AttachedLesson.objects.create(issue=issue, position=position, lesson=lesson)


def _lesson(theme, statement):
    return Lesson(theme=theme, statement=statement)


def _saved(obj, editor):
    save(obj, by=editor)
    return obj
