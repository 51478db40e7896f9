"""The file that the intake pages are given: an upload, or the same once more with the confirmation."""

import base64
import binascii

from issues.files import MAX_BYTES, CannotRead, Source, source_of

LOST = "页面信息不全或有缺损，没有导入。请重新选择文件。"


def uploaded(request) -> Source:
    """The Source of an upload; CannotRead for what is no issue, too large or empty."""
    file = request.FILES.get("file")
    if file is None:
        raise CannotRead(_no_file(request))
    return source_of(file.name, file.read())


def posted(request) -> Source:
    """The Source that the page of the first reading sends back; CannotRead when it is not the same any more."""
    try:
        content = base64.b64decode(request.POST.get("source", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise CannotRead(LOST) from error
    source = source_of(request.POST.get("name", ""), content)
    if source.sha256 != request.POST.get("sha256"):
        raise CannotRead(LOST)
    return source


def _no_file(request):
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    return (
        "文件太大，没有收下。Word 文件不超过 20 MB，纯文本不超过 2 MB。" if size > MAX_BYTES else "请先选择一个文件。"
    )
