"""各稿: every revision of an issue as it was frozen, and the difference between two."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bulletin import differences
from bulletin.value import public_form
from issues.admin.lines import lines_of
from issues.admin.pages import article, page
from issues.admin.preview import FORMS
from issues.models import Revision
from issues.snapshot import bulletin_of


def urls(model_admin):
    return [
        page(model_admin, "revisions/", "revisions", revisions),
        page(model_admin, "revisions/<int:number>/", "revision", revision),
        page(model_admin, "revisions/<int:number>/difference/", "difference", difference),
        page(model_admin, "revisions/<int:old>/<int:number>/", "difference_between", difference),
        page(model_admin, "revisions/<int:old>/now/", "difference_now", difference_now),
    ]


def revisions(request, issue, context):
    context |= {"title": f"各稿：{issue}", "revisions": _readable(request, issue).defer("json").order_by("-number")}
    return render(request, "admin/issues/issue/revisions.html", context)


def revision(request, issue, context, number):
    found = found_revision(request, issue, number)
    form = "public" if request.GET.get("form") == "public" else "whole"
    bulletin = public_form(found.bulletin) if form == "public" else found.bulletin
    context |= {
        "title": f"第{number}稿：{issue}",
        "revision": found,
        "article": article(bulletin),
        "form": form,
        "forms": FORMS.items(),
    }
    return render(request, "admin/issues/issue/revision.html", context)


def difference(request, issue, context, number, old=None):
    """Between two revisions; without `old`, from the one before `number`."""
    old = number - 1 if old is None else old
    before, after = (found_revision(request, issue, one) for one in (old, number))
    context["word"] = reverse("admin:issues_issue_changes_word", args=(issue.pk, old, number))
    return _difference(request, context, before.bulletin, after.bulletin, (f"第{old}稿", f"第{number}稿"))


def difference_now(request, issue, context, old):
    before = found_revision(request, issue, old)
    context["word"] = reverse("admin:issues_issue_changes_now_word", args=(issue.pk, old))
    return _difference(request, context, before.bulletin, bulletin_of(issue), (f"第{old}稿", "现在的内容"))


def _difference(request, context, before, after, names):
    rows = differences.compare(lines_of(before), lines_of(after))
    changed, is_whole = differences.changed_rows(rows), request.GET.get("show") == "all"
    context |= {
        "title": f"差别：{context['issue']}",
        "names": names,
        "rows": rows if is_whole else changed,
        "changed": len(changed),
        "is_whole": is_whole,
    }
    return render(request, "admin/issues/issue/difference.html", context)


def _readable(request, issue):
    return Revision.objects.readable_by(request.user).filter(issue=issue).select_related("by")


def found_revision(request, issue, number):
    """The 第number稿 of an issue for somebody who may read it, else 404."""
    if number < 1:
        raise Http404
    return get_object_or_404(_readable(request, issue), number=number)
