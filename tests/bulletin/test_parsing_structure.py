import pytest

from bulletin.parsing.text import parse
from bulletin.value import BoardMember, Kind, Recipients

HEAD = "内部资料\n决策参阅\n第4期\n（总第418期）\n许昌市科技局\n2022年1月25日\n\n科创中心怎样建设\n\n"


def _read(body):
    return parse(HEAD + body).bulletin


def _outline(body):
    return [(s.kind, s.ordinal, s.heading, s.heading_end, s.level, s.thesis, s.run_in) for s in _read(body).sections]


LEAD = "科创中心是重要载体。近年来，各地积极推进。\n"


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("一．主要做法", (Kind.DISCUSSION, "一．", "主要做法", "", 1, "", False)),
        ("一、主要做法", (Kind.DISCUSSION, "一、", "主要做法", "", 1, "", False)),
        ("（二）建好“一个库”。按照思路，建立培育库。", (Kind.DISCUSSION, "（二）", "建好“一个库”", "。", 2, "", True)),
        (
            "（一）江州市：以机制激活组织。江州市面向全球遴选。",
            (Kind.CASE, "（一）", "江州市", "：", 2, "以机制激活组织。", True),
        ),
        (
            "(一)江州市:以机制激活组织.江州市面向全球遴选.",
            (Kind.CASE, "（一）", "江州市", "：", 2, "以机制激活组织。", True),
        ),
        ("一、北京：打造原始创新策源地", (Kind.CASE, "一、", "北京：打造原始创新策源地", "", 1, "", False)),
        ("1. 申报前抓辅导。组织专家逐企诊断。", (Kind.DISCUSSION, "1. ", "申报前抓辅导", "。", 3, "", True)),
        ("1．申报前抓辅导。组织专家逐企诊断。", (Kind.DISCUSSION, "1.", "申报前抓辅导", "。", 3, "", True)),
        ("【小标题】正文在此。还有一句。", (Kind.DISCUSSION, "【", "小标题", "】", 1, "", True)),
        ("◆ 深圳市", (Kind.CASE, "◆ ", "深圳市", "", 1, "", False)),
        ("二、几点启示", (Kind.LESSONS, "二、", "几点启示", "", 1, "", False)),
        ("三、对我市的建议", (Kind.LESSONS, "三、", "对我市的建议", "", 1, "", False)),
        (
            "英国伦敦科技创新中心：凭借模式而成为榜样。伦敦是中心。",
            (Kind.CASE, "", "英国伦敦科技创新中心", "：", 1, "凭借模式而成为榜样。", True),
        ),
    ],
)
def test_a_heading_is_taken_apart(line, section):
    follow = "这一段是正文，说明有关情况，有足够的长度来作为正文。\n"
    assert _outline(LEAD + line + "\n" + follow)[1] == section


@pytest.mark.parametrize(
    "line",
    [
        "会议指出：要坚持创新。要坚持开放。",
        "主要做法如下：一是坚持创新。二是坚持开放。",
        "北京：建设中心。成效显著。",
        "（1）建立回访制度，每半年一次；",
        "1.5亿元的投资已经到位。其他正在落实。",
        "3、4月份，各地陆续开工。进展顺利。",
        "①支持企业建设平台；",
        "一是坚持创新。二是坚持开放。",
        "——坚持创新驱动，推动高质量发展；",
    ],
)
def test_a_sentence_is_no_heading(line):
    assert [section.heading for section in _read(LEAD + line + "\n").sections] == [""]


def test_lead_ins_are_headings_when_two_of_an_article_match():
    body = LEAD + "北京：建设中心。成效显著。\n上海：建设园区。进展顺利。\n总之，各地都有做法。\n"
    assert [(s.kind, s.heading, s.text) for s in _read(body).sections[1:]] == [
        (Kind.CASE, "北京", "成效显著。"),
        (Kind.CASE, "上海", "进展顺利。"),
        (Kind.DISCUSSION, "", "总之，各地都有做法。"),
    ]


