"""Issues about several hubs at once, as the tests of the hub pages publish them."""

from bulletin.value import Annotations, CaseNote, Kind, LessonNote, Section
from tests.reading import factories

# slug → name, country, city, latitude, longitude
PLACES = {
    "london": ("伦敦科技创新中心", "英国", "伦敦", 51.5074, -0.1278),
    "paris": ("巴黎-萨克雷地区科技创新中心", "法国", "巴黎", 48.71, 2.17),
    "tokyo": ("东京科技创新中心", "日本", "东京", 35.6762, 139.6503),
    "valley": ("旧金山-圣何塞科技创新中心", "美国", "旧金山、圣何塞", 37.56, -122.15),
    "hongkong": ("香港科技园", "中国香港", "香港", 22.43, 114.21),
    "beijing": ("北京国际科技创新中心", "中国", "北京", 39.9, 116.4),
    "dubai": ("迪拜未来区", "阿联酋", "", None, None),
    "nowhere": ("不知在哪里的科创中心", "", "", None, None),
}


def case_note(section, slug, **known):
    name, country, city, latitude, longitude = PLACES.get(slug, (f"{slug}科创中心", "德国", "", 50.0, 10.0))
    return CaseNote(section, f"{slug}-{section}", slug, name, country, city, latitude, longitude, **known)


def lesson_note(*sections, statement="发挥高校的创新源头作用", key="talent-1"):
    return LessonNote("talent", "科教与人才", key, statement, "启示原文。", sections)


def bulletin(number, cases, lessons=(), texts=None, **changes):
    """An issue with `cases`, a dict of hub slug → what is known of it; sections of lessons count from 1."""
    sections = [Section(Kind.LEAD, text="导语。")]
    for slug in cases:
        text = (texts or {}).get(slug, "正文。")
        sections.append(
            Section(
                Kind.CASE, heading=PLACES.get(slug, (slug,))[0], heading_end="：", thesis="提要。", text=text, level=1
            )
        )
    sections.append(Section(Kind.LESSONS, heading="启示", level=1, text="启示原文。"))
    notes = tuple(case_note(place, slug, **known) for place, (slug, known) in enumerate(cases.items(), start=1))
    annotations = Annotations(notes, tuple(lessons))
    return factories.make_bulletin(number, sections=tuple(sections), annotations=annotations, **changes)


def publish(number, cases, lessons=(), texts=None, *, audience="public", **changes):
    cases = cases if isinstance(cases, dict) else {slug: {} for slug in cases}
    return factories.publish(bulletin(number, cases, lessons, texts, **changes), audience=audience)
