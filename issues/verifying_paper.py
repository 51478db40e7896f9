"""The kept files beside what was written down of them and beside the frozen words they print."""

import json

from accounts.models import AuditEntry
from issues import printing
from issues.archiving.layout import RESTORED
from issues.models import PublishedFile
from issues.models.revision import Purpose
from issues.states import MOVES

Kind = PublishedFile.Kind
KEEPING = (MOVES["publish"].label, MOVES["confirm_annotation"].label, printing.LATER, RESTORED)


def told_in_audit():
    """{(issue key, publication, kind): sha256} as the audit trail has them."""
    told = {}
    for detail in AuditEntry.objects.filter(event__in=KEEPING).values_list("detail", flat=True).iterator():
        told |= _files(detail)
    return told


def _files(detail):
    try:
        told = json.loads(detail)
        return {
            (told["issue"], one["publication"], kind): sha
            for one in told.get("releases", [told])
            for kind, sha in one.get("files", {}).items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}  # a forged entry, which the chain of hashes tells


def problems(publication, told):
    """Sentences naming a kept file that is missing, changed, or not of the publication's words."""
    files = {(one.kind, one.position): one for one in publication.files.all()}
    for (kind, _), file in files.items():
        if not file.is_intact:
            yield f"留存的“{file.get_kind_display()}”与校验值不符。"
        elif kind != Kind.SCAN and _written(publication, kind, told) not in (None, file.sha256):
            yield f"留存的“{file.get_kind_display()}”与审计记录所记的不是同一个文件。"
    for kind, bulletin in printing.forms_of(publication).items():
        if (kind, 1) in files:
            yield from _other_words(files[kind, 1], bulletin)
        elif publication.revision.purpose != Purpose.ACCESSION:
            yield f"没有留存“{kind.label}”，请执行 manage.py render 补排。"


def _written(publication, kind, told):
    return told.get((str(publication.revision.issue.key), publication.sequence, kind))


def _other_words(file, bulletin):
    """Set again with the same fonts and templates, the same words give the same bytes."""
    if file.typeset_with != printing.made_with() or not file.is_intact:
        return
    if printing.typeset(bulletin, page_grid=file.page_grid) != bytes(file.content):
        yield f"留存的“{file.get_kind_display()}”不是这一稿的内容。"


def remarks():
    """What could not be compared, or is yet to be made: no problem, but good to know."""
    files = PublishedFile.objects.exclude(kind=Kind.SCAN).filter(publication__issue__disposal=None)
    if others := files.exclude(typeset_with=printing.made_with()).count():
        yield f"{others}个 PDF 是用别的字体或别的版本排成的，只核对了校验值，没有重排比较。"
    if waiting := printing.waiting().filter(revision__purpose=Purpose.ACCESSION).count():
        yield f"{waiting}期过刊还没有排成 PDF，可以执行 manage.py render。"
