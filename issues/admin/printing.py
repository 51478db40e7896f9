"""打印: what goes on paper of an issue, as PDF: drafts, 付印稿, and the sheets that are signed by hand."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts import audit, downloads
from bulletin.check_code import check_code
from bulletin.rendering import sheets as paper
from bulletin.rendering.pdf import MissingGlyph
from bulletin.serialization import digest
from bulletin.value import public_form
from issues import moves, printing
from issues.admin import sheets
from issues.admin.pages import page
from issues.admin.printing_forms import CopiesForm, LeadersForm
from issues.models import Revision, Series
from issues.moves import facts
from issues.snapshot import bulletin_of
from issues.states import SIGNED, Stage

EMPTY_LINES = [("", "")] * 5


def urls(model_admin):
    views = {
        "preview.pdf": ("preview_pdf", draft),
        "revisions/<int:number>.pdf": ("revision_pdf", revision),
        "revisions/<int:number>/review-sheet.pdf": ("review_sheet", review_sheet),
        "print.pdf": ("press_pdf", press),
        "reading-sheet.pdf": ("reading_sheet", reading_sheet),
        "receipt-sheet.pdf": ("receipt_sheet", receipt_sheet),
    }
    pdfs = [page(model_admin, route, name, _or_a_sentence(view)) for route, (name, view) in views.items()]
    return [page(model_admin, "print/", "print", papers), *pdfs]


def papers(request, issue, context):
    return _papers(request, issue, context)


def _papers(request, issue, context, copies=None, leaders=None, status=200):
    names = "\n".join(" ".join(one).strip() for one in sheets.readers_in_the_office())
    context |= {
        "title": f"打印：{issue}",
        "pressed": _pressed(issue),
        "revisions": _readable(request, issue).order_by("-number"),
        "copies": copies or CopiesForm(label_suffix=""),
        "leaders": leaders or LeadersForm(label_suffix="", initial={"leaders": names}),
    }
    return render(request, "admin/issues/issue/print.html", context, status=status)


def _or_a_sentence(view):
    """What cannot be printed for want of a glyph sends the person back with the sentence that says which."""

    @wraps(view)
    def shown(request, issue, context, **kwargs):
        try:
            return view(request, issue, context, **kwargs)
        except MissingGlyph as missing:
            messages.error(request, str(missing))
            return redirect("admin:issues_issue_print", issue.pk)

    return shown


def draft(request, issue, context):
    """The rows as they would print now, marked 草稿."""
    bulletin = bulletin_of(issue)
    mark = f"草稿　校验码 {check_code(digest(bulletin))}"
    content = printing.marked(_form(request, bulletin), draft=mark)
    return _handed(request, issue, content, "草稿")


def revision(request, issue, context, number):
    """A frozen revision, marked 第N稿, the signed one 定稿."""
    found = _revision(request, issue, number)
    name = f"第{number}稿" + ("　定稿" if Stage.FINAL in facts.stages_passed(found) else "")
    content = printing.marked(_form(request, found.bulletin), draft=f"{name}　校验码 {found.check_code}")
    return _handed(request, issue, content, name.replace("　", ""))


def press(request, issue, context):
    """付印稿: the signed or published words without any mark, numbered copy by copy where that is asked for."""
    found, form = _pressed(issue), CopiesForm(request.GET, label_suffix="")
    if found is None:
        raise Http404
    if not form.is_valid():
        return _papers(request, issue, context, copies=form, status=422)
    numbers = form.cleaned_data["copies"]
    content = printing.for_press(_form(request, found.bulletin), numbers)
    copies = {"copies": f"{numbers[0]}—{numbers[-1]}"} if numbers else {}
    return _handed(request, issue, content, "付印稿", revision=found.number, **copies)


def _pressed(issue):
    """The revision a printing house may be given: the signed one, or the one readers have had."""
    if issue.state in SIGNED:
        return moves.publishable(issue)
    before = facts.published_before(issue)
    return before.revision if before else None


def review_sheet(request, issue, context, number):
    """审签单 of a frozen revision."""
    content = paper.render(sheets.review_sheet(_revision(request, issue, number)), **_today())
    return _handed(request, issue, content, f"第{number}稿审签单")


def reading_sheet(request, issue, context):
    """呈阅单 for the leaders that were typed."""
    form = LeadersForm(request.POST, label_suffix="")
    if request.method != "POST":
        return redirect("admin:issues_issue_print", issue.pk)
    if not form.is_valid():
        return _papers(request, issue, context, leaders=form, status=422)
    leaders = form.cleaned_data["leaders"] or EMPTY_LINES
    sheet = sheets.reading_sheet(_newest(issue), leaders, Series.objects.first())
    return _handed(request, issue, paper.render(sheet, **_today()), "呈阅单")


def receipt_sheet(request, issue, context):
    """签收单 from the distribution list."""
    content = paper.render(sheets.receipt_sheet(_newest(issue), issue), **_today())
    return _handed(request, issue, content, "签收单")


def _newest(issue):
    """What the office would lay before somebody now: the signed words, else those last frozen, else the rows."""
    found = _pressed(issue) or issue.newest_revision
    return found.bulletin if found else bulletin_of(issue)


def _form(request, bulletin):
    return public_form(bulletin) if request.GET.get("form") == "public" else bulletin


def _today():
    return {"on": timezone.localdate(), "fonts": printing.fonts()}


def _handed(request, issue, content, what, **detail):
    """The file as it leaves the house, and who took it in the audit trail."""
    form = {"form": "public"} if request.GET.get("form") == "public" else {}
    subject = f"{audit.subject_of(issue)} {issue.numbering}"
    audit.record(audit.Event.EXPORTED, by=request.user, subject=subject, format="pdf", what=what, **form, **detail)
    public = "，公开版" if form else ""
    return downloads.pdf(content, printing.file_name(issue, f"（{what}{public}）"))


def _readable(request, issue):
    return Revision.objects.readable_by(request.user).filter(issue=issue).select_related("by", "issue")


def _revision(request, issue, number):
    return get_object_or_404(_readable(request, issue), number=number)
