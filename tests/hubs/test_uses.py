import pytest
from django.core.exceptions import ValidationError

from accounts import trash
from accounts.access import Role
from hubs.models import CaseStudy, Hub
from tests.hubs.factories import make_case_study, make_hub
from tests.people import person

pytestmark = pytest.mark.django_db


def test_a_hub_in_use_stays_and_the_sentence_says_where():
    case_study = make_case_study()
    with pytest.raises(trash.InUse) as refusal:
        trash.put_in_trash(case_study.hub, by=person("li", Role.EDITOR))
    assert str(refusal.value) == f"案例“{case_study}”正在使用它。"
    assert Hub.objects.kept().count() == 1


def test_a_case_study_goes_to_the_bin_with_its_figures_and_then_its_hub_may():
    editor, case_study = person("li", Role.EDITOR), make_case_study()
    case_study.figures.create(label="占比", value="50%")
    trash.put_in_trash(case_study, by=editor)
    trash.put_in_trash(case_study.hub, by=editor)
    assert not CaseStudy.objects.kept().exists()
    assert not Hub.objects.kept().exists()


def test_a_hub_nobody_uses_goes_to_the_bin():
    hub = make_hub()
    trash.put_in_trash(hub, by=person("li", Role.EDITOR))
    assert list(Hub.objects.trashed()) == [hub]


def test_a_hub_whose_name_was_taken_meanwhile_does_not_come_back_from_the_bin():
    editor, hub = person("li", Role.EDITOR), make_hub("伦敦科技创新中心")
    trash.put_in_trash(hub, by=editor)
    make_hub("伦敦科技创新中心")
    with pytest.raises(ValidationError, match="已经有同名的科创中心"):
        trash.restore(hub, by=editor)
    assert list(Hub.objects.trashed()) == [hub]


def test_a_case_study_does_not_come_back_without_its_hub():
    editor, case_study = person("li", Role.EDITOR), make_case_study()
    trash.put_in_trash(case_study, by=editor)
    trash.put_in_trash(case_study.hub, by=editor)
    case_study = CaseStudy.objects.get()
    with pytest.raises(ValidationError, match="在回收站里，请先恢复它"):
        trash.restore(case_study, by=editor)
    trash.restore(case_study.hub, by=editor)
    trash.restore(CaseStudy.objects.get(), by=editor)
    assert CaseStudy.objects.kept().exists()
