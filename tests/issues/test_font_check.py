"""`check --deploy` names what is wrong with the fonts."""

import shutil

import pylopdf_fonts_zh_cn

from issues.checks import fonts


def test_a_folder_of_fonts_that_is_not_there_is_named(settings, tmp_path) -> None:
    settings.FONT_DIRS = (tmp_path, tmp_path / "没有")
    assert [(warning.id, warning.msg) for warning in fonts(None)] == [
        ("issues.W001", f"字体文件夹 {tmp_path / '没有'} 不存在。")
    ]


def test_without_folders_nothing_is_said(settings) -> None:
    settings.FONT_DIRS = ()
    assert fonts(None) == []


def test_a_face_the_owner_has_no_font_for_is_named(settings, tmp_path) -> None:
    shutil.copy(pylopdf_fonts_zh_cn.sans_path(), tmp_path / "不是.otf")
    settings.FONT_DIRS = (tmp_path,)
    warnings = fonts(None)
    assert {warning.id for warning in warnings} == {"issues.W002"}
    assert "仿宋_GB2312" in "".join(warning.msg for warning in warnings)
