"""Names of countries and regions as a heading begins with them and as the office writes them."""

from django.core.exceptions import ValidationError

REGIONS = ("中国香港", "中国澳门", "中国台湾")

COUNTRIES = (  # noqa: SIM905 - one line each would be eighty
    "中国 美国 英国 法国 德国 日本 韩国 俄罗斯 加拿大 澳大利亚 新西兰 意大利 西班牙 葡萄牙 荷兰 比利时 卢森堡 瑞士 "
    "奥地利 瑞典 挪威 芬兰 丹麦 冰岛 爱尔兰 波兰 捷克 匈牙利 希腊 罗马尼亚 保加利亚 爱沙尼亚 拉脱维亚 立陶宛 斯洛伐克 "
    "斯洛文尼亚 克罗地亚 塞尔维亚 乌克兰 白俄罗斯 土耳其 以色列 阿联酋 沙特阿拉伯 卡塔尔 伊朗 埃及 南非 肯尼亚 "
    "尼日利亚 埃塞俄比亚 卢旺达 摩洛哥 印度 巴基斯坦 孟加拉国 新加坡 马来西亚 泰国 越南 印度尼西亚 菲律宾 "
    "哈萨克斯坦 乌兹别克斯坦 蒙古国 朝鲜 巴西 阿根廷 智利 墨西哥 哥伦比亚 古巴"
).split()

CITY_STATES = ("新加坡", "卢森堡")

BARE_REGIONS = {
    bare: region
    for region, names in (
        ("中国香港", ("香港", "香港特别行政区", "香港特区")),
        ("中国澳门", ("澳门", "澳门特别行政区", "澳门特区")),
        ("中国台湾", ("台湾", "台湾省", "台湾地区", "中华民国", "中华台北")),
    )
    for bare in names
}

SUGGESTIONS = (*COUNTRIES[:1], *REGIONS, *COUNTRIES[1:])

_LONGEST_FIRST = sorted((*REGIONS, *COUNTRIES), key=len, reverse=True)


def refuse_bare_region(country: str) -> None:
    """Raises ValidationError for 香港, 澳门, 台湾 as countries: they are written 中国香港, 中国澳门, 中国台湾."""
    region = BARE_REGIONS.get(country.strip())
    if region:
        raise ValidationError(f"国家（地区）请写作“{region}”，不要写“{country.strip()}”。", code="bare_region")


def split_country(text: str) -> tuple[str, str]:
    """The country or region a heading begins with and what follows it.

    “英国伦敦…” → (英国, 伦敦…). 香港, 澳门 and the city states are the place as well and stay in the second part.
    Without a known beginning the country is empty.
    """
    country = next((name for name in _LONGEST_FIRST if text.startswith(name)), "")
    rest = text[len(country) :].lstrip(" ·・,，")
    if country in REGIONS:
        return country, rest if country == "中国台湾" and rest else country[2:] + rest
    if country in CITY_STATES:
        return country, text
    if country:
        return country, rest
    return _split_bare_region(text)


def _split_bare_region(text: str) -> tuple[str, str]:
    for bare in ("香港", "澳门", "台湾"):
        if text.startswith(bare):
            return BARE_REGIONS[bare], text
    return "", text
