"""Warnings that follow from the whole."""

from bulletin.parsing.report import Log
from bulletin.value import Bulletin

_BY_RULE = {
    "halfwidth_punctuation": (
        "正文中有半角标点，已改为全角。",
        ("halfwidth_comma", "halfwidth_semicolon", "halfwidth_colon", "halfwidth_mark", "halfwidth_parenthesis"),
    ),
    "halfwidth_period": ("正文中有半角句点，已改为句号。", ("halfwidth_period",)),
    "halfwidth_quotes": ("正文中有半角引号，已改为中文引号。", ("halfwidth_quotes",)),
    "fullwidth_digits": ("正文中有全角数字或字母，已改为半角。", ("fullwidth_digits",)),
    "space_around_digits": ("汉字与数字之间有空格，已去掉。", ("space_around_digits",)),
    "spaced_letters_in_label": ("标识的字间空格已去掉。", ("spaced_letters_in_label",)),
}
_MISSING = (
    ("series", "missing_series", "没有找到刊名。"),
    ("number", "missing_number", "没有找到期号。"),
    ("total", "missing_total_number", "没有找到总期号。"),
    ("date", "missing_date", "没有找到日期。"),
    ("publisher", "missing_publisher", "没有找到编发单位。"),
    ("title", "missing_title", "没有找到标题。"),
    ("sources", "no_source_note", "没有注明资料来源。"),
)


def add(bulletin: Bulletin, log: Log) -> None:
    """Add the warnings about what is missing and what was changed often."""
    for code, (message, rules) in _BY_RULE.items():
        lines = [change.line for change in log.changes if change.rule in rules]
        if lines:
            log.warn(code, f"{message}共 {len(lines)} 处。", min(lines))
    for name, code, message in _MISSING:
        if getattr(bulletin, name) in (None, "", ()):
            log.warn(code, message)
