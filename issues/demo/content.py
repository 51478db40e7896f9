"""What the demo office knows beside the texts it imports. Facts of the cases are those the real issue prints."""

from accounts.access import Role

# user name, 姓名, 职务, roles
PEOPLE = (
    ("bianji", "演示编辑", "编辑", (Role.EDITOR,)),
    ("bianji2", "演示编辑二", "编辑", (Role.EDITOR,)),
    ("hegao", "演示核稿", "责任编辑", (Role.FIRST_REVIEWER,)),
    ("shenhe", "演示审核", "主编", (Role.SECOND_REVIEWER,)),
    ("qianfa", "演示签发", "主任", (Role.SIGNER,)),
    ("fabu", "演示发布", "发布员", (Role.PUBLISHER,)),
    ("gongkai", "演示公开审查", "保密审查员", (Role.DISCLOSER,)),
    ("yuedu", "演示阅读对象", "", (Role.READER,)),
    ("lingdao", "演示领导", "局长", (Role.READER,)),
    ("mishu", "演示秘书", "秘书", (Role.READER,)),
    ("guanli", "演示系统管理", "", (Role.ADMINISTRATOR,)),
    ("shenji", "演示安全审计", "", (Role.AUDITOR,)),
)

SERIES = {
    "title": "决策参阅",
    "labels": "内部资料\n领导参阅",
    "publisher": "许昌市科技创新公共服务中心",
    "board_name": "《决策参阅》编委会",
    "board": "主任：冀伟\n副主任：刘红\n主编：王明丽",
    "address": "许昌市魏武大道与尚德路交叉口许昌科技大市场",
    "postcode": "461000",
    "phone": "0374-2962258",
}

HUBS = (
    {
        "name": "旧金山-圣何塞科技创新中心",
        "country": "美国",
        "city": "旧金山、圣何塞",
        "latitude": "37.560000",
        "longitude": "-122.150000",
        "aliases": "硅谷\n旧金山湾区",
    },
    {
        "name": "伦敦科技创新中心",
        "country": "英国",
        "city": "伦敦",
        "latitude": "51.507400",
        "longitude": "-0.127800",
        "aliases": "大伦敦地区",
    },
    {
        "name": "东京科技创新中心",
        "country": "日本",
        "city": "东京",
        "latitude": "35.676200",
        "longitude": "139.650300",
        "aliases": "东京圈\n东京都市圈",
    },
    {"name": "柏林科技创新中心", "country": "德国", "city": "柏林", "latitude": "52.520000", "longitude": "13.405000"},
    {
        "name": "巴黎-萨克雷地区科技创新中心",
        "country": "法国",
        "city": "巴黎",
        "latitude": "48.710000",
        "longitude": "2.170000",
        "aliases": "巴黎大区",
    },
)

# hub name → figures (指标, 数值 as printed) and milestones (year, month, what), as the real issue gives them
FIGURES = {
    "旧金山-圣何塞科技创新中心": (
        ("技术移民人口创建的企业占硅谷全部高科技企业的比重", "1/3多"),
        ("由斯坦福大学师生或校友创建的企业产值占硅谷总产值的比重", "50%到60%"),
    ),
    "伦敦科技创新中心": (("高科技企业", "数万家"), ("来自世界各地的科技精英", "数十万名")),
    "巴黎-萨克雷地区科技创新中心": (
        ("“巴黎-萨克雷”大学包括的国立高等院校", "17家"),
        ("“巴黎-萨克雷”大学包括的国立科研机构", "6家"),
    ),
}
MILESTONES = {
    "东京科技创新中心": ((2014, 3, "日本政府正式指定东京圈、关西圈、福冈县福冈市、冲绳县四个地区作为国家战略特区"),),
    "柏林科技创新中心": ((1990, None, "东西德合并，柏林随后转型"),),
    "巴黎-萨克雷地区科技创新中心": (
        (2008, None, "全球金融危机爆发前后，正式提出建设具有全球影响力的巴黎-萨克雷科技集群的战略构想"),
    ),
}
SOURCE = "《决策参阅》2022年第4期"

THEMES = ("创新生态", "科教与人才", "创新型企业", "科技金融", "科技服务", "成果转化")

# words of a suggested lesson's passage → its theme, statement, and the hubs it rests on
LESSONS = (
    ("创新创业环境", "创新生态", "积极营造良好的创新创业环境", ("伦敦", "柏林")),
    ("创新源头作用", "科教与人才", "发挥高校、科研院所的创新源头作用和人才优势", ("旧金山", "伦敦", "巴黎")),
    ("创新型企业", "创新型企业", "引进和培育创新型企业并形成集聚效应", ("旧金山", "东京")),
    ("资本市场", "科技金融", "重视发挥资本市场服务科技创新的重要作用", ("旧金山", "伦敦")),
    ("产学研深度融合", "创新生态", "构建产学研深度融合的区域创新生态", ("柏林", "巴黎")),
    ("政策离企业更近", "科技服务", "让政策离企业更近，减少垫资和跑腿", ("甲市",)),
    ("评价权", "科技服务", "把评价权交给企业", ("乙市",)),
    ("容忍验证失败", "成果转化", "容忍验证失败，把及时终止看作成绩", ("丙市",)),
    ("懂市场的人", "成果转化", "让懂市场的人早一点进入项目", ("丙市",)),
)

GROUND = "这是演示：决定由演示账号作出，只为展示公开发布的过程，不是真实的公开审查。"
