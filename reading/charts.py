"""Drawings of the hub pages: where each thing stands, in per cent of width and height, so that letters keep their size.

A chart is a graph of longitude and latitude. No land, no border: a public map needs a 审图号.
"""

from dataclasses import dataclass, field
from math import ceil, floor

from reading.coordinates import latitude_label, longitude_label

# As far apart as fingers need: of a chart 37 rem wide and 21 rem high, of a timeline 17 rem wide.
APART_X, APART_Y, APART_IN_TIME = 7.7, 13.4, 8.0
TICKS = 6
MARGIN = 5.0
# How many hubs the name of a marker tells.
NAMED = 5
# The height of a timeline's lane in rem.
LANE = 3.8


@dataclass(frozen=True)
class Extent:
    """What a chart shows; `east` is greater than `west`, beyond 180 where it crosses the date line."""

    west: float
    south: float
    east: float
    north: float

    def x(self, longitude):
        return (longitude - self.west) % 360 / (self.east - self.west) * 100

    def y(self, latitude):
        return (self.north - latitude) / (self.north - self.south) * 100

    def holds(self, latitude, longitude):
        return self.x(longitude) <= 100 and 0 <= self.y(latitude) <= 100


# As maps printed in China lay it out: Europe and Africa left, the Americas right; the poles only where somebody is.
INHABITED = Extent(-30, -60, 330, 80)
EARTH = Extent(-30, -90, 330, 90)


@dataclass(frozen=True)
class Line:
    at: str
    label: str
    is_equator: bool = False


@dataclass
class Marker:
    """One hub, or several too close together to be told apart by a finger; `number` is its number in the list."""

    hubs: list
    points: list
    number: int = 0

    @property
    def middle(self):
        return tuple(sum(values) / len(self.points) for values in zip(*self.points, strict=True))

    @property
    def x(self):
        return percent(self.middle[0])

    @property
    def y(self):
        return percent(self.middle[1])

    @property
    def dots(self):
        return [(percent(x), percent(y)) for x, y in self.points]

    @property
    def side(self):
        """Towards where a label has room."""
        return "start" if self.middle[0] < 33 else "end" if self.middle[0] > 67 else "middle"

    @property
    def names(self):
        some = "、".join(hub.hub_name for hub in self.hubs[:NAMED])
        return f"{some}等{len(self.hubs)}个" if len(self.hubs) > NAMED else some

    @property
    def is_high(self):
        return self.middle[1] < 12

    @property
    def is_one(self):
        return len(self.hubs) == 1

    def is_near(self, other, share=1.0):
        (x, y), (other_x, other_y) = self.middle, other.middle
        return abs(x - other_x) < APART_X * share and abs(y - other_y) < APART_Y * share


@dataclass(frozen=True)
class Chart:
    meridians: list
    parallels: list
    markers: list
    numbers: dict = field(default_factory=dict)


def chart(hubs, extent=None):
    """The chart of those `hubs` that have coordinates, numbered in their order."""
    placed = [hub for hub in hubs if hub.latitude is not None and hub.longitude is not None]
    extent = extent or _room_for(placed)
    held = [hub for hub in placed if extent.holds(hub.latitude, hub.longitude)]
    markers = _numbered(_apart([_marker(hub, extent) for hub in held]), hubs)
    numbers = {hub.hub_slug: marker.number for marker in markers for hub in marker.hubs}
    return Chart(_meridians(extent), _parallels(extent), markers, numbers)


def _marker(hub, extent):
    return Marker([hub], [(extent.x(hub.longitude), extent.y(hub.latitude))])


def percent(value):
    return f"{value:.2f}%"


def _room_for(hubs):
    return INHABITED if all(INHABITED.holds(hub.latitude, hub.longitude) for hub in hubs) else EARTH


def _apart(markers):
    """Markers too near each other made one, until none is; the nearest neighbours find each other first."""
    for share in (0.25, 0.5, 0.75, 1.0):
        markers = _joined(markers, share)
    return markers


def _joined(markers, share):
    kept = []
    for marker in markers:
        while near := next((other for other in kept if other.is_near(marker, share)), None):
            kept.remove(near)
            marker = Marker(near.hubs + marker.hubs, near.points + marker.points)
        kept.append(marker)
    return kept


def _numbered(markers, hubs):
    order = {hub.hub_slug: place for place, hub in enumerate(hubs)}
    for marker in markers:
        marker.hubs.sort(key=lambda hub: order[hub.hub_slug])
    markers.sort(key=lambda marker: order[marker.hubs[0].hub_slug])
    for number, marker in enumerate(markers, start=1):
        marker.number = number
    return markers


def _meridians(extent, step=60):
    degrees = range(ceil(extent.west / step) * step, floor(extent.east) + 1, step)
    return [Line(percent(extent.x(degree)), longitude_label((degree + 180) % 360 - 180)) for degree in degrees]


def _parallels(extent, step=30):
    degrees = range(floor(extent.south / step) * step + step, ceil(extent.north), step)
    return [Line(percent(extent.y(degree)), latitude_label(degree), degree == 0) for degree in degrees]


@dataclass(frozen=True)
class Mark:
    """One event, or several too close together; `number` is that of the first in the lane's list."""

    number: int
    x: str
    end: str
    is_one: bool


@dataclass(frozen=True)
class Lane:
    """The marks of one hub; heights in rem."""

    label: str
    marks: list
    baseline: str
    middle: str


@dataclass(frozen=True)
class Timeline:
    ticks: list
    lanes: list
    height: str

    @property
    def has_bars(self):
        return any(not mark.is_one for lane in self.lanes for mark in lane.marks)


def timeline(lanes):
    """[(label, milestones in time)] on one scale; None when there are no milestones."""
    times = [_time(one) for _, lane in lanes for one in lane]
    if not times:
        return None
    scale = _scale(min(times), max(times))
    ticks = [Line(percent(_along(year, scale)), str(year)) for year in scale]
    top = 2.0 if len(lanes) > 1 else 0.8
    drawn = [_lane(place * LANE + top, label, lane, scale) for place, (label, lane) in enumerate(lanes)]
    return Timeline(ticks, drawn, f"{top + LANE * len(lanes):.1f}rem")


def _lane(top, label, milestones, scale):
    marks = list(_marks([_along(_time(one), scale) for one in milestones]))
    return Lane(label, marks, f"{top + 1:.1f}rem", f"{top + 2.3:.1f}rem")


def _time(milestone):
    return milestone.year + ((milestone.month or 1) - 1) / 12


def _scale(first, last):
    """Round years that hold everything between the first and the last, at most TICKS of them."""
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        start = floor(first / step) * step
        end = max(ceil(last / step) * step, start + step)
        if (end - start) / step < TICKS:
            break
    return range(start, end + 1, step)


def _along(time, scale):
    return MARGIN + (time - scale[0]) / (scale[-1] - scale[0]) * (100 - 2 * MARGIN)


def _marks(places):
    begun = 0
    for at, place in enumerate(places, start=1):
        if at == len(places) or places[at] - places[begun] >= APART_IN_TIME:
            yield Mark(begun + 1, percent(places[begun]), percent(place), at - begun == 1)
            begun = at
