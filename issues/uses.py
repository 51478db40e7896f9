"""What lower rooms must keep because an issue uses it, and the one series every installation has."""

from django.db import connections

from accounts import trash
from hubs.models import CaseStudy
from issues.models import Section, Series
from issues.models.issue import AttachedLesson, Issue
from lessons.models import Lesson

TITLE = "决策参阅"
PUBLISHER = "许昌市科技创新公共服务中心"


def register():
    """Tell the bin why a case study or lesson must stay."""
    trash.keep_while(CaseStudy, _uses_of_case)
    trash.keep_while(Lesson, _uses_of_lesson)


def create_series(using="default", **kwargs):
    """The series of this house, when its table is there and empty; runs after every migrate."""
    tables = connections[using].introspection.table_names()
    if Series._meta.db_table in tables and not Series.objects.using(using).exists():
        Series.objects.using(using).create(title=TITLE, publisher=PUBLISHER, board_name=f"《{TITLE}》编委会")


def issues_using(row):
    """The issues that print the case study, or draw the lesson, `row`; newest first."""
    if isinstance(row, CaseStudy):
        users = Section.objects.filter(case_study=row)
    else:
        users = AttachedLesson.objects.filter(lesson=row)
    return Issue.objects.filter(pk__in=users.values("issue")).latest_first()


def _uses_of_case(case):
    return [f"{issue}正在使用这个案例，请先从那一期里去掉。" for issue in issues_using(case)]


def _uses_of_lesson(lesson):
    return [f"{issue}正在使用这条启示，请先从那一期里去掉。" for issue in issues_using(lesson)]
