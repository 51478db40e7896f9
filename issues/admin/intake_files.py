"""The files that the intake desk is given: one, many, a folder or a zip, in one request or in several."""

from dataclasses import dataclass

from bulletin.text import clean
from issues.files import CannotRead
from issues.packed import Member, members_of
from issues.uploads import left_out

NO_FILE = "请先选择文件：Word 文件、.txt、.md，或者整个文件夹、压缩文件（.zip）。"
TOO_LARGE = "文件太大，没有收下：一个文件不超过20 MB，一次合计不超过100 MB。请分几次导入，或去掉其中的大文件。"
ONLY_JUNK = "里面只有系统自己留下的文件（如 Thumbs.db、~$ 临时文件），没有可导入的。"
DIGITS = 6


@dataclass(frozen=True)
class Upload:
    """`members` from where this request goes on; `before` are those read by earlier ones."""

    members: list[Member]
    skipped: int
    before: int

    @property
    def total(self):
        return self.before + len(self.members)


def uploaded(request) -> Upload:
    """What the request brings. Raises CannotRead when it is nothing."""
    files = [*request.FILES.getlist("file"), *request.FILES.getlist("folder")]
    folders = [" ".join(clean(path).split()) for path in request.POST.getlist("path")]
    members, skipped = _too_large(request), 0
    for place, file in enumerate(files):
        found, junk = members_of(file.name, file.read(), folders[place] if place < len(folders) else "")
        members += found
        skipped += junk
    if not members:
        raise CannotRead(ONLY_JUNK if skipped else NO_FILE)
    start = _count(request, "from")
    if start >= len(members):
        raise CannotRead(NO_FILE)
    skipped += _count(request, "skipped")
    return Upload(members[start:], 0 if start else skipped, start)


def _count(request, name):
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= DIGITS else 0


def _too_large(request):
    names = left_out(request)
    names += request.POST.getlist("too_large")
    return [Member("", " ".join(clean(name).split()), _refuse) for name in names]


def _refuse():
    raise CannotRead(TOO_LARGE)
