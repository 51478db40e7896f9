import pytest

from bulletin.links import addresses, own_path
from bulletin.value import Bulletin, Kind, Section

TEXT = """见[甲](/a/)，**又见[乙](https://example.org/b?c=1#d)**。
- 列表里的[丙](/c/#e)
| 表头[丁](/d/) | 表头 |
|---|---|
| 格 | 格里的[戊](mailto:a@example.org) |
![图](/media/f.png)
再见[甲](/a/)。[不是链接](javascript:x)"""


def test_every_address_is_found_once_in_reading_order() -> None:
    bulletin = Bulletin(
        editor_note="[按](/n/)", sections=(Section(Kind.NOTE, text=TEXT), Section(Kind.NOTE, text="无"))
    )
    assert addresses(bulletin) == (
        *("/n/", "/a/", "https://example.org/b?c=1#d", "/c/#e", "/d/", "mailto:a@example.org", "/media/f.png"),
    )


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/issues/2022/4/#hub-a", "/issues/2022/4/"),
        ("/search/?q=%E4%BC%A6", "/search/"),
        ("/media/%E5%9B%BE.png", "/media/图.png"),
        ("https://www.example.cn/hubs/", "/hubs/"),
        ("http://WWW.example.cn:8000", "/"),
        ("https://example.org/hubs/", None),
        ("mailto:a@www.example.cn", None),
        ("http://[", None),
    ],
)
def test_an_address_of_our_own_site_is_known_by_its_host(address: str, path: str | None) -> None:
    assert own_path(address, {"www.example.cn"}) == path
