"""One file of a batch beside its source: every guess marked, corrected in place, confirmed."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bulletin.secrecy import MarkedSecret
from issues import intake
from issues.admin.batches import next_to_check, say
from issues.admin.correction_form import STALE, CorrectionForm, seen
from issues.admin.intake_reading import reading_of
from issues.batches.confirming import take
from issues.batches.corrections import corrected
from issues.batches.receiving import describe
from issues.batches.situation import judged
from issues.files import CannotRead, Source, read
from issues.intake import CannotTakeIn
from issues.models import BatchFile

PAGE = "admin/issues/issue/intake_reading.html"
SAVED = "“{}”的修改已保存，可以直接确认。"


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def page(request, context, pk):
    """GET the file beside its source; POST the corrections, and with `then=take` the draft."""
    file = get_object_or_404(BatchFile.objects.select_related("batch", "issue", "checked_by", "taken_by"), pk=pk)
    if not file.recognised:
        return redirect(file.batch)
    if request.method == "GET" or file.status != BatchFile.Status.WAITING:
        return _show(request, context, file, _form(file))
    form = _form(file, request.POST)
    try:
        file = _save(form, file, by=request.user)
        return _go_on(request, file)
    except CannotTakeIn as error:
        file.refresh_from_db()
        return _show(request, {**context, "error": str(error)}, file, form, status=422)


def _form(file, data=None):
    return CorrectionForm(file, _matches(file), data)


def _matches(file):
    matches = intake.hub_matches(corrected(file.bulletin, file.corrections))
    return {match.section: match for match in matches}


def _save(form, file, *, by):
    """Keep what was corrected, when nobody has meanwhile. The file is then one that was looked at."""
    if not form.is_valid():
        raise CannotTakeIn("有几处没有填对，请按红字改正。")
    with transaction.atomic():
        file = BatchFile.objects.select_for_update().get(pk=file.pk)
        if seen(file) != form.cleaned_data["seen"] or file.status != BatchFile.Status.WAITING:
            raise CannotTakeIn(STALE)
        file.corrections = form.corrections()
        file.checked_by, file.checked_at, file.sentence = by, timezone.now(), ""
        describe(file, corrected(file.bulletin, file.corrections))
        file.save()
    return file


def _go_on(request, file):
    """After 保存: the list, or the next one to look at; after 确认: the same, or the issue when it came alone."""
    table = judged(file.batch)
    following = next_to_check(table, file.position)
    if request.POST.get("then") != "take":
        say(request, SAVED.format(file))
        return redirect(following if following and request.POST.get("then") == "next" else file.batch)
    outcome = take(file.pk, by=request.user)
    for line in outcome.lines:
        say(request, line)
    if len(table.rows) == 1:
        return redirect(outcome.issue)
    return redirect(following or file.batch)


def _show(request, context, file, form, status=200):
    table = judged(file.batch)
    row = next(row for row in table.rows if row.file.pk == file.pk)
    try:
        source = Source(file.file_name, bytes(file.content))
        parse = read(source)
    except (CannotRead, MarkedSecret) as refusal:  # read otherwise by an older version of the program
        say(request, str(refusal), messages.ERROR)
        return redirect(file.batch)
    told = {
        "title": f"核对：{file}",
        "file": file,
        "batch": file.batch,
        "row": row,
        "alone": len(table.rows) == 1,
        "form": form,
        "reading": reading_of(source.text, parse, form),
        "following": next_to_check(table, file.position),
        "is_open": file.status == BatchFile.Status.WAITING,
    }
    return render(request, PAGE, {**context, **told}, status=status)


VIEWS = [("intake/files/<int:pk>/", "batch_file", page)]