def test_paragraphs_between_lead_ins_belong_to_the_case_above():
    body = LEAD + "北京：建设中心。成效显著。\n北京还有一段。\n上海：建设园区。进展顺利。\n上海也有一段。\n"
    assert [s.text for s in _read(body).sections[1:]] == ["成效显著。\n北京还有一段。", "进展顺利。\n上海也有一段。"]


def test_a_colon_inside_brackets_ends_no_heading():
    body = "（说明：本期内容摘自报告。）近年来各地推进。\n东京科技创新中心：独具一格。东京是中心。\n"
    assert [section.kind for section in _read(body).sections] == [Kind.LEAD, Kind.CASE]


def test_lessons_after_a_single_case_stand_apart():
    body = LEAD + "东京科技创新中心：独具一格。东京是中心。\n这一做法带来的启示：要营造环境；要集聚人才。\n"
    assert [section.kind for section in _read(body).sections] == [Kind.LEAD, Kind.CASE, Kind.LESSONS]


def test_what_stands_under_lessons_are_lessons():
    body = LEAD + "一、启示\n（一）坚持规划引领。要一张蓝图绘到底。\n（二）坚持市场运作。要发挥主体作用。\n"
    assert [section.kind for section in _read(body).sections] == [Kind.LEAD, *[Kind.LESSONS] * 3]


def test_notes_sources_and_bylines_find_their_places():
    read = _read(
        "编者按：现予刊发，供参阅。\n\n【摘要】本文梳理做法。\n关键词：科创 启示\n\n"
        + LEAD
        + "资料来源：某网站 http://a.cn/b,c\n"
        "（高新技术科　供稿）\n附件：1. 一览表\n"
    )
    assert read.editor_note == "编者按：现予刊发，供参阅。"
    assert read.sources == ("资料来源：某网站 http://a.cn/b,c",)
    assert read.byline == "（高新技术科　供稿）"
    assert [(s.kind, s.heading, s.text) for s in read.sections] == [
        (Kind.NOTE, "摘要", "本文梳理做法。"),
        (Kind.NOTE, "关键词", "科创 启示"),
        (Kind.LEAD, "", LEAD.strip()),
        (Kind.NOTE, "", "附件：1. 一览表"),
    ]


def test_an_editors_note_may_stand_above_the_title_and_on_its_own_line():
    read = parse("决策参阅\n第4期\n\n编者按\n现予刊发，供参阅。\n\n科创中心怎样建设\n\n" + LEAD).bulletin
    assert read.title == "科创中心怎样建设"
    assert read.editor_note == "编者按\n现予刊发，供参阅。"


@pytest.mark.parametrize(
    ("line", "board"),
    [
        (
            "《决策参阅》编委会 主任:冀伟 副主任:刘红 主编:王明丽",
            [("主任", "冀伟"), ("副主任", "刘红"), ("主编", "王明丽")],
        ),
        ("主　　编：高　峰　　副主编：欧阳修、王　丽", [("主编", "高峰"), ("副主编", "欧阳修"), ("副主编", "王丽")]),
        ("责任编辑：周晓明 李国栋    校对：张三", [("责任编辑", "周晓明"), ("责任编辑", "李国栋"), ("校对", "张三")]),
        ("签发：郑和平；审核：吴敏", [("签发", "郑和平"), ("审核", "吴敏")]),
        ("编辑：周  晓  明", [("编辑", "周晓明")]),
        ("责任编辑　　周晓明", [("责任编辑", "周晓明")]),
    ],
)
def test_the_board_is_read_without_padding(line, board):
    assert _read(LEAD + "\n" + line + "\n").board == tuple(BoardMember(*member) for member in board)


