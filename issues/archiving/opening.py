"""An archive as somebody hands it to us: every name, size and sum is looked at before a word of it is read."""

import hashlib
import json
import zipfile
import zlib

from issues.archiving import layout
from issues.archiving.layout import Unusable

NOT_AN_ARCHIVE = "这个文件不是归档包（.zip），或者没有传完整。请用 export_archive 生成的原文件。"
BLOCK = layout.MB


class Archive:
    """An archive whose files are all there, none too many, each with the sum that its list of sums names."""

    def __init__(self, file):
        try:
            self.zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unusable(NOT_AN_ARCHIVE) from error
        infos = self.zip.infolist()
        _refuse_odd(infos)
        self.names = {info.filename for info in infos}
        self.manifest = self._manifest()
        self._compare(self._sums())

    def json(self, name):
        """What the JSON file `name` says."""
        try:
            data = json.loads(self.text(name))
            texts = list(layout.strings(data))
        except (ValueError, RecursionError) as error:
            raise Unusable(f"{name} 不是 JSON，或者写坏了。") from error
        if any(map(layout.UNSTORABLE.search, texts)):
            raise Unusable(f"{name} 里有不能存的字符。")
        return data

    def text(self, name):
        try:
            return self.content(name, layout.LARGEST_JSON).decode()
        except UnicodeDecodeError as error:
            raise Unusable(f"{name} 不是 UTF-8 文字。") from error

    def content(self, name, most=layout.LARGEST):
        if name not in self.names:
            raise Unusable(f"归档包里缺少 {name}。请重新取一份完整的归档包。")
        if self.zip.getinfo(name).file_size > most:
            raise Unusable(f"{name} 超过 {most // layout.MB} MB，不能导入。")
        return b"".join(self._blocks(name))

    def _blocks(self, name):
        try:
            with self.zip.open(name) as file:
                while block := file.read(BLOCK):
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise Unusable(f"{name} 读不出来，归档包已损坏。请重新取一份。") from error

    def _manifest(self):
        manifest = self.json(layout.MANIFEST)
        if not isinstance(manifest, dict) or manifest.get("format") != layout.FORMAT:
            raise Unusable(f"{layout.MANIFEST} 没有写明这是{layout.FORMAT}。{NOT_AN_ARCHIVE}")
        if manifest.get("schema") != layout.SCHEMA:
            written = manifest.get("schema")
            raise Unusable(
                f"归档包的格式版本是 {written}，本系统认识的版本是 {layout.SCHEMA}。请用相应版本的系统恢复。"
            )
        if manifest.get("kind") != "whole":
            raise Unusable("这是公开版归档包，只供查阅，缺内部资料和审核记录，不能用来恢复。请用全本归档包。")
        return manifest

    def _sums(self):
        text = self.text(layout.SUMS)
        if hashlib.sha256(text.encode()).hexdigest() != self.manifest.get("sha256sums"):
            raise Unusable(f"{layout.SUMS} 与 {layout.MANIFEST} 所记的校验值不符，归档包被改动过。")
        lines = [layout.SUM.fullmatch(line) for line in text.splitlines()]
        if not all(lines):
            raise Unusable(f"{layout.SUMS} 第{lines.index(None) + 1}行写得不对。")
        return {line[2]: line[1] for line in lines}

    def _compare(self, sums):
        listed = self.names - {layout.SUMS, layout.MANIFEST}
        for name in sorted(sums.keys() - listed):
            raise Unusable(f"归档包里缺少 {name}。请重新取一份完整的归档包。")
        for name in sorted(listed - sums.keys()):
            raise Unusable(f"{name} 不在 {layout.SUMS} 里，是后来加进去的。请用原来的归档包。")
        for name in sorted(listed):
            if self._sum(name) != sums[name]:
                raise Unusable(f"{name} 与 {layout.SUMS} 所记的校验值不符，已损坏或被改动过。请重新取一份。")

    def _sum(self, name):
        total = hashlib.sha256()
        for block in self._blocks(name):
            total.update(block)
        return total.hexdigest()


def _refuse_odd(infos):
    if len(infos) > layout.MOST_FILES:
        raise Unusable(f"归档包里有 {len(infos)} 个文件，超过 {layout.MOST_FILES} 个，不能导入。")
    seen = set()
    for info in infos:
        shown = info.filename[:60].encode("unicode_escape").decode()
        if not layout.NAME.fullmatch(info.filename):
            raise Unusable(f"归档包里有文件名不合规矩的文件（{shown}），不能导入。")
        if info.filename in seen:
            raise Unusable(f"归档包里有两个 {shown}，不能导入。")
        if info.flag_bits & 1:
            raise Unusable(f"{shown} 加了密码。请用没有加密的归档包。")
        if _is_bomb(info):
            raise Unusable(f"{shown} 展开后有 {info.file_size // layout.MB} MB，大得不正常，不能导入。")
        seen.add(info.filename)
    if sum(info.file_size for info in infos) > layout.LARGEST_WHOLE:
        raise Unusable(f"归档包展开后超过 {layout.LARGEST_WHOLE // layout.MB // 1024} GB，不能导入。")


def _is_bomb(info):
    tight = info.file_size > layout.MB and info.file_size > layout.TIGHTEST * max(1, info.compress_size)
    return tight or info.file_size > layout.LARGEST
