"""The verbs after publication: 更正 and 补充资料."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.authorship import record_authorship
from issues import rows
from issues.models import Decision, Review
from issues.models.revision import Purpose
from issues.moves import facts
from issues.moves.freezing import carry_disclosure, carry_passes, freeze
from issues.moves.publishing import files_of, replace_live
from issues.moves.refusal import Refused
from issues.moves.step import begin, change, decided, done, verb
from issues.states import Stage, State


@verb
def start_correction(issue, *, by, lock_version, note=""):
    """更正: a draft of new words; readers keep the old ones until the correction is published."""
    issue = begin("start_correction", issue, by=by, lock_version=lock_version)
    issue = change(issue, state=State.DRAFT, correction_note=note.strip())
    return done("start_correction", issue, by=by)


@verb
def abandon_correction(issue, *, by, lock_version):
    """放弃更正: the rows say again what the published Revision prints."""
    issue = begin("abandon_correction", issue, by=by, lock_version=lock_version)
    try:
        rows.restore(issue, facts.published_before(issue).revision.bulletin, by=by)
    except ValidationError as error:
        raise Refused(error.messages) from error
    issue = change(issue, state=State.PUBLISHED)
    return done("abandon_correction", issue, by=by)


@verb
def annotate(issue, *, by, digest):
    """补充资料: propose the rows' annotations for the published words; a reviewer who is no author confirms."""
    issue = begin("annotate", issue, by=by, digest=digest)
    record_authorship(issue, by=by)
    revision = freeze(issue, by=by, purpose=Purpose.ANNOTATION, basis=facts.live(issue).revision)
    issue = change(issue)
    return done("annotate", issue, by=by, revision=revision.number, digest=revision.digest)


@verb
def confirm_annotation(issue, *, by, revision, remark="", paper=None):
    """确认补充资料: the annotated Revision replaces the live one for the same audience; passes and disclosure carry."""
    issue = begin("confirm_annotation", issue, by=by, revision=revision)
    carry_passes(revision)
    carry_disclosure(revision)
    _answer("confirm_annotation", issue, revision, Decision.PASS, by=by, remark=remark, paper=paper)
    publication = replace_live(issue, revision, audience=facts.live(issue).audience, at=timezone.now(), by=by)
    issue, detail = change(issue), {"revision": revision.number, "digest": revision.digest, **files_of(publication)}
    return done("confirm_annotation", issue, by=by, paper=paper, **detail)


@verb
def decline_annotation(issue, *, by, revision, remark, paper=None):
    """不同意补充资料: the live publication stays as it is."""
    issue = begin("decline_annotation", issue, by=by, revision=revision, remark=remark)
    _answer("decline_annotation", issue, revision, Decision.SEND_BACK, by=by, remark=remark, paper=paper)
    issue = change(issue)
    return done("decline_annotation", issue, by=by, revision=revision.number, paper=paper)


def _answer(move, issue, revision, decision, *, by, remark, paper):
    people = decided(move, issue, by=by, paper=paper)
    fields = {"stage": Stage.ANNOTATION, "decision": decision, "remark": remark.strip()}
    Review.objects.create(revision=revision, **fields, **people)
