"""Every character of an issue is looked for in the fonts it would be set in: a box instead of a name is no printing."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin import markup
from bulletin.rendering import masthead
from bulletin.rendering.pdf.fonts import Fonts, Role
from bulletin.value import Bulletin, Kind, Section

_MOST_NAMED = 8
_ROLES = {0: Role.HEI, 1: Role.HEI, 2: Role.KAI}


@dataclass(frozen=True, slots=True)
class Missing:
    """A character no font of its part has, and the part it stands in."""

    character: str
    place: str


class MissingGlyph(ValueError):
    """Some characters cannot be printed; the sentence says which, where, and what to do."""

    def __init__(self, missing: Iterable[Missing]) -> None:
        self.missing = tuple(missing)
        named = "、".join(map(_named, self.missing[:_MOST_NAMED]))
        more = f"等 {len(self.missing)} 处" if len(self.missing) > _MOST_NAMED else ""
        super().__init__(
            f"字体里没有这些字，印不出来：{named}{more}。请核对是否打错；"
            "确需使用，请管理员把有这个字的字体放进 FONT_DIRS 的文件夹。"
        )


def _named(missing: Missing) -> str:
    return f"“{missing.character}”（U+{ord(missing.character):04X}，在{missing.place}）"


def missing_characters(bulletin: Bulletin, fonts: Fonts) -> tuple[Missing, ...]:
    """Each character of the issue that its fonts lack, once for each part it stands in."""
    found = dict[Missing, None]()
    for place, role, text in _parts(bulletin):
        for character in sorted(set(text)):
            if lacks(fonts, role, character):
                found[Missing(character, place)] = None
    return tuple(found)


def missing_in(text: str, fonts: Fonts, place: str) -> tuple[Missing, ...]:
    """Each character of the text that no font for any part has."""
    lacked = (one for one in sorted(set(text)) if all(lacks(fonts, role, one) for role in Role))
    return tuple(Missing(character, place) for character in lacked)


def lacks(fonts: Fonts, role: Role, character: str) -> bool:
    """Whether the character would be printed as a box; what prints nothing needs no glyph."""
    return not _prints_nothing(character) and fonts.lacks(role, character)


def with_signs(text: str, fonts: Fonts, role: Role) -> str:
    """The text with 〓 for what cannot be printed, where a name must not stop the printing."""
    return "".join("〓" if lacks(fonts, role, character) else character for character in text)


def _prints_nothing(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") or _is_selector(character)


def _is_selector(character: str) -> bool:
    """Variation selectors, which choose a form of the character before them."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _parts(bulletin: Bulletin) -> Iterator[tuple[str, Role, str]]:
    yield "刊名", Role.TITLE, bulletin.series
    yield "标识", Role.HEI, "".join(bulletin.labels)
    yield "份号", Role.BODY, bulletin.copy_number
    yield "编印单位", Role.BODY, bulletin.publisher
    yield "标题", Role.TITLE, bulletin.title
    yield "副标题", Role.KAI, bulletin.subtitle
    yield "编者按", Role.KAI, markup.plain_text(bulletin.editor_note)
    for number, section in enumerate(bulletin.sections, start=1):
        yield from _section(section, f"“{section.heading[:20]}”" if section.heading else f"第{number}部分")
    yield "署名", Role.KAI, bulletin.byline
    yield "资料来源", Role.BODY, "".join(bulletin.sources)
    yield "版记", Role.BODY, "".join(_imprint(bulletin))


def _section(section: Section, place: str) -> Iterator[tuple[str, Role, str]]:
    role = Role.TITLE if section.kind is Kind.ARTICLE else _ROLES.get(section.level, Role.BODY)
    yield f"{place}的标题", role, section.ordinal + section.heading + section.heading_end
    yield f"{place}的标题", Role.KAI, section.thesis + section.subtitle
    yield f"{place}的正文", Role.BODY, markup.plain_text(section.text)
    yield f"{place}的署名", Role.KAI, section.byline


def _imprint(bulletin: Bulletin) -> Iterator[str]:
    yield masthead.board_line(bulletin)
    yield masthead.contact_line(bulletin)
    yield from bulletin.imprint
    yield masthead.permit_line(bulletin)
    yield from masthead.distribution_lines(bulletin)
