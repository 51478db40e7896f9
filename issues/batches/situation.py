"""What stands in the way of each file of a batch, now: judged for the whole batch in a constant number of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import models

from issues import numbering
from issues.models import BatchFile, Intake, Issue, Series
from issues.models.masthead import numbering as numbered

Status = BatchFile.Status
HEAVY = ("content", "recognised")


class Standing(models.TextChoices):
    CONFIDENT = "confident", "可直接确认"
    CHECK = "check", "要核对"
    DUPLICATE = "duplicate", "重复"
    IMPOSSIBLE = "impossible", "不能导入"
    TAKEN = "taken", "已建草稿"


@dataclass(frozen=True)
class Judged:
    """A file and where it stands; `reasons` are sentences; `gap` names the numbers missing before it."""

    file: BatchFile
    standing: Standing
    reasons: tuple[str, ...] = ()
    gap: str = ""


@dataclass(frozen=True)
class Table:
    """All files of a batch as they stand; `missing_totals` are the 总期号 nobody has, in words."""

    rows: list[Judged]
    missing_totals: str

    @property
    def counts(self):
        """How many files stand where, in the order of Standing."""
        count = Counter(row.standing for row in self.rows)
        return [(standing, count[standing]) for standing in Standing]

    def standing(self, standing):
        return [row for row in self.rows if row.standing == standing]


@dataclass
class _Numbers:
    """Who has which number: (year, supplement, number) → name, total → name."""

    numbers: dict = field(default_factory=dict)
    totals: dict = field(default_factory=dict)


def judged(batch):
    """The Table of `batch`, its files in the order they came in."""
    files = list(batch.files.defer(*HEAVY).select_related("issue").order_by("position"))
    waiting = [file for file in files if file.status == Status.WAITING]
    system, title = _numbers_of_the_system(), Series.objects.of_this_house().title
    known = _known_files(waiting)
    twins = _twins(waiting)
    missing = _gaps(files, system)
    found = []
    for file in files:
        standing, reasons = _standing(file, title, system, known, twins)
        found.append(Judged(file, standing, tuple(reasons), missing.get(file.pk, "")))
    return Table(found, _missing_totals(files, system))


def _standing(file, title, system, known, twins):
    if file.status == Status.TAKEN:
        return Standing.TAKEN, ()
    if file.status != Status.WAITING:
        return Standing.IMPOSSIBLE, (file.sentence,)
    if file.series and file.series != title:
        return Standing.IMPOSSIBLE, (f"这是《{file.series}》，本系统编的是《{title}》。刊名认错了的，请打开改正。",)
    if reasons := [*_repeats(file, system, known), *twins.get(file.pk, ())]:
        return Standing.DUPLICATE, reasons
    reasons = [*_missing(file), *([] if file.checked_at else _doubts(file))]
    return (Standing.CHECK if reasons else Standing.CONFIDENT), reasons


def _repeats(file, system, known):
    if issue := known.get(file.sha256):
        yield f"内容相同的文件已经导入过：{issue}。"
    elif other := system.numbers.get(_number(file)):
        yield f"{numbered(file)}已经在系统里：{other}。"
    elif other := file.total and system.totals.get(file.total):
        yield f"总第{file.total}期已经在系统里：{other}。"


def _missing(file):
    if file.sentence:
        yield file.sentence
    absent = [name for name, value in (("期号", file.number), ("日期", file.date), ("标题", file.title)) if not value]
    if absent:
        yield f"没有找到{'、'.join(absent)}。"


def _doubts(file):
    summary = file.summary
    yield from summary["grave"]
    if summary["unplaced"]:
        yield f"有{summary['unplaced']}行没有放进去。"
    if summary["guesses"]:
        yield f"有{summary['guesses']}处拿不准。"
    if summary["doubtful"]:
        yield f"文中有“{'”“'.join(summary['doubtful'])}”，请确认不涉及国家秘密和工作秘密。"


def _twins(files):
    """Sentences about files of the batch that say they are the same issue, by primary key."""
    found = defaultdict(list)
    first = {}
    for file in files:
        if same := first.setdefault(file.sha256, file) is not file and first[file.sha256]:
            found[file.pk].append(f"与第{same.position}个文件“{same}”一字不差。")
    others = [file for file in files if file.pk not in found]
    for key, sentence in ((_number, "期号"), (lambda one: one.total, "总期号")):
        for same in _groups(others, key):
            for file in same:
                rest = "、".join(f"第{other.position}个" for other in same if other is not file)
                found[file.pk].append(f"与本批{rest}文件{sentence}相同。")
    return found


def _groups(files, key):
    groups = defaultdict(list)
    for file in files:
        if key(file):
            groups[key(file)].append(file)
    return [group for group in groups.values() if len(group) > 1]


def _number(file):
    return (file.year, file.supplement, file.number) if file.year and file.number else None


def _numbers_of_the_system():
    system = _Numbers()
    for issue in Issue.objects.kept().only("title", "year", "number", "supplement", "total"):
        if number := _number(issue):
            system.numbers[number] = str(issue)
        if issue.total:
            system.totals[issue.total] = str(issue)
    return system


def _known_files(files):
    intakes = Intake.objects.filter(sha256__in=[file.sha256 for file in files], issue__trashed_at=None)
    return {one.sha256: str(one.issue) for one in intakes.select_related("issue")}


def _gaps(files, system):
    """What is missing before each numbered file, in its year, in batch and system together."""
    used = {*system.numbers, *filter(None, map(_number, files))}
    found = {}
    for file in filter(_number, files):
        before = file.number - 1
        while before > 0 and before > file.number - numbering.MOST and (file.year, file.supplement, before) not in used:
            before -= 1
        missing = range(before + 1, file.number)
        if missing:
            found[file.pk] = "、".join(numbering.runs(missing))
    return found


def _missing_totals(files, system):
    """Between the first and the last 总期号 of the batch."""
    mine = {file.total for file in files if file.total and file.total <= numbering.MOST_IN_TOTAL}
    if not mine:
        return ""
    missing = set(range(min(mine), max(mine))) - mine - set(system.totals)
    return "、".join(numbering.runs(sorted(missing), "总第"))
