"""Files, folders and zips on the server's disk, one after the other, each made a draft or told why not."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bulletin.parsing.report import Parse
from bulletin.secrecy import MarkedSecret, refuse_marked
from issues import files, intake
from issues.models.masthead import numbering
from issues.packed import MAX_UNPACKED, is_junk, is_zip, members_of

UNOPENED = "{}：打不开这个文件。请核对文件名和读取权限。"
EMPTY = "{}：文件夹里没有可导入的文件。"


@dataclass(frozen=True)
class Item:
    """One file, wherever it lies: `place` is its path, with that of the zip before it; `read()` gives its bytes."""

    place: str
    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Told:
    """What became of one file; of a marked one neither name nor content is told."""

    file: str
    outcome: str
    issue: str = ""
    number: str = ""
    title: str = ""
    findings: str = ""
    sentence: str = ""
    sha256: str = ""


OUTCOMES = NEW, KNOWN, TRIED, FAILED, MARKED = "新建草稿", "导入过", "试读", "没有导入", "不得接收"


def items(paths):
    """Every file under `paths`: the files of a folder and of a zip in order, without what Word and Windows leave."""
    return [item for path in paths for item in _items(path)]


def _items(path):
    if not path.is_dir():
        return _of_file(path)
    inside = sorted(one for one in path.rglob("*") if one.is_file() and not is_junk(str(one.relative_to(path))))
    found = [item for one in inside for item in _of_file(one)]
    return found or [Item(str(path), path.name, partial(_refuse, files.CannotRead(EMPTY.format(path))))]


def _of_file(path):
    if not is_zip(path.name):
        return [Item(str(path), path.name, partial(_bytes_of, path))]
    try:
        members, _ = members_of(path.name, _bytes_of(path))
    except files.CannotRead as refusal:
        return [Item(str(path), path.name, partial(_refuse, refusal))]
    return [Item(str(Path(path, member.folder, member.name)), member.name, member.read) for member in members]


def _bytes_of(path):
    try:
        if path.stat().st_size > MAX_UNPACKED:
            raise files.CannotRead(f"{path}：超过 200 MB，没有读。请核对是不是选错了文件。")
        return path.read_bytes()
    except OSError as error:
        raise files.CannotRead(UNOPENED.format(path)) from error


def _refuse(refusal):
    raise refusal


class Importer:
    """Takes files in as `by`, or only reads them when `by` is None; every file is a transaction of its own."""

    def __init__(self, by):
        self.by, self.hubs = by, None

    def take(self, item):
        """(Told, what was parsed or the exception that says why nothing was)."""
        try:
            refuse_marked(item.place)
            source = files.source_of(item.name, item.read())
            parse = files.read(source)
        except MarkedSecret as secret:
            if self.by:
                intake.record_refusal(secret, item.name, by=self.by)
            return Told("", MARKED, sentence=str(secret)), secret
        except files.CannotRead as unreadable:
            return Told(item.place, FAILED, sentence=str(unreadable)), unreadable
        return self._taken_in(item, source, parse), parse

    def _taken_in(self, item, source, parse):
        of_file = {"file": item.place, "sha256": source.sha256, **_told_of(parse)}
        if self.by is None:
            sentence = f"{source.name}：读出“{parse.bulletin.title}”，{len(parse.unplaced)} 行没有归入，未存。"
            return Told(outcome=TRIED, sentence=sentence, **of_file)
        try:
            outcome = self._store(source, parse)
        except intake.CannotTakeIn as refusal:
            return Told(outcome=FAILED, sentence=f"{source.name}：{refusal}", **of_file)
        word, lines = NEW if outcome.created else KNOWN, "\n".join(outcome.lines)
        return Told(outcome=word, issue=outcome.issue.get_absolute_url(), sentence=lines, **of_file)

    def _store(self, source, parse):
        self.hubs = self.hubs or intake.Hubs()
        told = {"file_name": source.name, "sha256": source.sha256, "images": parse.images}
        try:
            return intake.take_in(parse.bulletin, by=self.by, hubs=self.hubs, **told)
        except intake.CannotTakeIn:
            # It may name hubs that went with the transaction.
            self.hubs = None
            raise


def _told_of(parse: Parse):
    bulletin = parse.bulletin
    total = f"（总第{bulletin.total}期）" if bulletin.total else ""
    unplaced = [f"第{one.line}行没有归入" for one in parse.unplaced]
    return {
        "number": f"{numbering(bulletin)}{total}" if bulletin.number else "",
        "title": bulletin.title,
        "findings": "；".join([*(one.message for one in parse.warnings), *unplaced]),
    }
