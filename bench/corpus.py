"""Issues of our own invention, as long and as rich as the real one; the same number gives the same issue each time."""

import datetime
from random import Random

from bulletin.value import (
    Annotations,
    BoardMember,
    Bulletin,
    CaseNote,
    Contact,
    Distribution,
    Figure,
    Kind,
    LessonNote,
    Milestone,
    Recipients,
    Section,
)

FIRST_YEAR = 2013
CASES = 5
A_YEAR = 46  # so that 总第418期 is 2022年第4期, as printed

CITIES = [first + second for first in "青云临松白锦望平" for second in ("岚", "溪", "泽", "麓", "渡")]
HUBS = [f"{city}科技创新中心" for city in CITIES]
THEMES = ("人才", "资本", "创新生态", "科技服务", "成果转化", "企业培育", "开放合作", "治理")

WHO = ("当地政府", "骨干企业", "研究型大学", "行业协会", "园区管理机构", "投资机构", "青年创业者", "转化平台")
WHEN = ("近三年来", "建设初期", "进入新阶段后", "经过反复论证", "在试点期间", "随着产业升级", "面对外部变化")
DOES = ("逐步放开", "集中建设", "重新梳理", "共同出资办好", "稳步扩大", "公开评估", "率先尝试")
WHAT = (
    "面向中小企业的检测设备共享",
    "由企业出题的联合实验室",
    "跨学科的研究生培养计划",
    "首台（套）产品的应用场景",
    "覆盖早期项目的引导资金",
    "可以随时退出的孵化空间",
    "面向海外人才的居留便利",
    "知识产权的质押与保险",
)
RESULT = (
    "从申请到落地的时间缩短了一半",
    "每年新增科技型企业超过三百家",
    "研究成果在本地转化的比例明显提高",
    "企业研发投入占销售收入的比重持续上升",
    "外来团队愿意长期留下来",
    "失败的项目也能留下数据和经验",
)
MARKS = ("，", "，由此", "，使得", "；统计显示，")


def composed(total: int) -> Bulletin:
    """Issue number `total` (总第N期) of the invented run: about 3,000 Hanzi, five cases, five lessons."""
    chance = Random(total)
    hubs = chance.sample(HUBS, CASES)
    year, number = FIRST_YEAR + (total - 1) // A_YEAR, (total - 1) % A_YEAR + 1
    return Bulletin(
        series="决策参阅",
        labels=("内部资料", "领导参阅"),
        year=year,
        number=number,
        total=total,
        publisher="许昌市科技创新公共服务中心",
        date=datetime.date(year, 1, 1) + datetime.timedelta(days=7 * number),
        title=f"{chance.choice(WHAT)}是怎样办成的",
        sections=tuple(_sections(hubs, chance)),
        board_name="《决策参阅》编委会",
        board=(BoardMember("主编", "某甲"), BoardMember("编辑", "某乙")),
        contact=Contact("某市某路1号", "100000", "010-00000000"),
        distribution=Distribution((Recipients("报", "市委、市政府领导同志"), Recipients("送", "各有关部门")), 80),
        annotations=Annotations(
            cases=tuple(_case_note(place, hub, total, chance) for place, hub in enumerate(hubs, start=1)),
            lessons=tuple(_lesson_note(theme, chance) for theme in chance.sample(THEMES, CASES)),
        ),
    )


def _sections(hubs, chance):
    yield Section(Kind.LEAD, text=_text(chance, 240))
    for hub in hubs:
        yield _case(hub, chance)
    yield Section(Kind.DISCUSSION, ordinal="一、", heading="共同的做法", level=1, text=_text(chance, 300))
    yield Section(Kind.LESSONS, heading="几点启示", level=1, text=_text(chance, 400))


def _case(hub, chance):
    thesis = f"以“技术（供给）+{chance.choice(THEMES)}（保障）+市场（检验）”带动{chance.choice(WHAT)}。"
    return Section(
        Kind.CASE, heading=hub, heading_end="：", thesis=thesis, run_in=True, level=1, text=_text(chance, 380)
    )


def _case_note(place, hub, total, chance):
    slug = f"hub-{HUBS.index(hub) + 1}"
    return CaseNote(
        section=place,
        case_key=f"{slug}-{total}",
        hub_slug=slug,
        hub_name=hub,
        country="某国",
        city=hub.removesuffix("科技创新中心"),
        formula="技术（供给）+制度（保障）+市场（检验）",
        figures=tuple(Figure("新增企业", f"{chance.randint(10, 900)}家", year) for year in (2011, 2012)),
        milestones=(Milestone(chance.randint(1990, 2012), chance.choice(RESULT)),),
    )


def _lesson_note(theme, chance):
    which = chance.randrange(len(WHAT))
    return LessonNote(
        theme_slug=f"theme-{THEMES.index(theme) + 1}",
        theme_name=theme,
        lesson_key=f"theme-{THEMES.index(theme) + 1}-{which + 1}",
        statement=f"抓好{theme}，办好{WHAT[which]}",
        rests_on=tuple(sorted(chance.sample(range(1, CASES + 1), 2))),
    )


def _text(chance, least):
    paragraphs = [""]
    while sum(map(len, paragraphs)) < least:
        if len(paragraphs[-1]) > least / 2:
            paragraphs.append("")
        paragraphs[-1] += _sentence(chance)
    return "\n".join(paragraphs)


def _sentence(chance):
    start = f"{chance.choice(WHEN)}，{chance.choice(WHO)}{chance.choice(DOES)}{chance.choice(WHAT)}"
    return f"{start}{chance.choice(MARKS)}{chance.choice(RESULT)}。"
