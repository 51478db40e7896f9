"""The owner's 标准地图 with the chart of hubs: shown as it is, and never without its 审图号."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import Tags, Warning, register

from reading.charts import Extent


@dataclass(frozen=True)
class Map:
    """`extent` is what it shows, None when nothing may be drawn over it."""

    address: str
    number: str
    extent: Extent | None


def current():
    """The map of the settings; None unless there is an image that is found, and its number."""
    if not (settings.HUB_MAP_IMAGE and settings.HUB_MAP_NUMBER):
        return None
    try:
        address = staticfiles_storage.url(settings.HUB_MAP_IMAGE)
    except ValueError:  # Not among the collected files.
        return None
    extent = Extent(*settings.HUB_MAP_BOUNDS) if settings.HUB_MAP_BOUNDS else None
    return Map(address, settings.HUB_MAP_NUMBER, extent)


@register(Tags.security, deploy=True)
def map_is_whole(app_configs, **kwargs):
    """reading.W101: image or number alone. reading.W102: the image is not there."""
    image, number = settings.HUB_MAP_IMAGE, settings.HUB_MAP_NUMBER
    if bool(image) != bool(number):
        missing = "审图号" if image else "图片"
        hint = "环境变量 HUB_MAP_IMAGE 和 HUB_MAP_NUMBER 要么都填，要么都不填，写法见 .env.example。"
        return [Warning(f"科创中心位置图的标准地图缺少{missing}，页面上不会显示。", hint=hint, id="reading.W101")]
    if image and finders.find(image) is None:
        hint = f"请把图片放到 static/{image}，再执行 collectstatic。"
        return [Warning("科创中心位置图的标准地图找不到图片，页面上不会显示。", hint=hint, id="reading.W102")]
    return []
