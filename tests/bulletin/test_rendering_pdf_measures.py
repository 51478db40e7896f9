"""The page measured: GB/T 9704-2012, and the house's grid of 30 × 23."""

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest

from bulletin.value import BoardMember, Bulletin, Contact, Distribution, Kind, Recipients, Section, public_form
from tests.bulletin import factories
from tests.bulletin.paper import MILLIMETRE, TYPE_AREA, Page, pages

pytestmark = pytest.mark.looks

GRIDS = {"30x23": (30, 23), "28x22": (28, 22)}
HANZI = "建设创新型城市的路径与经验值得深入总结"
NEVER_FIRST = "，。、；：？！”’）》】〕…·"
NEVER_LAST = "（《“‘【〔"
RED = (1.0, 0.2, 0.2)


def essay(text: str, **changes: object) -> Bulletin:
    """One long text under a title, and nothing else."""
    bare = Bulletin(title="题", date=datetime.date(2026, 11, 26), sections=(Section(Kind.LEAD, text=text),))
    return replace(bare, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=GRIDS)
def grid(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def full_pages(grid: str) -> tuple[Page, ...]:
    """Pages of nothing but Hanzi, the last one aside."""
    return pages(essay(HANZI * 120), grid=grid)[1:-1]


def test_the_page_is_a4() -> None:
    assert {(round(page.width), round(page.height)) for page in pages(factories.seed())} == {(210, 297)}


def test_text_fills_the_type_area_to_a_tenth_of_a_millimetre(full_pages: tuple[Page, ...]) -> None:
    for page in full_pages:
        assert min(char.left for char in page.body) == pytest.approx(TYPE_AREA["left"], abs=0.1)
        assert max(char.right for char in page.body) == pytest.approx(TYPE_AREA["right"], abs=0.1)
        assert min(char.top for char in page.body) == pytest.approx(TYPE_AREA["top"], abs=0.1)
        assert max(char.bottom for char in page.body) == pytest.approx(TYPE_AREA["bottom"], abs=0.1)


def test_nothing_of_the_real_issue_leaves_the_type_area_but_page_numbers() -> None:
    for page in pages(factories.seed()):
        assert min(char.left for char in page.chars) >= TYPE_AREA["left"] - 0.1
        assert max(char.right for char in page.chars) <= TYPE_AREA["right"] + 0.1
        assert "".join(char.text for char in page.foot) == f"—{pages(factories.seed()).index(page) + 1}—"


def test_a_full_page_has_the_lines_of_its_grid_all_at_one_distance(full_pages: tuple[Page, ...], grid: str) -> None:
    for page in full_pages:
        assert len(page.lines) == GRIDS[grid][1]
        steps = [below[0].top - above[0].top for above, below in pairwise(page.lines)]
        assert max(steps) - min(steps) < 0.01


def test_a_full_line_has_the_characters_of_its_grid_each_in_its_cell(full_pages: tuple[Page, ...], grid: str) -> None:
    count = GRIDS[grid][0]
    for line in (line for page in full_pages for line in page.lines):
        assert len(line) == count
        for number, char in enumerate(line):
            assert char.left == pytest.approx(TYPE_AREA["left"] + 156 * number / count, abs=0.05)


def test_the_full_pages_of_the_real_issue_have_23_lines() -> None:
    assert [len(page.lines) for page in pages(factories.seed())[1:-1]] == [23] * 4


def test_the_pages_of_the_real_issue_end_where_the_paper_ends() -> None:
    """The cuts of the original as its text shows them; on one page ours comes three characters earlier."""
    ends = [page.words[-1] for page in pages(factories.seed())[:-1]]
    cuts = ("旧金山的专业服", "良好的商业环境", "企业能力中心、", "引领发展的核", "不同生命周期")
    assert [end[-len(cut) :] for end, cut in zip(ends, cuts, strict=True)] == list(cuts)


def test_the_pages_of_the_public_form_end_where_those_of_the_whole_one_do() -> None:
    seed = replace(factories.seed(), labels=("内部资料", "领导参阅"))
    whole, public = ([page.words[-1] for page in pages(form)] for form in (seed, public_form(seed)))
    assert public == whole


def test_headings_and_tables_leave_the_lines_on_the_grid() -> None:
    table = "| 指标 | 数值 |\n|---|---|\n| 专利 | 5 |\n| 企业 | 6 |"
    issue = factories.issue(sections=(Section(Kind.DISCUSSION, "一、", "题", 1, text=f"前\n{table}\n后文"),))
    tops = [line[0].top for page in pages(issue) for line in page.lines if line[0].text in "编一前后"]
    pitch = (225 - 5.2) / 22
    assert len(tops) == 4
    assert [(top - TYPE_AREA["top"]) / pitch for top in tops] == pytest.approx(
        [round((top - TYPE_AREA["top"]) / pitch) for top in tops], abs=0.01
    )


def test_a_paragraph_begins_two_characters_in() -> None:
    line = pages(essay(HANZI * 3))[0].lines[-2]
    assert line[0].left - TYPE_AREA["left"] == pytest.approx(2 * 156 / 30, abs=0.05)


def test_page_numbers_stand_one_character_in_on_the_outer_side_seven_millimetres_below() -> None:
    for number, page in enumerate(pages(factories.seed()), start=1):
        dash = page.foot[0].top + (page.foot[0].bottom - page.foot[0].top) / 2
        assert dash - TYPE_AREA["bottom"] == pytest.approx(7, abs=0.2)
        assert {round(char.size, 1) for char in page.foot} == {14.0}
        if number % 2:
            assert TYPE_AREA["right"] - page.foot[-1].right == pytest.approx(5.2, abs=1)
        else:
            assert page.foot[0].left - TYPE_AREA["left"] == pytest.approx(5.2, abs=0.1)


def test_the_rule_of_the_masthead_is_red_and_as_wide_as_the_text() -> None:
    (rule,) = pages(factories.seed())[0].rules
    assert (rule.left, rule.right) == pytest.approx((28, 184), abs=0.1)
    assert rule.colour == RED
    assert 0.35 <= rule.thickness <= 0.6


def test_the_name_is_red_and_the_title_stands_in_the_middle() -> None:
    chars = pages(factories.seed())[0].chars
    name, title = ([char for char in chars if round(char.size) == size] for size in (72, 22))
    assert "".join(char.text for char in name) == "决策参阅"
    assert "".join(char.text for char in title) == "国外一流科技创新中心是怎样建设的"
    for line in (name, title):
        assert line[0].left + line[-1].right == pytest.approx(28 + 184, abs=0.5)


def test_the_imprint_ends_the_last_page_between_rules_of_their_thickness() -> None:
    last = pages(factories.issue())[-1]
    assert [round(rule.thickness, 2) for rule in last.rules[-4:]] == [0.35, 0.25, 0.25, 0.35]
    assert last.rules[-1].top == pytest.approx(TYPE_AREA["bottom"], abs=0.1)
    assert all((rule.left, rule.right) == pytest.approx((28, 184), abs=0.1) for rule in last.rules[-4:])


def test_an_imprint_that_does_not_fit_goes_to_the_foot_of_the_next_page() -> None:
    many = Distribution(tuple(Recipients("送", HANZI * 5) for _ in range(3)), 80)
    first, last = pages(essay(HANZI * 22, distribution=many))
    assert not [rule for rule in first.rules if rule.colour != RED]
    assert last.rules[-1].top == pytest.approx(TYPE_AREA["bottom"], abs=0.1)
    assert last.body[0].top > 120


def test_an_imprint_longer_than_a_page_goes_on_on_the_next() -> None:
    many = Distribution((Recipients("送", HANZI * 100),), 80)
    printed = pages(essay(HANZI, distribution=many))
    assert len(printed) >= 3
    assert sum("".join(page.words).count(HANZI[:4]) for page in printed) >= 90
    assert printed[-1].words[-1] == "共印80份"


def test_every_line_of_the_imprint_begins_one_character_in() -> None:
    lines = [line for line in pages(factories.seed())[-1].lines if round(line[0].size) == 14]
    assert ["".join(char.text for char in line)[:3] for line in lines] == ["《决策", "地址：", "邮编："]
    assert [line[0].left for line in lines] == pytest.approx([28 + 14 / MILLIMETRE] * 3, abs=0.05)


def test_the_lines_of_the_imprint_cut_no_part_of_it() -> None:
    issue = factories.issue(
        distribution=Distribution(),
        board=tuple(BoardMember("副主任", f"欧阳{name}明") for name in "甲乙丙丁戊"),
        contact=Contact("许昌市魏武大道与尚德路交叉口许昌科技大市场", "461000", "0374-2962258"),
    )
    text = "\n".join(pages(issue)[-1].words)
    for part in (
        "副主任：欧阳戊明",
        "邮编：461000",
        "电话：0374-2962258",
        "地址：许昌市魏武大道与尚德路交叉口许昌科技大市场",
    ):
        assert part in text


def nasty() -> Bulletin:
    """Marks, numbers and dashes at every place of a line."""
    pieces = (
        "“建设”（试点）",
        "2014年",
        "50%",
        "1,234.5亿元",
        "《规划》、",
        "——",
        "……",
        "二〇二二年",
        "第418期",
        "史密斯·韦森",
    )
    text = "\n".join(
        "设" * shift + "".join(f"{piece}，创新{'。' * (shift % 2)}" for piece in pieces) for shift in range(30)
    )
    return essay(text + "\n**重点**，见（**要点**）。")


def test_no_line_begins_or_ends_with_a_mark_that_must_not() -> None:
    for issue in (nasty(), factories.seed()):
        for page in pages(issue):
            for words in page.words:
                assert words[0] not in NEVER_FIRST, words
                assert words[-1] not in NEVER_LAST, words


@pytest.mark.parametrize(
    "whole", ["2014年", "50%", "1,234.5亿元", "二〇二二年", "第418期", "——", "……", "斯·韦", "（试点），"[-2:]]
)
def test_no_line_cuts(whole: str) -> None:
    lines = [words for page in pages(nasty()) for words in page.words]
    asked = sum(section.text.count(whole) for section in nasty().sections)
    assert asked >= 30
    assert sum(words.count(whole) for words in lines) == asked


def test_nothing_however_long_leaves_the_page() -> None:
    text = "\n".join((*("字" + mark * 150 for mark in "a1，（—…）.-/"), "http://example.cn/" + "path/" * 60))
    for page in pages(essay(text)):
        assert max(char.right for char in page.chars) <= TYPE_AREA["right"] + 0.1


def test_no_heading_is_the_last_line_of_a_page() -> None:
    sections = tuple(
        Section(Kind.DISCUSSION, "一、", "这是标题", 1, text="\n".join([HANZI] * (1 + number % 7)))
        for number in range(60)
    )
    printed = pages(factories.issue(sections=sections))
    assert len(printed) > 10
    assert not [page for page in printed if page.words[-1] == "一、这是标题"]


def test_no_title_of_an_article_is_the_last_line_of_a_page() -> None:
    article = Section(Kind.ARTICLE, heading="这是标题", subtitle="——副题")
    sections = tuple(
        part for number in range(25) for part in (article, Section(Kind.LEAD, text="\n".join(["正文"] * number)))
    )
    printed = pages(factories.issue(sections=sections))
    assert len(printed) > 15
    assert not [page.words for page in printed if page.words[-1] in ("这是标题", "——副题")]


def test_a_long_title_is_printed_in_lines_of_about_one_length() -> None:
    title = "国外一流科技创新中心是怎样建设的及其对我市加快建设国家创新型城市的启示"
    issue = factories.issue(title=title, sections=factories.seed().sections)
    lines = [line for line in pages(issue)[0].lines if round(line[0].size) == 22]
    first, second = ("".join(char.text for char in line) for line in lines)
    assert first + second == title
    assert abs(len(first) - len(second)) <= 5


def test_contents_of_several_articles_name_the_pages_they_begin_on() -> None:
    first, second, *rest = factories.two_articles().sections
    long = (first, Section(Kind.DISCUSSION, text=HANZI * 60), *rest)
    printed = pages(factories.issue(title="第一篇标题", sections=long))
    assert second not in long
    begins = {words: number for number, page in enumerate(printed, start=1) for words in page.words}
    assert any(words.startswith("第一篇标题.") and words.endswith("1") for words in printed[0].words)
    assert any(
        words.startswith("第二篇标题.") and words.endswith(str(begins["第二篇标题"])) for words in printed[0].words
    )
    assert begins["第二篇标题"] > 2


def test_a_copy_number_stands_first_and_a_draft_says_so_on_every_page() -> None:
    printed = pages(factories.seed(), copy_number="000012", draft="草稿　第2稿")
    assert printed[0].words[1] == "000012"
    assert all("草稿第2稿" in "".join(char.text for char in page.chars) for page in printed)


def test_a_watermark_is_repeated_on_every_page() -> None:
    for page in pages(factories.seed(), watermark="张三 2026-11-26 18:05"):
        assert "".join(char.text for char in page.chars).count("张三2026-11-2618:05") >= 6
