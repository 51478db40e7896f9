"""What an import did or would do, in the office's words."""

from dataclasses import dataclass

from import_export.results import RowResult

KINDS = {
    RowResult.IMPORT_TYPE_NEW: "新增",
    RowResult.IMPORT_TYPE_UPDATE: "修改",
    RowResult.IMPORT_TYPE_SKIP: "不变",
}


@dataclass(frozen=True)
class Cell:
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Line:
    place: str
    kind: str
    cells: tuple[Cell, ...]


def summary(result) -> str:
    """创建 3，更新 1，跳过 0."""
    new, update, skip = (result.totals[kind] for kind in KINDS)
    return f"创建 {new}，更新 {update}，跳过 {skip}"


def lines(resource, result, name: str) -> list[Line]:
    """Each row of the sheet with its cells before and after."""
    told = []
    for number, row in enumerate(result, 1):
        if row.instance is not None:
            told.append(Line(place(number, name), KINDS[row.import_type], _cells(resource, row)))
    return told


def problems(resource, result, name: str) -> list[str]:
    """A sentence an error, naming row and column."""
    told = [str(error.error) for error in result.base_errors]
    for row in result.invalid_rows:
        told += [
            f"{place(row.number, name)}{_heading(resource, attribute)}：{message}"
            for attribute, messages in row.error_dict.items()
            for message in messages
        ]
    told += [f"{place(row.number, name)}：这一行导入不了，请检查各列的内容。" for row in result.error_rows]
    return told


def place(number: int, name: str) -> str:
    """The row as the person sees it: a table's first line is its headings."""
    return f"第 {number} 条" if name.lower().endswith(".json") else f"第 {number + 1} 行"


def _heading(resource, attribute: str) -> str:
    headings = {field.attribute: field.column_name for field in resource.fields.values()}
    return f"“{headings[attribute]}”" if attribute in headings else ""


def _cells(resource, row) -> tuple[Cell, ...]:
    fields = resource.get_import_fields()
    return tuple(Cell(_told(field, row.original), _told(field, row.instance)) for field in fields)


def _told(field, instance) -> str:
    value = field.get_value(instance) if instance is not None else None
    return "" if value is None else field.text_of(value)