def test_the_imprint_is_read_whole():
    read = _read(
        LEAD + "────────────\n报：市委常委，市人大常委会、\n    市政府\n送：各县(市、区)党委,市直单位  （共印80份）\n"
        "本期增发：市委政研室\n抄　送：甲局。\n"
        "地　址：某路1号　邮政编码：４６１０００　电话：0374-2962258\n传真：0374-1 电子信箱：a.b@c.cn 网址：http://a.cn/b\n"
        "准印证号：豫内资A-012\n许昌市科技局办公室　2022年1月26日印发\n（此件公开发布）\n"
    )
    assert read.distribution.recipients == (
        Recipients("报", "市委常委，市人大常委会、市政府"),
        Recipients("送", "各县（市、区）党委，市直单位"),
        Recipients("本期增发", "市委政研室"),
        Recipients("抄送", "甲局。"),
    )
    assert read.distribution.copies == 80
    contact = read.contact
    assert (contact.address, contact.postcode, contact.phone) == ("某路1号", "461000", "0374-2962258")
    assert (contact.fax, contact.email, contact.website) == ("0374-1", "a.b@c.cn", "http://a.cn/b")
    assert read.permit == "豫内资A-012"
    assert read.imprint == ("许昌市科技局办公室　2022年1月26日印发", "（此件公开发布）")
    assert [section.text for section in read.sections] == [LEAD.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "— 1 —",
        "- 12 -",
        "－３－",
        "第 3 页",
        "第3页 共10页",
        "3/10",
        "Page 3",
        "· 3 ·",
        "第三页",
        "决策参阅　　第4期",
        "决策参阅（2022年第4期）",
        "共 3 页 第 1 页",
        "2022年第4期 决策参阅",
        "────────",
        "***",
    ],
)
def test_page_furniture_is_dropped_and_listed(line):
    report = parse(HEAD + LEAD + "\n" + line + "\n\n" + "又一段正文，说明有关情况。\n")
    assert report.bulletin.sections[0].text == LEAD + "又一段正文，说明有关情况。"
    assert line in [item.text for item in report.unplaced]


def test_a_repeated_line_in_the_middle_of_sentences_is_a_running_head():
    cut = "\n\n江州市科技局\n\n"
    body = f"科创中心是重要载体，近年来，各地积{cut}极推进，形成了各具特色{cut}的做法。\n"
    assert _read(body).sections[0].text == "科创中心是重要载体，近年来，各地积极推进，形成了各具特色的做法。"


def test_a_running_head_and_its_page_number_do_not_part_a_sentence():
    cut = "\n\n— 1 —\n\n内部资料　　决策参阅第4期\n\n— 2 —\n"
    body = f"科创中心是重要载体，近年来，各地积极推进，形成了各具特色{cut}的做法。\n"
    assert _read(body).sections[0].text == "科创中心是重要载体，近年来，各地积极推进，形成了各具特色的做法。"


def test_words_and_numbers_cut_by_a_hard_wrap_are_joined():
    lines = [
        "科技创新中心是世界创新资源的集聚中心和创新活",
        "动的控制中心。近年来，研发投入达到15",
        "00亿元，在各类未来产业投入之中，用于machine",
        "learning与人工智能占比超过三成，成为重要增长",
        "极。",
    ]
    assert _read("\n".join(lines) + "\n").sections[0].text == (
        "科技创新中心是世界创新资源的集聚中心和创新活动的控制中心。近年来，研发投入达到1500亿元，"
        "在各类未来产业投入之中，用于machine learning与人工智能占比超过三成，成为重要增长极。"
    )


def test_paragraphs_on_lines_of_their_own_are_not_joined():
    body = "第一段正文，说明有关情况。\n第二段正文，说明有关情况。\n第三段正文，说明有关情况。\n"
    assert _read(body).sections[0].text == body.strip()


def test_prose_about_secrets_is_read():
    read = _read("要认真贯彻保守国家秘密法，加强商业秘密保护，做好保密审查。\n")
    assert "保守国家秘密法" in read.sections[0].text
