from decimal import Decimal

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from hubs.models import CaseStudy, Figure, Hub, Milestone
from tests.hubs.factories import make_case_study, make_hub

pytestmark = pytest.mark.django_db


def refused(model, **fields):
    """Whether the database itself refuses the row."""
    try:
        with transaction.atomic():
            model.objects.bulk_create([model(**fields)])
    except IntegrityError:
        return True
    return False


def test_a_slug_is_made_from_pinyin_without_the_words_every_hub_ends_in():
    assert make_hub("旧金山-圣何塞科技创新中心").slug == "jiujinshan-shenghesai"


def test_two_hubs_of_the_same_sound_get_different_slugs():
    assert [make_hub("柏林科技创新中心").slug, make_hub("柏林科创中心").slug] == ["bolin", "bolin-2"]


def test_a_hub_never_takes_the_address_of_the_comparison():
    assert [make_hub(name).slug for name in ("Compare科技创新中心", "Compare科创中心")] == ["compare-2", "compare-3"]


def test_a_slug_stays_when_the_name_changes():
    hub = make_hub("伦敦科技创新中心")
    hub.name = "大伦敦科技创新中心"
    hub.full_clean()
    hub.save()
    assert Hub.objects.get().slug == "lundun"


def test_a_name_that_is_all_signs_still_gives_a_slug():
    assert make_hub("——").slug == "hub"


def test_two_kept_hubs_cannot_share_a_name():
    make_hub("伦敦科技创新中心")
    assert refused(Hub, name="伦敦科技创新中心", slug="another")


def test_a_name_in_the_bin_may_be_used_again():
    make_hub("伦敦科技创新中心", trashed_at=timezone.now())
    assert not refused(Hub, name="伦敦科技创新中心", slug="another")


@pytest.mark.parametrize(
    "fields",
    [
        {"latitude": Decimal("51.5")},
        {"longitude": Decimal("0.1")},
        {"latitude": Decimal("90.1"), "longitude": Decimal(0)},
        {"latitude": Decimal("-90.1"), "longitude": Decimal(0)},
        {"latitude": Decimal(0), "longitude": Decimal("180.1")},
        {"latitude": Decimal(0), "longitude": Decimal("-180.1")},
        {"country": "香港"},
        {"country": "澳门"},
        {"country": "台湾"},
        {"slug": ""},
        {"name": ""},
    ],
)
def test_the_database_refuses(fields):
    assert refused(Hub, **{"name": "甲", "slug": "jia", **fields})


def test_the_database_takes_both_coordinates_at_the_edge_or_neither():
    assert not refused(Hub, name="甲", slug="jia", latitude=Decimal(-90), longitude=Decimal(180))
    assert not refused(Hub, name="乙", slug="yi")


@pytest.mark.parametrize("country", ["香港", "台湾", "澳门特别行政区", "台湾省"])
def test_a_region_is_not_a_country_of_its_own_and_the_form_says_how_to_write_it(country):
    with pytest.raises(ValidationError) as refusal:
        Hub(name="甲", country=country).full_clean()
    assert "请写作“中国" in refusal.value.message_dict["country"][0]


def test_one_coordinate_alone_is_told_beside_its_field():
    with pytest.raises(ValidationError) as refusal:
        Hub(name="甲", latitude=Decimal("51.5")).full_clean()
    assert refusal.value.message_dict["longitude"] == ["纬度和经度要么都填，要么都不填。"]


def test_text_is_cleaned_when_it_is_validated():
    hub = Hub(name=" 伦敦\u200b科技\n创新中心 ", aliases="大伦敦\r\n伦敦\x00城")
    hub.full_clean()
    assert (hub.name, hub.aliases) == ("伦敦科技 创新中心", "大伦敦\n伦敦城")


def test_the_body_keeps_the_spaces_it_begins_with():
    case_study = CaseStudy(hub=make_hub(), body="    3. 认定后\r\n<a级>")
    case_study.full_clean()
    assert case_study.body == "    3. 认定后\n<a级>"


def test_case_studies_are_keyed_by_their_hub_and_number():
    hub = make_hub("伦敦科技创新中心")
    keys = [make_case_study(hub).key for _ in range(2)]
    assert keys == ["lundun-1", "lundun-2"]


def test_a_key_in_the_bin_is_not_given_again():
    hub = make_hub("伦敦科技创新中心")
    make_case_study(hub, trashed_at=timezone.now())
    assert make_case_study(hub).key == "lundun-2"


def test_a_case_study_reads_as_its_hub_and_the_start_of_its_thesis():
    case_study = make_case_study(make_hub("伦敦科技创新中心"), thesis="凭" * 30)
    assert str(case_study) == f"伦敦科技创新中心：{'凭' * 24}…"


def test_a_formula_is_read_as_pairs():
    case_study = make_case_study(formula="科技（辐射）+产业（网络）")
    assert case_study.formula_pairs == (("科技", "辐射"), ("产业", "网络"))


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Figure, {"label": "", "value": "50%"}),
        (Figure, {"label": "占比", "value": ""}),
        (Figure, {"label": "占比", "value": "50%", "year": 22}),
        (Milestone, {"year": 2014, "month": 0, "what": "设立"}),
        (Milestone, {"year": 2014, "month": 13, "what": "设立"}),
        (Milestone, {"year": 14, "what": "设立"}),
        (Milestone, {"year": 2014, "what": ""}),
    ],
)
def test_the_database_refuses_evidence(model, fields):
    assert refused(model, case_study=make_case_study(), **fields)


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Figure, {"label": "占比", "value": "50%"}),
        (Figure, {"label": "占比", "value": "50%", "year": 2020}),
        (Milestone, {"year": 2014, "what": "设立"}),
        (Milestone, {"year": 2014, "month": 3, "what": "设立"}),
    ],
)
def test_evidence_is_given_once(model, fields):
    case_study = make_case_study()
    assert not refused(model, case_study=case_study, **fields)
    assert refused(model, case_study=case_study, **fields)


def test_milestones_are_in_order_of_time_and_a_whole_year_comes_before_its_months():
    case_study = make_case_study()
    for year, month in ((2014, 3), (2014, None), (1990, 10)):
        case_study.milestones.create(year=year, month=month, what="设立")
    assert [(row.year, row.month) for row in case_study.milestones.all()] == [(1990, 10), (2014, None), (2014, 3)]


def test_rows_go_through_a_fixture_by_natural_keys_and_come_back_equal():
    case_study = make_case_study(make_hub("伦敦科技创新中心"), body="正文")
    case_study.figures.create(label="占比", value="50%到60%")
    case_study.milestones.create(year=2014, what="设立")
    rows = [*Hub.objects.all(), *CaseStudy.objects.all(), *Figure.objects.all(), *Milestone.objects.all()]
    told = serializers.serialize("json", rows, use_natural_foreign_keys=True, use_natural_primary_keys=True)
    for model in (Milestone, Figure, CaseStudy, Hub):
        model.objects.all().delete()
    for _ in range(2):
        for row in serializers.deserialize("json", told):
            row.save()
    assert Figure.objects.get().case_study.hub.slug == "lundun"
    assert CaseStudy.objects.get().body == "正文"
    assert Milestone.objects.count() == 1


def test_hubs_in_use_have_a_kept_case_study():
    used, _unused, binned = make_hub(), make_hub(), make_hub()
    make_case_study(used)
    make_case_study(used)
    make_case_study(binned, trashed_at=timezone.now())
    assert list(Hub.objects.in_use()) == [used]
