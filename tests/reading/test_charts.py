from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reading import charts


@dataclass
class Hub:
    hub_slug: str
    latitude: float | None
    longitude: float | None

    @property
    def hub_name(self):
        return self.hub_slug


@dataclass
class Milestone:
    year: int
    month: int | None = None


def hub(latitude, longitude, slug=None):
    return Hub(slug or f"{latitude},{longitude}", latitude, longitude)


LONDON, TOKYO, SYDNEY, PALO_ALTO = hub(51.5, -0.1), hub(35.7, 139.7), hub(-33.9, 151.2), hub(37.4, -122.1)


def test_europe_is_left_of_china_and_america_right_of_it_and_north_is_up():
    london, tokyo, sydney, palo_alto = charts.chart([LONDON, TOKYO, SYDNEY, PALO_ALTO]).markers
    assert [london.x, tokyo.x, palo_alto.x] == ["8.31%", "47.14%", "74.42%"]
    assert float(london.y[:-1]) < float(tokyo.y[:-1]) < float(sydney.y[:-1])


def test_hubs_far_apart_have_a_marker_each_numbered_in_the_order_of_the_list():
    chart = charts.chart([TOKYO, LONDON, PALO_ALTO])
    assert [(marker.number, marker.hubs) for marker in chart.markers] == [(1, [TOKYO]), (2, [LONDON]), (3, [PALO_ALTO])]


def test_hubs_close_together_share_a_marker_that_still_shows_where_each_lies():
    paris, berlin = hub(48.7, 2.2), hub(52.5, 13.4)
    chart = charts.chart([berlin, TOKYO, LONDON, paris])
    assert [marker.hubs for marker in chart.markers] == [[berlin, LONDON, paris], [TOKYO]]
    assert len(set(chart.markers[0].dots)) == 3
    assert chart.numbers[paris.hub_slug] == chart.numbers[LONDON.hub_slug] == 1


def test_a_marker_of_many_hubs_names_five_and_counts_all():
    few, many = (charts.chart([hub(50, 10, f"{n}号") for n in range(count)]).markers for count in (5, 6))
    assert few[0].names == "0号、1号、2号、3号、4号"
    assert many[0].names == "0号、1号、2号、3号、4号等6个"


def test_a_hub_without_coordinates_has_no_marker():
    nowhere = hub(None, None, "nowhere")
    chart = charts.chart([nowhere, LONDON])
    assert list(chart.numbers) == [LONDON.hub_slug]


def test_a_hub_on_the_equator_and_the_meridian_is_drawn():
    assert len(charts.chart([hub(0, 0)]).markers) == 1


def test_the_poles_are_shown_only_when_somebody_is_there():
    assert charts.chart([LONDON]).parallels == charts.chart([]).parallels
    assert charts.chart([hub(-77.8, 166.7)]).markers[0].y == "93.22%"


def test_the_lines_carry_the_degrees_in_chinese():
    chart = charts.chart([])
    assert [line.label for line in chart.meridians] == ["0°", "东经60°", "东经120°", "180°", "西经120°", "西经60°"]
    assert [line.label for line in chart.parallels] == ["南纬30°", "赤道", "北纬30°", "北纬60°"]
    assert [line.label for line in chart.parallels if line.is_equator] == ["赤道"]


def test_hubs_outside_the_map_of_the_owner_are_in_the_list_only():
    asia = charts.Extent(70, 0, 150, 60)
    assert [marker.hubs for marker in charts.chart([LONDON, TOKYO, PALO_ALTO], asia).markers] == [[TOKYO]]


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=60))
def test_no_two_markers_are_nearer_than_a_finger_and_no_hub_is_lost(places):
    hubs = [hub(latitude, longitude, str(place)) for place, (latitude, longitude) in enumerate(places)]
    chart = charts.chart(hubs)
    assert sorted(chart.numbers) == sorted(one.hub_slug for one in hubs)
    markers = chart.markers
    assert not any(one.is_near(other) for place, one in enumerate(markers) for other in markers[:place])
    assert all(0 <= float(value[:-1]) <= 100 for marker in markers for value in (marker.x, marker.y))


def test_a_timeline_without_milestones_is_not_drawn():
    assert charts.timeline([("", []), ("伦敦", [])]) is None


def test_a_timeline_has_round_years_around_everything():
    timeline = charts.timeline([("", [Milestone(1957), Milestone(2022, 12)])])
    assert [tick.label for tick in timeline.ticks] == ["1940", "1960", "1980", "2000", "2020", "2040"]


def test_one_milestone_stands_on_a_scale_of_a_year():
    timeline = charts.timeline([("", [Milestone(2014, 7)])])
    assert [tick.label for tick in timeline.ticks] == ["2014", "2015"]
    assert [mark.x for mark in timeline.lanes[0].marks] == ["50.00%"]


def test_milestones_close_in_time_share_a_mark_with_the_number_of_the_first():
    years = (1951, 1971, 1972, 1973, 2020)
    timeline = charts.timeline([("", [Milestone(year) for year in years])])
    assert [(mark.number, mark.is_one) for mark in timeline.lanes[0].marks] == [(1, True), (2, False), (5, True)]
    assert timeline.has_bars


def test_every_hub_has_a_lane_on_the_same_scale():
    timeline = charts.timeline(
        [("伦敦", [Milestone(2010)]), ("东京", []), ("巴黎", [Milestone(2010), Milestone(2020)])]
    )
    london, tokyo, paris = timeline.lanes
    assert [lane.label for lane in timeline.lanes] == ["伦敦", "东京", "巴黎"]
    assert (london.marks[0].x, tokyo.marks) == (paris.marks[0].x, [])
    assert len({lane.middle for lane in timeline.lanes}) == 3


@given(st.lists(st.tuples(st.integers(1000, 9999), st.none() | st.integers(1, 12)), min_size=1, max_size=40))
def test_marks_stay_apart_on_at_most_six_ticks(when):
    milestones = [Milestone(*one) for one in sorted(when, key=lambda one: (one[0], one[1] or 0))]
    timeline = charts.timeline([("", milestones)])
    places = [float(mark.x[:-1]) for mark in timeline.lanes[0].marks]
    assert len(timeline.ticks) <= charts.TICKS
    assert all(b - a >= charts.APART_IN_TIME - 0.02 for a, b in pairwise(places))
    assert all(0 <= place <= 100 for place in places)
