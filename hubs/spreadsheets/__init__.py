"""Spreadsheets in and out: reading a file, its columns, the resource, and the admin pages around them."""

from hubs.spreadsheets.admin import SpreadsheetAdmin
from hubs.spreadsheets.columns import Column, Keys, Reference
from hubs.spreadsheets.resource import SpreadsheetResource

__all__ = ["Column", "Keys", "Reference", "SpreadsheetAdmin", "SpreadsheetResource"]
