"""The zip around a Word file, opened with limits on everything."""

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from urllib.parse import unquote

from bulletin.parsing.decoding import Unreadable
from bulletin.parsing.word.xml import Element, children, parse

MAX_PARTS = 3_000
MAX_TOTAL = 120 * 1024 * 1024
MAX_XML = 16 * 1024 * 1024
MAX_ELEMENTS = 400_000
_MAX_RATIO = 250
_SMALL = 2 * 1024 * 1024
# Whatever zipfile raises on damaged or made-up archives.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
_TRUNCATED = "文件不完整或已损坏。请重新复制一份，在 Word 或 WPS 中打开，另存为 .docx 后再导入。"
_BOMB = "它解压后大得不正常，可能是有害文件，没有读取。请向来源核实。"
_ENDLESS = "它的内容多得不像一期刊物，没有读取。请核对是不是选错了文件。"
_MACROS = "它带有宏，本系统不收。请在 Word 中打开，另存为“Word 文档（.docx）”后再导入。"
_TWICE = "它里面有重名的部分，不是正常的 Word 文件，没有读取。请在 Word 或 WPS 中打开，另存为新的 .docx 后再导入。"
_LOCKED = "它设有打开密码。请在 Word 中打开，去掉密码（文件—信息—保护文档），保存后再导入。"
NO_DOCUMENT = "它不是 Word 文档（里面没有正文）。请核对是不是选错了文件。"
_OTHERS = {
    b"MZ": "它是程序，不是 Word 文档。请不要打开它，并告知系统管理员。",
    b"\x7fELF": "它是程序，不是 Word 文档。请不要打开它，并告知系统管理员。",
    b"%PDF": "它其实是 PDF 文件。请用它的 Word 原稿导入。",
    b"{\\rtf": "它其实是 RTF 文件。请在 Word 或 WPS 中打开，另存为“Word 文档（.docx）”后再导入。",
    b"\xd0\xcf\x11\xe0": "它其实是旧版 Word（.doc）文件。请在 Word 或 WPS 中打开，另存为“Word 文档（.docx）”后再导入。",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at: another part by its name, or (external) an address nobody fetches."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file. Raises Unreadable, with a sentence, on whatever is none."""

    def __init__(self, content: bytes) -> None:
        _refuse_others(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise Unreadable(_TRUNCATED) from error
        self._entries = {_plain(entry.filename): entry for entry in self._zip.infolist() if not entry.is_dir()}
        self._left = MAX_TOTAL
        self._kept: dict[str, bytes] = {}
        self._roots: dict[str, Element | None] = {}
        _refuse_bombs(self._zip.infolist())
        _refuse_macros(self.names)
        self.document = self._main()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    @property
    def comment(self) -> bytes:
        return b"\n".join([self._zip.comment, *(entry.comment for entry in self._entries.values())])

    def read(self, name: str) -> bytes:
        """The bytes of a part, b"" when there is none; counted, so that no entry can lie about its size."""
        if name not in self._entries:
            return b""
        if name not in self._kept:
            self._kept[name] = self._unpacked(self._entries[name])
        return self._kept[name]

    def xml(self, name: str) -> Element | None:
        """The root of an XML part, None when there is no such part."""
        if name not in self._roots:
            content = self.read(name)
            if len(content) > MAX_XML:
                raise Unreadable(_BOMB)
            self._roots[name] = _counted(parse(content)) if content.strip() else None
        return self._roots[name]

    def relations(self, part: str) -> dict[str, Relation]:
        """What `part` points at, by the ids it uses."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {element.get("Id") or "": _relation(element, folder) for element in children(root)}

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            with self._zip.open(entry) as opened:
                content = opened.read(self._left + 1)
        except _BROKEN as error:
            raise Unreadable(_TRUNCATED) from error
        self._left -= len(content)
        if self._left < 0:
            raise Unreadable(_BOMB)
        return content

    def _main(self) -> str:
        found = [one.target for one in self.relations("").values() if one.kind == "officeDocument"]
        for name in (*found, "word/document.xml"):
            if name in self._entries:
                return name
        raise Unreadable(NO_DOCUMENT)


def _counted(root: Element) -> Element:
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise Unreadable(_ENDLESS)
    return root


def _relation(element: Element, folder: str) -> Relation:
    kind = (element.get("Type") or "").rsplit("/", 1)[-1]
    target = element.get("Target") or ""
    if (element.get("TargetMode") or "").lower() == "external":
        return Relation(kind, target, external=True)
    inside = posixpath.normpath(posixpath.join("/", folder, unquote(target.split("#")[0]))).lstrip("/")
    return Relation(kind, inside, external=False)


def _plain(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/")


def _refuse_others(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(_LOCKED)
    for magic, sentence in _OTHERS.items():
        if content.startswith(magic):
            raise Unreadable(sentence)
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<html", b"<!DOCTYPE", b"<w:")):
        raise Unreadable("它其实是网页或 XML 文件。请在 Word 或 WPS 中打开，另存为“Word 文档（.docx）”后再导入。")
    if not content.startswith(b"PK"):
        raise Unreadable("它不是 Word 文档，只是文件名像。请核对是不是选错了文件。")


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    names = [_plain(entry.filename).lower() for entry in entries if not entry.is_dir()]
    if len(set(names)) < len(names):
        raise Unreadable(_TWICE)
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise Unreadable(_BOMB)
    if any(entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * entry.compress_size for entry in entries):
        raise Unreadable(_BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(_LOCKED)


def _refuse_macros(names: tuple[str, ...]) -> None:
    if any(posixpath.basename(name).lower() in ("vbaproject.bin", "vbadata.xml") for name in names):
        raise Unreadable(_MACROS)
