"""导出 Word: the draft, every 稿, and the difference between two as a file with tracked changes (花脸稿)."""

from django.utils import timezone
from django.utils.timezone import localtime

from accounts import audit, downloads
from bulletin.rendering import word
from bulletin.value import public_form
from issues import printing
from issues.admin.pages import page
from issues.admin.revisions import found_revision
from issues.moves import facts
from issues.snapshot import bulletin_of
from issues.states import Stage

NOW = "现在的内容"


def urls(model_admin):
    return [
        page(model_admin, "preview.docx", "preview_word", draft),
        page(model_admin, "revisions/<int:number>.docx", "revision_word", revision),
        page(model_admin, "revisions/<int:old>/<int:number>.docx", "changes_word", changes),
        page(model_admin, "revisions/<int:old>/now.docx", "changes_now_word", changes_now),
    ]


def draft(request, issue, context):
    return _plain(request, issue, bulletin_of(issue), "草稿")


def revision(request, issue, context, number):
    found = found_revision(request, issue, number)
    signed = Stage.FINAL in facts.stages_passed(found)
    return _plain(request, issue, found.bulletin, f"第{number}稿{'，定稿' if signed else ''}")


def changes(request, issue, context, old, number):
    before, after = (found_revision(request, issue, one) for one in (old, number))
    names = (f"第{old}稿", f"第{number}稿（{after.by}）")
    return _changes(request, issue, before.bulletin, after.bulletin, names, after.at)


def changes_now(request, issue, context, old):
    before = found_revision(request, issue, old)
    return _changes(request, issue, before.bulletin, bulletin_of(issue), (f"第{old}稿", NOW), timezone.now())


def _plain(request, issue, bulletin, name):
    public = request.GET.get("form") == "public"
    content = printing.as_word(public_form(bulletin) if public else bulletin, draft=name.replace("，", "　"))
    return _handed(request, issue, content, f"{name}，公开版" if public else name)


def _changes(request, issue, before, after, names, at):
    content = word.changes(before, after, names=names, at=localtime(at), grid=printing.grid())
    return _handed(request, issue, content, f"花脸稿，{names[0]}至{names[1]}")


def _handed(request, issue, content, name):
    """The file under the issue's name; that it was taken is recorded."""
    audit.record(audit.Event.EXPORTED, by=request.user, subject=audit.subject_of(issue), format="docx", what=name)
    return downloads.saved(content, printing.file_name(issue, f"（{name}）", "docx"), word.CONTENT_TYPE)
