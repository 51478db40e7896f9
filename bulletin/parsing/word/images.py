"""Pictures: told by what their bytes are, not by their names."""

import posixpath

from bulletin.parsing.report import Image
from bulletin.parsing.word.blocks import Event
from bulletin.parsing.word.package import Package, Relation
from bulletin.text import clean

MAX_IMAGES = 50
MAX_BYTES = 8 * 1024 * 1024
MAX_TOGETHER = 20 * 1024 * 1024
_TYPES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}


def content_type(content: bytes) -> str:
    """The type of a png, jpeg or gif by its first bytes, "" for anything else."""
    return next((kind for magic, kind in _TYPES.items() if content.startswith(magic)), "")


class Gallery:
    """The pictures met while reading, each once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._seen: set[str] = set()
        self.images: list[Image] = []

    def add(self, relation: Relation | None, alt: str) -> Event | None:
        """Keep the picture that `relation` points at; what the editor is told about it."""
        if relation is None:
            return None
        if relation.external:
            return Event("external_link", relation.target)
        if relation.target in self._seen:
            return None
        self._seen.add(relation.target)
        if reason := self._reason_against(self._package.read(relation.target)):
            return Event("image_left", f"“{posixpath.basename(relation.target)}”{reason}")
        image = self._image(relation.target, alt)
        self.images.append(image)
        return Event("image_kept", f"“{image.name}”" + (f"（{image.alt}）" if image.alt else ""))

    def _image(self, target: str, alt: str) -> Image:
        content = self._package.read(target)
        kind = content_type(content)
        name = f"图{len(self.images) + 1}.{_ENDINGS[kind]}"
        return Image(name, kind, content, " ".join(clean(alt).split())[:300])

    def _reason_against(self, content: bytes) -> str:
        if not content:
            return "在文件里找不到。"
        if not content_type(content):
            return "不是 PNG、JPEG 或 GIF 格式。请在 Word 中右键另存为 PNG，替换后重新导入。"
        if len(content) > MAX_BYTES:
            return "超过 8 MB。请压缩图片后重新导入。"
        together = sum(len(image.content) for image in self.images) + len(content)
        if len(self.images) >= MAX_IMAGES or together > MAX_TOGETHER:
            return "没有保存：图片太多，最多 50 张、共 20 MB。"
        return ""
