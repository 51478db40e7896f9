"""The owner's 标准地图 behind the chart of hubs: shown as it is, and never without its 审图号."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from reading.charts import Extent


@dataclass(frozen=True)
class Map:
    address: str
    number: str
    extent: Extent | None


def current():
    """The map of the settings; None unless there is an image that is found, and its number."""
    if not (settings.HUB_MAP_IMAGE and settings.HUB_MAP_NUMBER):
        return None
    try:
        address = staticfiles_storage.url(settings.HUB_MAP_IMAGE)
    except ValueError:  # Not among the collected files; check --deploy says so.
        return None
    return Map(address, settings.HUB_MAP_NUMBER, extent())


def extent():
    """What the map shows, from 西,南,东,北 in degrees; None when points cannot be laid over it."""
    return Extent(*settings.HUB_MAP_BOUNDS) if settings.HUB_MAP_BOUNDS else None
