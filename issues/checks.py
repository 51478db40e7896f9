"""What `check --deploy` says of the fonts for what is printed."""

from django.conf import settings
from django.core.checks import Tags, Warning, register

from bulletin.rendering.pdf import Fonts, Role

WANTED = {
    Role.TITLE: "方正小标宋（刊名、标题）",
    Role.BODY: "仿宋_GB2312（正文）",
    Role.KAI: "楷体_GB2312（二级标题）",
    Role.HEI: "黑体（一级标题）",
    Role.SONG: "宋体（页码）",
}


@register(Tags.compatibility, deploy=True)
def fonts(app_configs, **kwargs):
    """issues.W001 for a folder that is not there, issues.W002 for a face that no font of the owner's gives."""
    missing = [
        Warning(
            f"字体文件夹 {folder} 不存在。",
            hint="请检查环境变量 FONT_DIRS，多个文件夹用英文冒号隔开；没有自备字体就留空。",
            id="issues.W001",
        )
        for folder in settings.FONT_DIRS
        if not folder.is_dir()
    ]
    return missing + (_stand_ins() if settings.FONT_DIRS and not missing else [])


def _stand_ins():
    chosen = Fonts(settings.FONT_DIRS)
    return [
        Warning(
            f"FONT_DIRS 里没有认出{name}，印出来用的是自带的思源字体。",
            hint="请把有使用授权的字体文件（.ttf、.otf、.ttc）放进 FONT_DIRS 的文件夹里，再重启服务。",
            id="issues.W002",
        )
        for role, name in WANTED.items()
        if chosen.stands_in(role)
    ]
