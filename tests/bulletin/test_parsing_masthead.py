from datetime import date

import pytest

from bulletin.parsing.text import parse
from bulletin.value import DateStyle

BODY = "\n\n科技创新中心是怎样建设的\n\n科技创新中心是世界创新资源的集聚中心。近年来，许多国家积极谋划建设。\n"


def _read(masthead):
    return parse(masthead + BODY).bulletin


@pytest.mark.parametrize(
    ("line", "year", "number", "supplement", "total"),
    [
        ("第 4 期\n(总第 418 期)", None, 4, False, 418),
        ("第４期　总第４１８期", None, 4, False, 418),
        ("第四期（总第四百一十八期）", None, 4, False, 418),
        ("第 四 期\n（总第 一百零七 期）", None, 4, False, 107),
        ("第32期(总第107期)", None, 32, False, 107),
        ("第三十二期（总第一〇七期）", None, 32, False, 107),
        ("总第一百零七期", None, None, False, 107),
        ("第5期（总107期）", None, 5, False, 107),
        ("2023年第7期", 2023, 7, False, None),
        ("2023年　第7期　总第12期", 2023, 7, False, 12),
        ("二〇二三年第七期", 2023, 7, False, None),
        ("〔2022〕第5期", 2022, 5, False, None),
        ("No.4", None, 4, False, None),
        ("NO．12", None, 12, False, None),
        ("№ 4（总第9期）", None, 4, False, 9),
        ("2024年增刊第1期", 2024, 1, True, None),
        ("增刊第2期", None, 2, True, None),
        ("第2期（增刊）", None, 2, True, None),
        ("（增刊）\n第3期", None, 3, True, None),
        ("增刊1", None, 1, True, None),
        ("增 刊", None, None, True, None),
        ("第 5—6 期（合刊）", None, 5, False, None),
        ("期号：第8期", None, 8, False, None),
    ],
)
def test_the_number_is_read_in_every_form(line, year, number, supplement, total):
    read = _read(f"决策参阅\n{line}\n许昌市科技创新公共服务中心")
    assert (read.year, read.number, read.supplement, read.total) == (year, number, supplement, total)
    assert read.title == "科技创新中心是怎样建设的"
    assert read.publisher == "许昌市科技创新公共服务中心"


@pytest.mark.parametrize(
    ("line", "publisher", "day", "style"),
    [
        (
            "河阳市科学技术情报研究所编            2023年3月15日",
            "河阳市科学技术情报研究所",
            date(2023, 3, 15),
            DateStyle.ARABIC,
        ),
        (
            "示范市科学技术局办公室　　　　２０２２年６月３０日",
            "示范市科学技术局办公室",
            date(2022, 6, 30),
            DateStyle.ARABIC,
        ),
        ("许昌市科技局\n二○二二年一月廿五日", "许昌市科技局", date(2022, 1, 25), DateStyle.CHINESE),
        ("二〇二二年元月二十五日\n许昌市科技局主办", "许昌市科技局", date(2022, 1, 25), DateStyle.YUANYUE),
        ("编发单位：许昌市科技局　日期：2022.1.25", "许昌市科技局", date(2022, 1, 25), DateStyle.ARABIC),
        ("主办：许昌市科技局\n2022-01-25", "许昌市科技局", date(2022, 1, 25), DateStyle.ARABIC),
        (
            "中共江州市委政策研究室 2021年12月1日（星期三）",
            "中共江州市委政策研究室",
            date(2021, 12, 1),
            DateStyle.ARABIC,
        ),
        (
            "江 州 市 科 学 技 术 局\n二 〇 二 一 年 十 二 月 一 日",
            "江州市科学技术局",
            date(2021, 12, 1),
            DateStyle.YUANYUE,
        ),
        (
            "江州市人民政府发展研究中心  编印  2021年12月1日",
            "江州市人民政府发展研究中心",
            date(2021, 12, 1),
            DateStyle.ARABIC,
        ),
    ],
)
def test_publisher_and_date_are_read_together_and_apart(line, publisher, day, style):
    read = _read(f"科技参阅\n第7期\n{line}\n────────────")
    assert (read.publisher, read.date, read.date_style) == (publisher, day, style)
    assert read.year == day.year
    assert read.title == "科技创新中心是怎样建设的"


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        ("内 部 资 料\n领 导 参 阅", ("内部资料", "领导参阅")),
        ("内部刊物　免费交流", ("内部刊物", "免费交流")),
        ("内部资料，注意保存", ("内部资料", "注意保存")),
        ("（内部参考　不得外传）", ("内部参考", "不得外传")),
        ("【内部资料】", ("内部资料",)),
        ("                内　部　文　件", ("内部文件",)),
    ],
)
def test_labels_lose_their_spaces_and_keep_their_order(lines, labels):
    read = _read(f"{lines}\n决策参阅\n第4期")
    assert read.labels == labels
    assert read.series == "决策参阅"


