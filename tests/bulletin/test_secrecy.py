import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.secrecy import MarkedSecret, doubtful_words, refuse_marked

MARKED = [
    "秘密★1年",
    "000012                    秘密★1年\n\n决策参阅",
    "机密★长期",
    "绝密 ★ 30年",
    "秘 密 ★ １ 年",
    "秘　密　★　１年",
    "秘\n密\n★\n1年",
    "秘\u200b密\ufeff★1年",
    "秘\u00ad密☆6个月",
    "祕密★一年",
    "絕密★長期",
    "正文在前面。\n正文。\n机密★10年\n",
    "秘密*1年",
    "机密＊长期",
    "国家秘密★1年",
    "★1年",
    "决策参阅\n机密级\n第4期",
    "内部资料　秘密件",
    "【机密】\n决策参阅",
    "（秘密）",
    "机密　特急",
    "秘 密\n决策参阅",
    "内部资料 秘 密",
    "秘\n密\n决策参阅",
    "密级：秘密",
    "密 级：机密",
    "密级:",
    "标题：某某；密级：绝密",
    "份号：000012",
    "份 号 ０００１２３",
    "保密期限：10年",
    "定密责任人：某某",
    "本件属于国家秘密，请妥善保管。",
    "本资料为机密，阅后收回。",
    "此件涉密，注意保管。",
    "工作秘密",
    "（工作秘密）",
    "【工作秘密】决策参阅",
    "工作秘密★5年",
    "内部资料　工作秘密",
    "内部资料　不得上网",
    "注意保存，严禁上网",
    "严 禁 上 网",
    "内部资料，不得上网传播",
    "本资料严禁在互联网上传播。",
    "内部事项　注意保管",
    "内部事项，注意保管",
    "中办发电〔2022〕1号",
    "机要件",
    "涉密文件",
]
INNOCENT = [
    "",
    "内部资料\n领导参阅\n决策参阅\n第4期",
    "编号：000036\n内部刊物　免费交流",
    "要认真贯彻《中华人民共和国保守国家秘密法》，落实保密审查制度。",
    "新修订的保密法明确了国家秘密的范围，机关单位应当依法定密。",
    "加强商业秘密保护，防止侵犯商业秘密行为。",
    "**商业秘密** 是企业的重要资产。",
    "商业秘密\n保护工作座谈会召开",
    "密级分为绝密级、机密级、秘密级三级。",
    "涉密计算机不得上网，这是基本要求。",
    "机要室和档案室同步建设。",
    "泄露机密文件的，依法追究责任。",
    "信息公开前应当进行保密审查，涉密信息不得公开。",
    "未经批准，不得发布。",
    "★ 3年来，全市高新技术企业增长一倍。",
    "★★★★★ 五星级服务",
    "共建设集中发电项目3个。",
    "创新的秘密在于人才。",
    "探寻成功的秘密\n决策参阅",
    "工作秘密和国家秘密都要保护好。",
    "单位内部事项由办公室负责。",
    "保　守　国　家　秘　密　人　人　有　责",
    "学生上课期间禁止使用手机，也禁止上网课以外的活动，这是学校长期坚持的规定。",
    "备份号码：123456",
    "（此件公开发布）",
    "密级：公开",
    "绝密级航空煤油",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_marked_text_is_refused(text):
    with pytest.raises(MarkedSecret):
        refuse_marked(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_an_innocent_text_is_let_through(text):
    refuse_marked(text)


@pytest.mark.parametrize(
    "name", ["秘密★1年.txt", "机密-2022年第4期.docx", "（秘密）决策参阅.txt", "决策参阅_绝密.txt", "工作秘密.txt"]
)
def test_a_marked_file_name_is_refused(name):
    with pytest.raises(MarkedSecret):
        refuse_marked("内部资料", name)


@pytest.mark.parametrize("name", ["商业秘密保护工作的启示.txt", "学习保密法.docx", "决策参阅2022年第4期.txt"])
def test_an_innocent_file_name_is_let_through(name):
    refuse_marked(name)


def test_the_refusal_says_what_to_do_and_never_repeats_the_text():
    with pytest.raises(MarkedSecret) as refused:
        refuse_marked("机密★10年\n某某项目进展情况")
    said = str(refused.value)
    assert refused.value.rule == "密级标志"
    assert "移除" in said
    assert "保密员" in said
    assert "某某" not in said
    assert "10年" not in said + repr(refused.value)


def test_words_that_only_speak_of_secrets_are_named_once_in_order():
    text = "按照保密法和《保守国家秘密法实施条例》，涉密人员……机要……涉密岗位。"
    assert doubtful_words(text) == ("保密法", "保守国家秘密法", "涉密", "机要")


def test_trade_secrets_are_not_doubtful():
    assert doubtful_words("侵犯商业秘密、技术秘密") == ()


def test_doubtful_words_are_found_across_spaces_and_line_breaks():
    assert doubtful_words("涉\n密 人员") == ("涉密",)


@given(st.text())
def test_a_mark_is_found_wherever_it_stands(text):
    with pytest.raises(MarkedSecret):
        refuse_marked(text + "\n机密★10年\n" + text)


@given(st.text())
def test_no_text_breaks_the_gate(text):
    doubtful_words(text)
    try:
        refuse_marked(text)
    except MarkedSecret as refused:
        assert refused.rule
