"""用改好的文件更新: a corrected file beside the draft, each difference to be taken or left, taken at once."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access, audit
from accounts.access import Action
from bulletin.merging import Comparison
from bulletin.parsing.report import Parse
from bulletin.secrecy import MarkedSecret, refuse_marked
from bulletin.serialization import digest, from_json, to_json
from issues import corrected, moves
from issues.admin.pages import page
from issues.admin.preview import to_be_completed
from issues.files import CannotRead, read, source_of
from issues.models import Series
from issues.snapshot import bulletin_of
from issues.uploads import left_out

SALT = "issues.corrected"
LOST = "页面信息不全或有缺损，没有更新。请重新选择文件。"
NO_FILE = "请先选择文件：Word 文件（.docx）、.txt 或 .md。"
TOO_LARGE = "文件太大，没有收下。Word 文件不超过20 MB，请在 Word 中压缩图片后再传。"
NOTHING = "没有勾选任何改动，本期没有变。"
CHANGED = "您看过差别之后，本期又有改动，所以没有存。下面是和现在内容的差别，您没有勾的仍然没有勾；请看过再按一次。"


@dataclass(frozen=True)
class File:
    """The file as it was read, on its way through the page: signed, so that it comes back as it went out."""

    name: str
    sha256: str
    json: str

    @property
    def bulletin(self):
        return from_json(self.json)

    def carried(self, issue, current):
        """What the page sends back: the file, and which state of the issue it was shown beside."""
        seen = [issue.pk, issue.lock_version, digest(current)]
        return signing.dumps([self.name, self.sha256, self.json, *seen], salt=SALT, compress=True)


def urls(model_admin):
    return [
        page(model_admin, "corrected/", "corrected", require_http_methods(["GET", "POST"])(_for_editors(upload))),
        page(model_admin, "corrected/take/", "corrected_take", require_POST(_for_editors(take))),
    ]


def _for_editors(view):
    @sensitive_post_parameters("file")
    def for_editors(request, issue, context):
        if not access.allows(request.user, Action.EDIT):
            raise PermissionDenied
        try:
            return view(request, issue, context)
        except CannotRead as error:
            return _upload_page(request, issue, context, str(error))
        except MarkedSecret as secret:
            return _refused(request, context, secret)

    return for_editors


def upload(request, issue, context):
    """GET asks for the file; POST shows what differs in it. Nothing is stored."""
    if not issue.is_editable:
        return _upload_page(request, issue, context, moves.CLOSED.format(issue.get_state_display()))
    if request.method == "GET":
        return _upload_page(request, issue, context)
    source = _uploaded(request)
    parse = read(source)
    _refuse_another_title(parse.bulletin)
    file = File(source.name, source.sha256, to_json(parse.bulletin))
    return _difference_page(request, issue, context, file, remarks=_remarks(parse))


def take(request, issue, context):
    """Take what is ticked, or everything; refused with the difference shown anew, ticks kept."""
    file, version, seen = _carried(request, issue)
    comparison = Comparison(bulletin_of(issue), file.bulletin)
    shown = set(request.POST.getlist("shown"))
    keys = {one.key for one in comparison.differences}
    taken = keys & (shown if "all" in request.POST else set(request.POST.getlist("take")))
    left = shown - taken
    if not taken:
        return _difference_page(request, issue, context, file, (NOTHING,), left, status=422)
    told = {"file_name": file.name, "sha256": file.sha256, "lock_version": version, "seen": seen}
    try:
        report = corrected.take(issue, comparison.merged(taken), by=request.user, **told)
    except moves.Stale:
        issue.refresh_from_db()
        return _difference_page(request, issue, context, file, (CHANGED,), left, status=409)
    except moves.Refused as refusal:
        issue.refresh_from_db()
        return _difference_page(request, issue, context, file, refusal.reasons, left, status=422)
    messages.success(request, _taken(file, len(taken), len(keys - taken)))
    for sentence in [*report, *to_be_completed(issue)]:
        messages.warning(request, sentence)
    return redirect(issue)


def _taken(file, taken, left):
    return f"已按“{file.name}”更新{taken}处" + (f"，留下{left}处没有采用。" if left else "。")


def _uploaded(request):
    file = request.FILES.get("file")
    if file is None:
        raise CannotRead(TOO_LARGE if left_out(request) else NO_FILE)
    return source_of(file.name, file.read())


def _carried(request, issue):
    try:
        told = signing.loads(request.POST.get("carried", ""), salt=SALT)
    except signing.BadSignature as error:
        raise CannotRead(LOST) from error
    name, sha256, json, pk, version, seen = told
    if pk != issue.pk:
        raise CannotRead(LOST)
    refuse_marked(name, json)
    return File(name, sha256, json), version, seen


def _refuse_another_title(bulletin):
    title = Series.objects.of_this_house().title
    if bulletin.series and bulletin.series != title:
        raise CannotRead(f"这是《{bulletin.series}》，本系统编的是《{title}》，请核对是不是选错了文件。")


def _remarks(parse: Parse):
    """What the file has beyond the words that are compared."""
    told = (one.message for one in parse.warnings if not one.code.startswith(("missing_", "no_source")))
    yield from dict.fromkeys(told)
    if parse.unplaced:
        lines = "、".join(f"第{one.line}行" for one in parse.unplaced[:10])
        yield f"文件里有{len(parse.unplaced)}行认不出是什么（{lines}），没有列入下面的差别，请核对。"
    if parse.images:
        yield f"文件里有{len(parse.images)}张图片。这里只更新文字，不改动本期已有的图片。"


def _refused(request, context, secret):
    name = request.FILES["file"].name if "file" in request.FILES else ""
    audit.record_refusal(secret, name, by=request.user)
    context |= {"title": "用改好的文件更新：不得接收", "sentence": str(secret)}
    return render(request, "admin/issues/issue/intake_refused.html", context, status=422)


def _upload_page(request, issue, context, error=""):
    context |= {"title": f"用改好的文件更新：{issue}", "error": error}
    return render(request, "admin/issues/issue/corrected_upload.html", context, status=422 if error else 200)


def _difference_page(request, issue, context, file, reasons=(), left=(), remarks=(), status=200):
    current = bulletin_of(issue)
    found = Comparison(current, file.bulletin).differences
    rows = [(one, one.is_proposed if not left else one.key not in left) for one in found]
    context |= {
        "title": f"用改好的文件更新：{issue}",
        "issue": issue,
        "file": file,
        "carried": file.carried(issue, current),
        "places": [(place, list(rows)) for place, rows in groupby(rows, key=lambda row: row[0].place)],
        "count": len(found),
        "reasons": reasons,
        "remarks": list(remarks),
        "is_stale": status == 409,
    }
    return render(request, "admin/issues/issue/corrected.html", context, status=status)
