"""What was corrected by hand is kept beside what was recognised."""

import json
from dataclasses import replace

from bulletin.value import Kind
from issues.batches.corrections import PRINTED, corrected, differences
from tests.bulletin.factories import issue


def wanted(bulletin, **changes):
    return {name: getattr(bulletin, name) for name in PRINTED} | changes


def sections(bulletin):
    return [{"kind": one.kind, "heading": one.heading.strip()} for one in bulletin.sections]


def test_nothing_typed_corrects_nothing():
    whole = issue()
    assert differences(whole, wanted(whole), sections(whole), {}) == {}
    assert corrected(whole, {}) == whole


def test_what_is_typed_comes_back_through_json():
    whole = issue()
    values = sections(whole)
    values[1] = {"kind": Kind.DISCUSSION, "heading": "另一个小标题"}
    day = whole.date.replace(day=2)
    kept = json.loads(json.dumps(differences(whole, wanted(whole, date=day, total=None), values, {2: 7})))
    now = corrected(whole, kept)
    assert (now.date, now.total, now.title) == (day, None, whole.title)
    assert (now.sections[1].kind, now.sections[1].heading) == (Kind.DISCUSSION, "另一个小标题")
    assert kept["hubs"] == {"2": 7}


def test_spaces_round_a_line_that_nobody_typed_are_kept():
    whole = replace(issue(), title="　标题 ", sections=(replace(issue().sections[0], heading=" 小标题"),))
    assert differences(whole, wanted(whole, title="标题"), sections(whole), {}) == {}


def test_a_date_taken_away_is_away():
    whole = issue()
    assert corrected(whole, differences(whole, wanted(whole, date=None), sections(whole), {})).date is None