@pytest.mark.parametrize(
    ("line", "series"),
    [
        ("科　技　简　报", "科技简报"),
        ("《决策参阅》", "决策参阅"),
        ("江州科技工作简报", "江州科技工作简报"),
        ("科技创新动态", "科技创新动态"),
        ("创新智汇", "创新智汇"),
    ],
)
def test_the_name_of_the_bulletin_is_read(line, series):
    read = _read(f"{line}\n第4期\n许昌市科技局\n2022年1月25日")
    assert (read.series, read.number, read.title) == (series, 4, "科技创新中心是怎样建设的")


def test_copy_number_and_permit_have_their_fields():
    read = _read("编号：００００３６\n内部资料\n准印证号：豫内资A-012\n科技简报\n第12期")
    assert read.copy_number == "000036"
    assert read.permit == "豫内资A-012"


def test_a_second_date_is_reported_and_not_lost():
    report = parse("决策参阅\n第4期\n许昌市科技局\n2022年1月25日\n2022年1月26日" + BODY)
    assert report.bulletin.date == date(2022, 1, 25)
    assert "two_dates" in {warning.code for warning in report.warnings}
    assert ("2022年1月26日", 5) in {(item.text, item.line) for item in report.unplaced}


def test_a_date_that_cannot_be_is_reported_and_not_guessed():
    report = parse("决策参阅\n第4期\n许昌市科技局\n2022年2月30日" + BODY)
    assert report.bulletin.date is None
    assert "bad_date" in {warning.code for warning in report.warnings}


def test_a_guessed_name_has_less_confidence_than_a_known_one():
    known, guessed = parse("决策参阅\n第4期" + BODY), parse("创新智汇\n第4期" + BODY)
    confidence = [{item.field: item.confidence for item in report.placements}["series"] for report in (known, guessed)]
    assert confidence[0] == 1
    assert confidence[1] < 1


@pytest.mark.parametrize(
    "title",
    [
        "科技创新中心",
        "关于建设许昌市科技创新中心",
        "第12期培训班在许昌举办",
        "创新引领：许昌的实践",
        "2022年1月25日会议综述",
        "我市科技创新动态",
        "怎么办？",
    ],
)
def test_without_a_masthead_the_first_line_is_the_title(title):
    read = parse(
        f"{title}\n\n科技创新中心是世界创新资源的集聚中心。近年来，许多国家积极谋划建设，形成了许多好的做法，值得总结。\n"
    ).bulletin
    assert read.title == title
    assert (read.series, read.number, read.publisher) == ("", None, "")


@pytest.mark.parametrize(
    ("lines", "title", "subtitle"),
    [
        ("关于加快培育\n新质生产力的思考\n\n", "关于加快培育新质生产力的思考", ""),
        ("          关于加快培育新质\n          生产力的思考\n\n　　", "关于加快培育新质生产力的思考", ""),
        ("科创中心建设\n——以某市为例\n\n", "科创中心建设", "——以某市为例"),
        ("科创中心建设\n--以某市为例\n", "科创中心建设", "--以某市为例"),
        ("《关于加快培育新质\n\n生产力的措施》解读\n\n", "《关于加快培育新质生产力的措施》解读", ""),
        ("创新驱动：怎样建设\n\n", "创新驱动：怎样建设", ""),
        ("标题：科创中心建设\n\n", "科创中心建设", ""),
    ],
)
def test_a_title_may_be_wrapped_and_have_a_subtitle(lines, title, subtitle):
    text = f"决策参阅\n第4期\n许昌市科技局\n\n{lines}科创中心是重要载体。近年来，各地积极推进。\n"
    read = parse(text).bulletin
    assert (read.title, read.subtitle) == (title, subtitle)
    assert read.sections[0].text == "科创中心是重要载体。近年来，各地积极推进。"


@pytest.mark.parametrize("text", ["", "\n\n", "　　", "\ufeff", "\x00"])
def test_an_empty_file_is_an_empty_bulletin(text):
    report = parse(text)
    assert report.bulletin.title == ""
    assert report.bulletin.sections == ()
    assert "missing_title" in {warning.code for warning in report.warnings}
