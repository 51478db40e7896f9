"""The foot of a bulletin: board, contact, distribution, permit and what else stands under the last rule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.numerals import parse_date
from bulletin.parsing import fields
from bulletin.parsing.normalising import normalised
from bulletin.parsing.people import names
from bulletin.parsing.report import Log
from bulletin.parsing.widths import half
from bulletin.parsing.words import CONTACT, OTHER, ROLES, VERBS
from bulletin.value import BoardMember, Contact, Distribution, Recipients


def _keys(words: tuple[str, ...]) -> str:
    return "|".join(r"[ 　]*".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))


_CONTACT_KEYS = tuple(word for group in CONTACT.values() for word in group)
_LONG_VERBS = tuple(verb for verb in VERBS if len(verb) > 1)
_KEY = re.compile(
    rf"(?:^|(?<=[\s,，;；。()（）|｜、会部]))(?P<key>{_keys(ROLES + _CONTACT_KEYS + _LONG_VERBS + OTHER)})\s*[:：]\s*"
    rf"|(?:^|(?<=\s\s)|(?<=　))(?P<verb>[报送发])\s*[:：]\s*"
    rf"|^(?P<bare>{_keys(ROLES)})(?:\s{{2,}}|　| )(?=[一-鿿](?:[　 ]?[一-鿿]){{1,3}}(?:\s|、|$))"
    r"|^(?P<extra>本期增发)(?=\S)"
)
_COPIES = re.compile(
    r"[（(]?\s*(?:本期)?(?:共\s*印|印\s*数|印\s*发|印)\s*[:：]?\s*(?P<copies>\d{1,6})\s*份\s*[)）]?[。]?"
)
_BOARD = re.compile(r"[《》一-鿿]{0,24}(?:编委会|编辑委员会|编辑部|编辑组|编审委员会)(?:名单|成员)?")
_ATTRIBUTE = re.compile(r"[（(]\s*此\s*件[^（()）]{2,20}[)）]")
_ISSUED = re.compile(r"(?:印发|印制|编印|印)$")


@dataclass(slots=True)
class Imprint:
    """What the foot (or a key line of the masthead) says."""

    board_name: str = ""
    board: list[BoardMember] = field(default_factory=list)
    contact: dict[str, str] = field(default_factory=dict)
    recipients: list[Recipients] = field(default_factory=list)
    copies: int | None = None
    permit: str = ""
    lines: list[str] = field(default_factory=list)

    def made_contact(self) -> Contact:
        return Contact(**self.contact)

    def made_distribution(self) -> Distribution:
        return Distribution(tuple(self.recipients), self.copies)


def is_imprint(text: str) -> bool:
    """Whether a line can only stand in an imprint."""
    if len(text) > 400:
        return False
    found = _KEY.search(text[:80])
    if found and (found.start() == 0 or _BOARD.fullmatch(text[: found.start()].strip("　 :：,，"))):
        return True
    return bool(
        _ATTRIBUTE.fullmatch(text)
        or _COPIES.fullmatch(text)
        or _BOARD.fullmatch(text.strip(":："))
        or _is_permit(text)
        or is_issued(text)
    )


def is_listing(text: str) -> bool:
    """Whether the line opens a list that may run on (报：…, 地址：…)."""
    return _KEY.match(text) is not None


def is_issued(text: str) -> bool:
    """某某办公室 2022年1月25日印发, or a date or an organisation with a date alone."""
    if len(text) > 80:
        return False
    found, cells = fields.peel(_COPIES.sub("", text))
    dated = any(item.field == "date" for item in found)
    return dated and all(_ISSUED.search(cell) or fields.publisher(cell) for cell in cells)


def take(text: str, line: int, imprint: Imprint, log: Log) -> None:
    """Put one (joined) line of the foot into `imprint`."""
    text = _without_copies(text, line, imprint, log)
    if _is_permit(text):
        _take_permit(text, line, imprint, log)
        return
    matches = list(_KEY.finditer(text))
    preamble = text[: matches[0].start()] if matches else text
    _take_preamble(preamble.strip("　 ,，;；。:："), line, imprint, log)
    ends = [*(match.start() for match in matches[1:]), len(text)]
    for match, end in zip(matches, ends, strict=False):
        key = next(group for group in match.groups() if group)
        _take_pair(re.sub(r"\s", "", key), text[match.end() : end].strip(), match[0], line, imprint, log)


def _without_copies(text: str, line: int, imprint: Imprint, log: Log) -> str:
    found = _COPIES.search(half(text))
    if found is None or imprint.copies is not None:
        return text
    imprint.copies = int(found["copies"])
    log.place("distribution.copies", imprint.copies, line, source=text[found.start() : found.end()])
    return (text[: found.start()].rstrip() + "  " + text[found.end() :].lstrip()).strip()


def _is_permit(text: str) -> bool:
    found, cells = fields.peel(text) if len(text) <= 120 else ((), ())
    return any(item.field == "permit" for item in found) and not cells


def _take_permit(text: str, line: int, imprint: Imprint, log: Log) -> None:
    value = re.sub(r"^\S*?准印(?:证(?:号|编号)?|号)\s*[:：]?\s*", "", text) or text
    if imprint.permit:
        _keep(text, line, imprint, log)
        return
    imprint.permit = value
    log.place("permit", value, line, source=text)


def _take_preamble(words: str, line: int, imprint: Imprint, log: Log) -> None:
    if not words:
        return
    if _BOARD.fullmatch(words) and not imprint.board_name:
        imprint.board_name = words
        log.place("board_name", words, line)
    else:
        _keep(words, line, imprint, log)


def _take_pair(key: str, value: str, opening: str, line: int, imprint: Imprint, log: Log) -> None:
    if key in ROLES:
        people = names(value.strip("；;，,。、|｜ ")) if value else ()
        imprint.board += [BoardMember(key, name) for name in people or ("",)]
        log.place("board", f"{key}：{'、'.join(people)}", line)
        log.change(line, "padded_name", opening.strip() + value, f"{key}：{'、'.join(people)}")
    elif key in VERBS:
        words = _normal(value, line, log)
        imprint.recipients.append(Recipients(key, words))
        log.place("distribution", f"{key}：{words}", line)
    else:
        _take_contact(key, value.rstrip("；;，,、|｜ "), opening, line, imprint, log)


def _take_contact(key: str, value: str, opening: str, line: int, imprint: Imprint, log: Log) -> None:
    name = next((name for name, words in CONTACT.items() if key in words), "")
    if not name or name in imprint.contact or not value:
        _keep(opening.strip() + value, line, imprint, log)
        return
    imprint.contact[name] = _half_digits(value)
    log.place(f"contact.{name}", imprint.contact[name], line, source=opening + value)
    log.change(line, "contact", value, imprint.contact[name])


def _half_digits(value: str) -> str:
    return "".join(
        half(character) if half(character).isalnum() or half(character) in "-@." else character for character in value
    )


def _normal(value: str, line: int, log: Log) -> str:
    words, changes = normalised(value, line, spaces=False)
    log.changes += changes
    return words


def _keep(words: str, line: int, imprint: Imprint, log: Log) -> None:
    imprint.lines.append(words)
    log.place("imprint", words, line, 0.8)


def first_date(texts: Iterator[str]) -> tuple[str, str] | None:
    """The first whole date among the lines and the line it stands on."""
    for text in texts:
        for item in fields.peel(text)[0] if len(text) <= 80 else ():
            if item.field == "date" and parse_date(item.value):
                return item.value, text
    return None
