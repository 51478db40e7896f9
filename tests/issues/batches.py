"""Files for 导入批次: composed back issues as text, and what a form sends."""

import io
import zipfile
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile

from bench import corpus
from bulletin.rendering import text
from issues.batches.receiving import keep, read_members
from issues.packed import members_of

DESK = "/admin/issues/issue/intake/"
MARKER = "独一无二甲乙丙丁戊己庚辛"
MARKED = f"机密★10年\n决策参阅\n2022年第9期\n{MARKER}的正文。\n".encode()


def composed(total):
    """总第`total`期 as a text file."""
    return text.render(corpus.composed(total)).encode()


def with_lessons(total):
    """The same, with two lessons that intake finds."""
    issue = corpus.composed(total)
    *others, last = issue.sections
    told = f"启示如下：一是要办好第{total}种实验室；二是要加强人才引进。"
    return text.render(replace(issue, sections=(*others, replace(last, text=told)))).encode()


def rendered(of, **changes):
    """The same with other fields."""
    return text.render(replace(corpus.composed(of), **changes)).encode()


def named(*totals):
    """File name → content of these issues."""
    return {f"总第{total}期.txt": composed(total) for total in totals}


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def batch_of(files, by):
    """A stored batch of `files` (name → content)."""
    members = [member for name, content in files.items() for member in members_of(name, content)[0]]
    return keep(read_members(members, by=by).files, by=by)


def drop(client, files, **data):
    """Post the files to the desk as a browser does."""
    uploads = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return client.post(DESK, {"file": uploads, **data}, follow=True)
