"""The site as it may be registered: every line of the foot, by the names of the settings and of the environment."""

REGISTERED = {
    "SITE_NAME": "许昌市科技创新公共服务中心",
    "SITE_DOMAIN": "www.example.cn",
    "SITE_ID_CODE": "4110000001",
    "SITE_SPONSOR": "许昌市科学技术局",
    "SITE_OPERATOR": "许昌市科技创新公共服务中心",
    "SITE_ADDRESS": "许昌市魏武大道与尚德路交叉口许昌科技大市场",
    "SITE_POSTCODE": "461000",
    "SITE_PHONE": "0374-2962258",
    "SITE_ICP": "豫ICP备12345678号-1",
    "SITE_POLICE": "豫公网安备41100002000001号",
    "SITE_BADGE_URL": "https://badge.example.cn/show?id=1",
    "SITE_CORRECTIONS_URL": "https://find.example.cn/report",
}
