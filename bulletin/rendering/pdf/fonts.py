"""Which fonts set which part: the owner's first, then free ones of the system, then the packaged Noto.

Nothing else of a system is ever used, so that an issue looks the same on every machine with the same fonts.
"""

import logging
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from bulletin.rendering.pdf.font_files import SUFFIXES, Face, Unreadable, coverage, faces

logger = logging.getLogger(__name__)


class Role(StrEnum):
    """What a font is for (GB/T 9704-2012, 5.2.2 and 7)."""

    TITLE = "title"  # 小标宋: the name and the titles
    BODY = "body"  # 仿宋
    KAI = "kai"  # 楷体: second headings, theses
    HEI = "hei"  # 黑体: first headings, labels
    SONG = "song"  # 宋体: page numbers


# Families as fonts call themselves, without spaces, signs and case, the better ones first.
_OWNED = {
    Role.TITLE: ("方正小标宋", "fzxiaobiaosong", "小标宋", "xiaobiaosong", "华文中宋", "stzhongsong"),
    Role.BODY: ("仿宋gb2312", "fangsonggb2312", "仿宋", "fangsong", "华文仿宋", "stfangsong", "方正仿宋", "fzfangsong"),
    Role.KAI: ("楷体gb2312", "kaitigb2312", "楷体", "kaiti", "华文楷体", "stkaiti", "方正楷体", "fzkai"),
    Role.HEI: ("黑体", "simhei", "方正黑体", "fzhei", "华文黑体", "stheiti"),
    Role.SONG: ("宋体", "simsun", "中易宋体", "方正书宋", "fzshusong", "华文宋体", "stsong"),
}
_FREE = {
    Role.TITLE: (),
    Role.BODY: ("fandolfang", "朱雀仿宋", "zhuquefangsong"),
    Role.KAI: ("lxgwwenkai", "霞鹜文楷", "fandolkai"),
    Role.HEI: ("fandolhei",),
    Role.SONG: ("fandolsong",),
}
_FREE_FILES = ("Fandol*", "LXGWWenKai*", "lxgw*", "Zhuque*")
_SYSTEM = tuple(
    map(
        Path,
        (
            "/usr/local/share/fonts",
            "/usr/share/fonts",
            "/usr/share/texmf/fonts/opentype/public/fandol",
            "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
        ),
    )
)
_REGULAR = 400
_MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of an installation. Files in `directories` are recognised by the names inside them."""

    directories: tuple[Path, ...] = ()

    def families(self, role: Role) -> tuple[str, ...]:
        """The families that set `role`, by the names typst knows them by, in the order they are tried."""
        loaded = _loaded(self.directories)
        return tuple(dict.fromkeys(loaded.names[_key(face)] for face in loaded.chains[role]))

    def stands_in(self, role: Role) -> bool:
        """Whether the packaged Noto sets `role`, for want of a font of its own."""
        return _loaded(self.directories).chains[role][0] == _packaged(role)[0]

    def lacks(self, role: Role, character: str) -> bool:
        """Whether no font of the chain has the character."""
        return all(character not in coverage(face.path, face.index) for face in _loaded(self.directories).chains[role])

    def paths(self) -> tuple[Path, ...]:
        """The files of all chains, in the order of their names."""
        chains = _loaded(self.directories).chains.values()
        return tuple(sorted({face.path.resolve() for chain in chains for face in chain}))

    def files(self) -> typst.Fonts:
        """The files of all chains, for typst."""
        return _loaded(self.directories).files


@dataclass(frozen=True, slots=True)
class _Loaded:
    chains: dict[Role, tuple[Face, ...]]
    names: dict[tuple[Path, int], str]
    files: typst.Fonts


@lru_cache(maxsize=4)
def _loaded(directories: tuple[Path, ...]) -> _Loaded:
    owned = list(_readable(_files(directories, ("*",))))
    free = list(_readable(_files(_SYSTEM, _FREE_FILES)))
    chains = {role: _chain(role, owned, free) for role in Role}
    files = _chosen({face.path for chain in chains.values() for face in chain})
    names = {(Path(info.path).resolve(), info.index): info.family for info in files.fonts() if info.path}
    known = {role: tuple(face for face in chain if _key(face) in names) for role, chain in chains.items()}
    return _Loaded(known, names, files)


def _chain(role: Role, owned: list[Face], free: list[Face]) -> tuple[Face, ...]:
    """Whatever else the owner has comes last, for the characters that nothing better has."""
    fitting = (*_called(_OWNED[role], owned), *_called(_FREE[role], owned + free), *_packaged(role))
    taken = {family for face in fitting for family in face.families}
    return (*fitting, *(face for face in owned if taken.isdisjoint(face.families)))


def _key(face: Face) -> tuple[Path, int]:
    return face.path.resolve(), face.index


def _chosen(paths: Iterable[Path]) -> typst.Fonts:
    """typst takes folders only: one of links to the files, which it resolves while it reads them."""
    with tempfile.TemporaryDirectory(prefix="fonts-") as folder:
        for number, path in enumerate(sorted(paths)):
            Path(folder, f"{number}{path.suffix.lower()}").symlink_to(path.resolve())
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _files(directories: Iterable[Path], patterns: Iterable[str]) -> list[Path]:
    found = (path for folder in directories for pattern in patterns for path in sorted(folder.rglob(pattern)))
    return [path for path in found if path.suffix.lower() in SUFFIXES][:_MOST_FILES]


def _readable(paths: Iterable[Path]) -> Iterator[Face]:
    for path in paths:
        try:
            yield from faces(path)
        except Unreadable as fault:
            logger.warning("字体文件读不出来，已跳过：%s", fault)


def _called(names: tuple[str, ...], found: list[Face]) -> tuple[Face, ...]:
    """One face for each name, in the order of the names: of several weights the one nearest to regular."""
    chosen = list[Face]()
    for name in names:
        fitting = [face for face in found if face not in chosen and _is_called(face, name)]
        chosen += sorted(fitting, key=lambda face: abs(face.weight - _REGULAR))[:1]
    return tuple(chosen)


def _is_called(face: Face, name: str) -> bool:
    return any(_plain(family).startswith(name) for family in face.families)


def _plain(family: str) -> str:
    return re.sub(r"[\W_]", "", family).lower()


@lru_cache
def _packaged(role: Role) -> tuple[Face, ...]:
    serif = faces(pylopdf_fonts_zh_cn.serif_path())
    sans = faces(pylopdf_fonts_zh_cn.sans_path())
    return sans + serif if role is Role.HEI else serif + sans
