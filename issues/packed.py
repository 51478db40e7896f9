"""A zip read in memory, file by file, and never unpacked to disk; what is wrong with it is said in a sentence."""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from bulletin.parsing.word.gate import refuse_marked_bytes
from bulletin.secrecy import MarkedSecret, refuse_marked
from bulletin.text import clean
from issues.files import CannotRead, clipped
from issues.uploads import MAX_UPLOAD

MAX_FILES = 1000
MAX_UNPACKED = 200 * 1024 * 1024
ENCRYPTED, UTF8 = 0x1, 0x800
JUNK = re.compile(
    r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\.~|~WRL\d|\.[^/]+$)", re.IGNORECASE
)
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    zlib.error,
)


@dataclass(frozen=True)
class Member:
    """A file that came in, alone or out of a folder or a zip; `read()` gives its bytes or raises CannotRead."""

    folder: str
    name: str
    read: Callable[[], bytes]


def is_zip(name):
    return name.lower().endswith(".zip")


def is_junk(path):
    """Whether a file is one that Windows, macOS or Word leaves in folders (Thumbs.db, .DS_Store, ~$第4期.docx)."""
    return bool(JUNK.search(path.replace("\\", "/")))


def members_of(name, content, folder=""):
    """The Members of an upload, more than one only of a zip, and how many of them are skipped as junk.

    A zip that is refused as a whole is one Member, whose `read` raises the reason.
    """
    if is_junk(name):
        return [], 1
    if not is_zip(name):
        return [Member(folder, name, lambda: content)], 0
    try:
        archive = Zip(name, content)
    except (CannotRead, MarkedSecret) as refusal:
        return [Member(folder, name, partial(_refuse, refusal))], 0
    return archive.members, archive.skipped


class Zip:
    """The files of a zip in order. CannotRead says why it is refused, MarkedSecret when name or comment is marked."""

    def __init__(self, name, content):
        refuse_marked(name)
        self.name = clipped(name)
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
            infos = [info for info in self.archive.infolist() if not info.is_dir()]
        except _BROKEN as error:
            raise CannotRead(f"压缩文件“{self.name}”打不开，可能没有传完或已损坏。请重新压缩后再试。") from error
        refuse_marked_bytes(self.archive.comment)
        self._refuse(infos)
        paths = [(path, info) for info in infos if not is_junk(path := _path(info))]
        self.members = [self._member(PurePosixPath(path), info) for path, info in paths]
        self.skipped = len(infos) - len(paths)
        self.unpacked = 0

    def _member(self, path, info):
        folder = "" if str(path.parent) == "." else str(path.parent)
        return Member(folder, path.name, partial(self._read, info))

    def _refuse(self, infos):
        if any(info.flag_bits & ENCRYPTED for info in infos):
            raise CannotRead(f"压缩文件“{self.name}”设了密码，读不了。请不设密码重新压缩。")
        if any(_leads_outside(_path(info)) for info in infos):
            raise CannotRead(f"压缩文件“{self.name}”里有指向别处的路径，不能接收。请重新压缩。")
        if len(infos) > MAX_FILES:
            raise CannotRead(f"压缩文件“{self.name}”里有{len(infos)}个文件，超过了{MAX_FILES}个。请分几次压缩。")
        if not infos:
            raise CannotRead(f"压缩文件“{self.name}”是空的。")
        if sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise CannotRead(self._too_large())

    def _read(self, info):
        """At most what is allowed, whatever the zip says of itself."""
        try:
            with self.archive.open(info) as opened:
                content = opened.read(MAX_UPLOAD + 1)
        except _BROKEN as error:
            raise CannotRead(f"压缩文件“{self.name}”里的这个文件已损坏，读不出来。请重新压缩后再试。") from error
        self.unpacked += len(content)
        if self.unpacked > MAX_UNPACKED or len(content) > MAX_UPLOAD:
            raise CannotRead(self._too_large())
        return content

    def _too_large(self):
        return f"压缩文件“{self.name}”解开后太大（一个文件不超过20 MB，合计不超过200 MB），没有接收。"


def _refuse(refusal):
    raise refusal


def _path(info):
    """The name as it was typed: in UTF-8 where the zip says so or it reads as such, otherwise as Windows writes it."""
    if info.flag_bits & UTF8:
        path = info.filename
    else:
        raw = info.orig_filename.encode("cp437", errors="replace")
        path = _decoded(raw)
    return clean(unicodedata.normalize("NFC", path)).replace("\\", "/").replace("\n", " ")


def _decoded(raw):
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("gb18030", errors="replace")


def _leads_outside(path):
    return path.startswith("/") or ":" in path[:3] or ".." in path.split("/")
