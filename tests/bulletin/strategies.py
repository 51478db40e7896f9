"""Hypothesis strategies of bulletins, hostile texts among them."""

from hypothesis import strategies as st

from bulletin.text import clean
from bulletin.value import (
    Annotations,
    BoardMember,
    Bulletin,
    CaseNote,
    Contact,
    DateStyle,
    Distribution,
    Figure,
    Kind,
    LessonNote,
    Milestone,
    Recipients,
    Section,
)

TYPED = (
    "3. 认定后",
    "2014. 年",
    "5*3*2",
    "5**3",
    "[注]: 数据",
    "<a级>",
    "# 号",
    "    四个空格",
    "_",
    "1. ",
    "> 引",
    "---",
    "===",
    "a\\*b\\",
    "&amp;",
    "&lt;b&gt;",
    "<script>alert(1)</script>",
    "<!-- 注 -->",
    "<!--",
    "-->",
    "`x`",
    "***",
    "| a",
    "-",
    "*",
    "[x](javascript:alert)",
    "[x](//host)",
    "![x](http://a/b.png)",
    "klzzwxh:0000",
    "wzxhzdk:0",
    "\u00a0",
    "　　缩进",
    "~~x~~",
)
MARKED = (
    "**重点**",
    "- 甲",
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
    "[网](https://a.cn/?a=1&b=2)",
    "![图](/media/a.png)",
    "**见[附](/a)件**",
)
HOSTILE = (
    "<!-- § -->",
    "<!-- § text -->",
    "<!-- §2 case -->",
    "## 一、题",
    "# ",
    "\n---\n",
    "---\n刊名: x\n---",
    "\n\n",
    " ",
    '"',
    "'",
    "：",
    "。",
    "一、",
    "（一）",
    "1.",
    "：\n",
    "刊名: ",
    "  - ",
    "\\n",
    "<",
    "<!",
    "<!-",
    "§",
    " -->",
)

_letters = st.characters(exclude_categories=("Cs",))
_pieces = (
    st.sampled_from(TYPED + MARKED + HOSTILE)
    | st.text(_letters, max_size=12)
    | st.text("中国*[]()|-#<>! \n：。", max_size=8)
)


def texts(max_pieces: int = 4) -> st.SearchStrategy[str]:
    """Clean text of any kind, empty and hostile included."""
    return st.lists(_pieces, max_size=max_pieces).map(lambda parts: clean("".join(parts)))


def bodies() -> st.SearchStrategy[str]:
    """Body text of several lines."""
    return st.lists(_pieces, max_size=6).map(lambda parts: clean("\n".join(parts)))


def _numbers() -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, 5000)


def _tuples(items: st.SearchStrategy, max_size: int = 3) -> st.SearchStrategy[tuple]:
    return st.lists(items, max_size=max_size).map(tuple)


def sections() -> st.SearchStrategy[Section]:
    return st.builds(
        Section,
        kind=st.sampled_from(Kind),
        ordinal=st.sampled_from(("", "一、", "（一）", "1.", "（1）")) | texts(2),
        heading=texts(2),
        level=st.integers(0, 4),
        heading_end=st.sampled_from(("", "：", "。")) | texts(1),
        thesis=texts(2),
        run_in=st.booleans(),
        text=bodies(),
        subtitle=texts(1),
        byline=texts(1),
    )


def _degrees() -> st.SearchStrategy[float | None]:
    return st.none() | st.floats(-180, 180, allow_nan=False)


def _figures() -> st.SearchStrategy[Figure]:
    return st.builds(Figure, label=texts(1), value=texts(1), year=_numbers(), source=texts(1))


def _milestones() -> st.SearchStrategy[Milestone]:
    return st.builds(Milestone, year=st.integers(1, 3000), what=texts(1), month=st.none() | st.integers(1, 12))


def _cases() -> st.SearchStrategy[CaseNote]:
    return st.builds(
        CaseNote,
        section=st.integers(0, 4),
        case_key=texts(1),
        hub_slug=st.sampled_from(("", "london", "london-2", "tokyo")),
        hub_name=texts(1),
        latitude=_degrees(),
        longitude=_degrees(),
        formula=texts(1),
        figures=_tuples(_figures(), 2),
        milestones=_tuples(_milestones(), 2),
    )


def _lessons() -> st.SearchStrategy[LessonNote]:
    return st.builds(
        LessonNote,
        theme_slug=texts(1),
        theme_name=texts(1),
        lesson_key=texts(1),
        statement=texts(1),
        passage=texts(1),
        rests_on=_tuples(st.integers(0, 4)),
    )


def annotations() -> st.SearchStrategy[Annotations]:
    return st.builds(Annotations, cases=_tuples(_cases(), 2), lessons=_tuples(_lessons(), 2), correction_note=texts(1))


def bulletins() -> st.SearchStrategy[Bulletin]:
    """Any bulletin there can be."""
    return st.builds(
        Bulletin,
        series=texts(1),
        labels=_tuples(texts(1)),
        copy_number=texts(1) | st.just("000036"),
        year=_numbers(),
        number=_numbers(),
        supplement=st.booleans(),
        total=_numbers(),
        publisher=texts(1),
        date=st.none() | st.dates(),
        date_style=st.sampled_from(DateStyle),
        title=texts(2),
        subtitle=texts(1),
        editor_note=bodies(),
        sections=_tuples(sections(), 5),
        byline=texts(1),
        sources=_tuples(texts(1)),
        board_name=texts(1),
        board=_tuples(st.builds(BoardMember, texts(1), texts(1))),
        contact=st.builds(Contact, *[texts(1)] * 6),
        distribution=st.builds(Distribution, _tuples(st.builds(Recipients, texts(1), texts(1))), _numbers()),
        permit=texts(1),
        imprint=_tuples(texts(1)),
        annotations=annotations(),
    )
