"""The owner's fonts come first, known by the names inside the files; nothing else of a machine is used."""

from pathlib import Path

import pytest

from bulletin.rendering import pdf
from bulletin.rendering.pdf import Fonts, Role
from bulletin.rendering.pdf.font_files import Unreadable, coverage, faces
from bulletin.value import Kind, Section
from tests.bulletin import factories
from tests.bulletin.fonts import collection, font
from tests.bulletin.paper import read

pytestmark = pytest.mark.looks

PACKAGED = ("Noto Serif SC", "Noto Sans SC")
FREE = {
    "LXGW WenKai",
    "LXGW WenKai Mono",
    "FandolFang R",
    "FandolKai",
    "FandolHei",
    "FandolSong",
    "Zhuque Fangsong (technical preview)",
}


def issue(text: str):
    return factories.issue(sections=(Section(Kind.LEAD, text=text),))


def fonts_of(text: str, fonts: Fonts) -> list[str]:
    """The font of each character of `text` where the issue prints it."""
    chars = [char for page in read(pdf.render(issue(text), fonts=fonts)) for char in page.chars]
    # —— is one glyph of two characters.
    used = [(one, char.font) for char in chars for one in char.text]
    at = "".join(one for one, _ in used).index(text)
    return [name for _, name in used[at : at + len(text)]]


def test_without_fonts_of_the_owner_only_free_and_packaged_ones_are_used() -> None:
    for role in Role:
        families = Fonts().families(role)
        assert set(families[-2:]) == set(PACKAGED)
        assert set(families[:-2]) <= FREE


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.TITLE, ("FZXiaoBiaoSong-B05S", "方正小标宋简体")),
        (Role.TITLE, ("方正小标宋_GBK",)),
        (Role.BODY, ("FangSong_GB2312", "仿宋_GB2312")),
        (Role.BODY, ("仿宋",)),
        (Role.KAI, ("KaiTi_GB2312", "楷体_GB2312")),
        (Role.HEI, ("SimHei", "黑体")),
        (Role.SONG, ("SimSun", "宋体")),
    ],
)
def test_a_font_is_known_by_its_names_whatever_the_file_is_called(tmp_path: Path, role: Role, names: tuple) -> None:
    font(tmp_path / "1.TTF", *names)
    fonts = Fonts((tmp_path,))
    assert not fonts.stands_in(role)
    assert fonts.families(role)[0] not in PACKAGED
    assert [other for other in Role if other is not role and fonts.families(other)[0] == fonts.families(role)[0]] == []


def test_the_better_of_two_comes_first_and_folders_are_searched_through(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    font(tmp_path / "a.ttf", "STFangsong", "华文仿宋")
    font(tmp_path / "a" / "b" / "z.ttf", "FangSong_GB2312", "仿宋_GB2312")
    assert Fonts((tmp_path,)).families(Role.BODY)[:2] == ("FangSong_GB2312", "STFangsong")


def test_the_body_is_set_in_the_owner_s_font_and_what_it_lacks_in_the_next(tmp_path: Path) -> None:
    font(tmp_path / "仿宋.ttf", "FangSong_GB2312", "仿宋_GB2312", characters="建设")
    used = fonts_of("建设创新", Fonts((tmp_path,)))
    assert used[0] == used[1] != used[2] == used[3]


def test_the_characters_of_a_font_are_read_from_its_table(tmp_path: Path) -> None:
    path = font(tmp_path / "仿宋.ttf", "仿宋", characters="建设创新市")
    assert [one for one in "建设创新市的a" if one in coverage(path, 0)] == list("建设创新市")


def test_a_character_is_printed_when_any_font_of_the_owner_has_it(tmp_path: Path) -> None:
    assert pdf.missing_characters(issue("好\u20bb"), Fonts())
    font(tmp_path / "生僻字.ttf", "Some Rare Font", characters="\u20bb")
    assert len(fonts_of("好\u20bb", Fonts((tmp_path,)))) == 2


def test_the_faces_of_a_collection_are_known(tmp_path: Path) -> None:
    path = collection(tmp_path / "simsun.ttc", font(tmp_path / "one.ttf", "SimSun", "宋体"))
    assert [(face.index, face.families) for face in faces(path)] == [(0, ("SimSun", "宋体")), (1, ("SimSun", "宋体"))]
    assert "建" in coverage(path, 1)
    assert Fonts((tmp_path,)).families(Role.SONG)[0] == "SimSun"


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    whole = font(tmp_path / "whole.ttf", "仿宋").read_bytes()
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "text.otf").write_bytes("不是字体".encode() * 100)
    (tmp_path / "cut.ttf").write_bytes(whole[:2000])
    (tmp_path / "readme.txt").write_text("说明")
    assert Fonts((tmp_path,)).families(Role.BODY)[0] == "仿宋"
    assert len(caplog.records) == 3
    with pytest.raises(Unreadable):
        faces(tmp_path / "empty.ttf")


def test_a_folder_that_is_not_there_gives_nothing(tmp_path: Path) -> None:
    assert Fonts((tmp_path / "没有",)).families(Role.BODY) == Fonts().families(Role.BODY)
