"""编委会成员 of the series as a sheet of its own: 职务 and 姓名, a row a member, the whole board each time."""

import hashlib
from dataclasses import dataclass

import tablib

from accounts import authorship
from bulletin.text import clean
from hubs.spreadsheets import Column, SpreadsheetResource
from hubs.spreadsheets.escaping import escape
from hubs.spreadsheets.planning import Plan, Planned, read_rows
from issues.models import Series
from issues.models.masthead import COLON, pairs

TWICE = "与前面第 {} 行是同一人同一职务，请删去一行。"


@dataclass(frozen=True)
class Member:
    role: str
    name: str
    pk: None = None


class Part(Column):
    """A part of a line of the board."""

    is_required = True

    def __init__(self, name, heading, **told):
        super().__init__(Series, "board", **told)
        self.attribute, self.column_name = name, heading

    def cleared(self):
        raise ValueError("这一列不能清空。要删去一人，请删去这一行。")

    def value_of(self, text):
        text = " ".join(clean(text).split())
        if COLON in text or ":" in text:
            raise ValueError("这里不能有冒号，职务和姓名各写一列。")
        return text


class BoardResource(SpreadsheetResource):
    """Its rows are lines of one row: what is not in the sheet is taken out, and the order is that of the sheet."""

    sheet_title = "编委会成员"
    left_out = "每次写全部成员，照印出来的次序：表里没有的成员会从编委会里删去。"
    changed_word = "修改、删去"
    watched = ()

    role = Part("role", "职务", note="例如：主编、副主编、委员。", example="主编")
    name = Part("name", "姓名", note="一行一个人。", example="张三")

    class Meta:
        model = Series
        fields = ("role", "name")

    def plan(self, sheet, *, lock=False):
        old = [Member(*pair) for pair in pairs(self.stored(lock=lock).get().board)]
        rows = read_rows(self, sheet)
        for row in rows:
            self._compare(row, old)
        self._refuse_twice(rows)
        _mark_moved(rows, old)
        kept = {row.instance for row in rows}
        last = rows[-1].number if rows else 1
        gone = [_gone(member, last + place) for place, member in enumerate((one for one in old if one not in kept), 1)]
        return Plan([*rows, *gone])

    def planned(self, sheet, numbers):
        wanted = set(numbers)
        return [row for row in self.plan(sheet).rows if row.number in wanted]

    def place_of(self, row, sheet):
        return "原有" if row.is_gone else super().place_of(row, sheet)

    def _compare(self, row, old):
        failed = {heading for heading, _ in row.errors}
        for name in self.fields:
            if name not in row.values and self.heading_of(name) not in failed:
                row.fail(self.heading_of(name), "请填写这一列。")
        row.instance = Member(row.values.get("role", ""), row.values.get("name", ""))
        if row.instance in old:
            row.told = _told(row.instance)

    def _refuse_twice(self, rows):
        first = {}
        for row in rows:
            if not row.errors and first.setdefault(row.instance, row.number) != row.number:
                row.fail("", TWICE.format(first[row.instance]))

    def store(self, plan, *, by):
        series = self.stored(lock=True).get()
        before = {"board": series.board}
        members = [row.instance for row in plan.rows if not row.is_gone]
        series.board = "\n".join(f"{one.role}{COLON}{one.name}" for one in members)
        self.write([], [series], by=by)
        return [(series, False, before)]

    def write(self, new, changed, *, by):
        for series in changed:
            authorship.save(series, by=by)

    def restore(self, series, before):
        series.board = before["board"]

    def heading_of(self, name):
        return self.sheet_title if name == "board" else super().heading_of(name)

    def digest_of(self, series):
        return hashlib.sha256(series.board.encode()).hexdigest()

    def export(self, queryset=None, **kwargs):
        rows = [tuple(map(escape, pair)) for pair in pairs(self.stored().get().board)]
        return tablib.Dataset(*rows, headers=list(self.columns), title=self.sheet_title)


def _told(member):
    return {"role": member.role, "name": member.name}


def _gone(member, number):
    return Planned(number, {}, [], member, _told(member), is_gone=True)


def _mark_moved(rows, old):
    """Members who stay, in another order than before, are changed although they read the same."""
    stay = [row for row in rows if row.told and not row.errors]
    if [row.instance for row in stay] != sorted((row.instance for row in stay), key=old.index):
        for row in stay:
            row.before = {"order": old.index(row.instance)}
