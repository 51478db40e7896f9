"""How an archive is laid out: the names of its files, and the limits of one that we read."""

import json
import re
from contextlib import contextmanager

SCHEMA = 1
FORMAT = "决策参阅归档包"
MANIFEST, SUMS, OFFICE, README = "manifest.json", "SHA256SUMS", "office.json", "README.txt"
# What the audit trail calls the return of one issue with its releases and receipts.
RESTORED = "恢复归档"
BULLETIN, RECORD = "bulletin.json", "record.json"

# A name with anything else in it (.., a drive, a backslash) is no file of an archive.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,4}")
SUM = re.compile(r"([0-9a-f]{64})  (\S.*)")

MB = 1024 * 1024
MOST_FILES = 200_000
LARGEST = 512 * MB
# Half a character, or none: no database stores them.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
LARGEST_JSON = 32 * MB
LARGEST_WHOLE = 20 * 1024 * MB
TIGHTEST = 300  # how many times as large as its packed form a file over 1 MB may be

EXPLANATION = """\
决策参阅归档包
==============

issues/年-期/第几次发布/    每次发布一个文件夹：
    bulletin.json    冻结的全文（规范 JSON，校验值按它计算）
    bulletin.html    网页，不联网即可打开和打印
    bulletin.txt     纯文本
    metadata.json    元数据：题名、期号、日期、发布范围、校验值、审核和签发的人等
    *.pdf 等         发布时存下的版式文件、影像件
{whole}manifest.json      本包的说明：格式版本、数量、制作时间
SHA256SUMS         其余每个文件的 SHA-256

核对：解压后在这个文件夹里执行  sha256sum -c SHA256SUMS
      （Windows：certutil -hashfile 文件名 SHA256，与清单比较）
"""
EXPLAINED_WHOLE = """\
issues/年-期/record.json    审核、公开审查、发布、撤下、签收等记录
issues/年-期/revisions/     发布前各稿
office.json        人名（没有密码）、刊物设置、科创中心、主题

恢复：在一套空的系统上执行  manage.py import_archive 本文件
"""


class Unusable(Exception):
    """The archive cannot be taken; str() says why, naming the file, and what to do."""


def dump(data):
    """JSON as every file of an archive is written: the same data give the same bytes."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


@contextmanager
def within(name):
    """Let every complaint say which file of the archive it is about."""
    try:
        yield
    except Unusable as error:
        what = str(error).rstrip("。")
        raise Unusable(f"{'' if name in what else f'{name}：'}{what}。没有恢复，请换一份归档包。") from error


def table(data, name):
    """The list of dicts that stands under `name`; one that is not there is empty."""
    found = data.get(name, []) if isinstance(data, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Unusable("内容不是归档包的写法")
    return found


def strings(data):
    """Every string in what JSON can hold, names of fields too."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        yield from (text for part in data for text in strings(part))
    elif isinstance(data, dict):
        yield from (text for pair in data.items() for part in pair for text in strings(part))
