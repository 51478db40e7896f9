"""Case study and lesson pages say in which issues they stand."""

import pytest

from issues.models import Issue
from issues.states import State
from tests.issues.office import make_issue, office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("row", ["casestudy", "lesson"])
def test_the_page_names_the_issues_that_use_it(client, row):
    cast = office()
    issue = make_issue(cast, State.FIRST_REVIEW)
    used = issue.sections.get(position=2).case_study if row == "casestudy" else issue.attached_lessons.get().lesson
    client.force_login(cast.editor, backend="django.contrib.auth.backends.ModelBackend")
    app = "hubs" if row == "casestudy" else "lessons"
    page = client.get(f"/admin/{app}/{row}/{used.pk}/change/").content.decode()
    assert f'<a href="{Issue.objects.get().get_absolute_url()}">2022年第5期《第5期的标题》</a>（初审中）' in page
