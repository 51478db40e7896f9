"""A corrected file taken onto a draft: the same rows say other words, and keep what is attached to them."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accounts import audit, authorship
from bulletin import formula
from bulletin.serialization import digest
from bulletin.value import Kind
from hubs.models import CaseStudy, Hub
from issues import moves, rows
from issues.models import Intake
from issues.models.issue import Kinds
from issues.moves.refusal import SOMEBODY_ELSE_WAS_FASTER
from issues.moves.step import verb
from issues.snapshot import bulletin_of

TAKEN = "采用改好的文件"


@verb
def take(issue, bulletin, *, by, lock_version, seen, file_name, sha256):
    """Make the rows of `issue` say `bulletin`, which was merged from what they said (of digest `seen`) and a file.

    Attached case studies and lessons stay the same rows: a case section's words go to its case study. Returns
    sentences on what deserves a look. Raises Refused or Stale, with nothing changed.
    """
    issue = moves.editing(issue.pk, by=by, lock_version=lock_version)
    if digest(bulletin_of(issue)) != seen:
        raise moves.Stale([SOMEBODY_ELSE_WAS_FASTER])
    try:
        report = _rewrite(issue, bulletin, by)
    except ValidationError as error:
        raise moves.Refused(error.messages) from error
    Intake.objects.get_or_create(issue=issue, sha256=sha256, defaults={"file_name": file_name[:255], "by": by})
    audit.record(TAKEN, by=by, subject=f"{audit.subject_of(issue)} {issue.numbering}", sha256=sha256)
    return report


def _rewrite(issue, bulletin, by):
    before = {section.case_study for section in issue.sections.select_related("case_study__hub")} - {None}
    rows.fill(issue, bulletin)
    _checked(issue, "本期").save()
    case_of = {note.section: CaseStudy.objects.get(key=note.case_key) for note in bulletin.annotations.cases}
    for place, case in case_of.items():
        _reword(case, bulletin.sections[place], place, by)
    new, report = _new_cases(bulletin, case_of, by)
    case_of |= new
    issue.sections.all().delete()
    for section in rows.sections(issue, bulletin, case_of):
        _checked(_as_printed(section, bulletin.sections[section.position - 1]), f"第{section.position}段").save()
    gone = before - set(case_of.values())
    return [*report, *(f"案例“{case}”不再印在本期，案例本身还在。" for case in gone)]


def _reword(case, section, place, by):
    if (case.thesis, case.body) != (section.thesis, section.text):
        case.thesis, case.body = section.thesis, section.text
        authorship.save(_checked(case, f"第{place + 1}段的案例"), by=by)


def _new_cases(bulletin, case_of, by):
    """Case studies for the case sections that are new, of hubs that are known; sentences on all of them."""
    made, report = {}, []
    for place, section in enumerate(bulletin.sections):
        if section.kind is not Kind.CASE or place in case_of or not (section.text or section.thesis):
            continue
        if hub := Hub.objects.recognise(section.heading):
            found = formula.find(section.thesis + section.text)
            case = CaseStudy(hub=hub, thesis=section.thesis, body=section.text, formula=found)
            authorship.save(_checked(case, f"第{place + 1}段的案例"), by=by)
            made[place] = case
            report.append(f"“{section.heading}”是新的案例，已归到“{hub}”。")
        else:
            report.append(
                f"“{section.heading}”像是新的案例，认不出是哪个科创中心，先作为正文存下，请在本页上改成案例。"
            )
    return made, report


def _as_printed(row, section):
    """A case without a case study keeps its words as an ordinary section: rows hold them nowhere else."""
    if row.kind == Kinds.CASE and row.case_study is None and (section.text or section.thesis):
        row.kind, row.thesis, row.body = Kinds.DISCUSSION, section.thesis, section.text
    return row


def _checked(obj, place):
    try:
        obj.full_clean()
    except ValidationError as error:
        raise ValidationError([*_sentences(obj, place, error)]) from error
    return obj


def _sentences(obj, place, error):
    for name, texts in error.message_dict.items():
        label = "" if name == NON_FIELD_ERRORS else f"的{obj._meta.get_field(name).verbose_name}"
        yield from (f"{place}{label}：{text}" for text in texts)
