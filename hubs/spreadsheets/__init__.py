"""Spreadsheets in and out: reading a file, its columns, planning and storing its rows, and the pages around them."""

from hubs.spreadsheets.admin import SpreadsheetAdmin
from hubs.spreadsheets.columns import Choice, Column, Day, Number, YesNo
from hubs.spreadsheets.relations import Keys, Lines, Reference
from hubs.spreadsheets.resource import SpreadsheetResource

__all__ = [
    "Choice",
    "Column",
    "Day",
    "Keys",
    "Lines",
    "Number",
    "Reference",
    "SpreadsheetAdmin",
    "SpreadsheetResource",
    "YesNo",
]
