"""The site as it is registered: names and numbers the owner gives in the settings, never the database."""

import re
from operator import attrgetter
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http.request import split_domain_port

# What the office calls each setting.
NAMES = {
    "SITE_NAME": "网站名称",
    "SITE_DOMAIN": "网站域名",
    "SITE_ID_CODE": "网站标识码",
    "SITE_SPONSOR": "主办单位",
    "SITE_OPERATOR": "承办单位",
    "SITE_ADDRESS": "地址",
    "SITE_POSTCODE": "邮编",
    "SITE_PHONE": "电话",
    "SITE_ICP": "ICP备案号",
    "SITE_POLICE": "公安备案号",
    "SITE_BADGE_URL": "网站标识页地址",
    "SITE_CORRECTIONS_URL": "“我为政府网站找错”地址",
}
ICP_RECORDS = "https://beian.miit.gov.cn/"
POLICE_RECORDS = "https://beian.mps.gov.cn/#/query/webSearch?code="


_values = attrgetter(*NAMES)


def values():
    """The registered values in the order of NAMES, empty ones too."""
    return _values(settings)


def domain(request):
    """The registered domain, or the name the visitor called the site by."""
    return settings.SITE_DOMAIN or (split_domain_port(request.get_host())[0] if request else "")


def records():
    """Where the ministry and the police keep their records of the site."""
    code = "".join(re.findall("[0-9]", settings.SITE_POLICE))
    return {"icp_record": ICP_RECORDS, "police_record": f"{POLICE_RECORDS}{code}"}


def corrections(page):
    """Where a reader reports a mistake on `page` to the national platform; "" without its address or our code."""
    if not (settings.SITE_CORRECTIONS_URL and settings.SITE_ID_CODE):
        return ""
    question = urlencode({"site_code": settings.SITE_ID_CODE, "url": page}, quote_via=quote)
    return f"{settings.SITE_CORRECTIONS_URL}{'&' if '?' in settings.SITE_CORRECTIONS_URL else '?'}{question}"
