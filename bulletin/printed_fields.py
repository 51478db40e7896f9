"""What is printed round the text of an issue, as words that can be laid side by side."""

from bulletin.rendering.masthead import date_line
from bulletin.value import BoardMember, Bulletin, Contact, Distribution

# Fields of a Bulletin that change together, under the name the office has for them.
FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("标题", ("title",)),
    ("副标题", ("subtitle",)),
    ("期号", ("year", "number", "supplement")),
    ("总期号", ("total",)),
    ("日期", ("date", "date_style")),
    ("编发单位", ("publisher",)),
    ("刊头标注", ("labels",)),
    ("份号", ("copy_number",)),
    ("编者按", ("editor_note",)),
    ("供稿（署名）", ("byline",)),
    ("资料来源", ("sources",)),
    ("编委会", ("board_name", "board")),
    ("联系方式", ("contact",)),
    ("准印证号", ("permit",)),
    ("报送范围和印数", ("distribution",)),
    ("其他刊尾文字", ("imprint",)),
)


def words_of(bulletin: Bulletin, names: tuple[str, ...]) -> str:
    """What the fields say, a line each; "" when they say nothing."""
    if "number" in names:
        return _number(bulletin)
    if "date" in names:
        return date_line(bulletin) if bulletin.date else ""
    return "\n".join(line for name in names for line in _lines(getattr(bulletin, name)) if line)


def _number(bulletin: Bulletin) -> str:
    supplement = "增刊" if bulletin.supplement else ""
    year = f"{bulletin.year}年" if bulletin.year else ""
    return f"{year}{supplement}第{bulletin.number}期" if bulletin.number else ""


def _lines(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [line for one in value for line in _lines(one)]
    if isinstance(value, BoardMember):
        return [f"{value.role}：{value.name}"]
    if isinstance(value, Contact):
        return [value.address, value.postcode, value.phone, value.fax, value.email, value.website]
    if isinstance(value, Distribution):
        copies = [f"共印{value.copies}份"] if value.copies else []
        return [f"{one.verb}：{one.names}" for one in value.recipients] + copies
    return [] if value is None else [str(value)]
