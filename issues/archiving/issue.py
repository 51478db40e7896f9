"""One issue out of an archive: its frozen text, everything decided on it, and the working rows that follow from it."""

import hashlib
from datetime import UTC
from functools import cached_property

from bulletin import scanned
from bulletin.rendering import text
from bulletin.secrecy import refuse_marked
from bulletin.serialization import digest, from_json, printed_digest, to_data, to_json
from issues import projections, receipts, rows, scans
from issues.archiving import layout, working
from issues.archiving.fields import OF_AN_ISSUE, read, read_table
from issues.archiving.layout import Unusable, within
from issues.models import Attachment, BackIssue, Issue, PaperDecision, Publication, PublishedFile, Receipt, Revision
from issues.states import State


class RestoredIssue:
    def __init__(self, archive, name, named):
        self.archive, self.name, self.folder = archive, name, name.rpartition("/")[0]
        self.named = dict(named)

    def restore(self):
        """Store the issue; returns what the audit trail says of it."""
        with within(self.name):
            self.record = self.archive.json(self.name)
            refuse_marked(*layout.strings(self.record))
            self.issue = self._stored_issue()
            for model in OF_AN_ISSUE:
                self.named[model] = {}
                for row in read_table(model, self.record, self.named, self._content):
                    self._store(row)
            working.restore(self.issue, self._newest)
        return self._told()

    def _stored_issue(self):
        issue = read(Issue, self.record.get("issues.issue"), self.named, None)
        rows.fill(issue, self._newest)
        issue.correction_note = self._newest.annotations.correction_note
        issue.state = State.PUBLISHED
        issue.save_base(raw=True, force_insert=True)
        return issue

    def _store(self, row):
        if "issue" in {field.name for field in row._meta.concrete_fields}:
            row.issue = self.issue
        if complete := _COMPLETE.get(type(row)):
            complete(self, row)
        if isinstance(row, Publication):
            projections.write_rows([(row, self._bulletins[row.revision.number])])
        else:
            row.save_base(raw=True, force_insert=True)
        if isinstance(row, Attachment | PublishedFile):
            row.content = b""  # stored, and it may be large
        known = self.named[type(row)]
        known[len(known)] = row

    # The frozen texts

    @cached_property
    def _texts(self):
        """The JSON of each revision, by number. What was published stands with its publication."""
        numbers = [_number(one, "number") for one in layout.table(self.record, "issues.revision")]
        texts = {}
        for one in layout.table(self.record, "issues.publication"):
            number = _at(numbers, _at(one, "revision"))
            name = f"{self.folder}/{_number(one, 'sequence')}/{layout.BULLETIN}"
            json = self.archive.text(name)
            if texts.setdefault(number, json) != json:
                raise Unusable(f"{name} 与同一稿的另一次发布不一致")
        for number in set(numbers) - set(texts):
            texts[number] = self.archive.text(f"{self.folder}/revisions/{number}.json")
        return texts

    @cached_property
    def _bulletins(self):
        return {number: _bulletin(number, json) for number, json in self._texts.items()}

    @cached_property
    def _newest(self):
        """The words of the newest release that came, or will come."""
        released = layout.table(self.record, "issues.publication")
        came = [one for one in released if not one.get("ends_at") or str(one["ends_at"]) > str(one.get("go_live_at"))]
        revisions = layout.table(self.record, "issues.revision")
        return self._bulletins[_at(_at(revisions, _at((came or released)[-1], "revision")), "number")]

    # What follows from them

    def _complete_revision(self, revision):
        bulletin = self._bulletins[revision.number]
        revision.json = self._texts[revision.number]
        revision.digest, revision.printed_digest = digest(bulletin), printed_digest(bulletin)

    def _complete_publication(self, publication):
        bulletin = self._bulletins[publication.revision.number]
        for name, value in (projections.columns(bulletin) | projections.rendered(bulletin)).items():
            setattr(publication, name, value)

    def _complete_back_issue(self, back_issue):
        back_issue.digest = back_issue.revision.digest

    def _complete_receipt(self, receipt):
        receipt.printed_digest = receipt.publication.revision.printed_digest

    def _refuse_changed(self, file):
        if hashlib.sha256(file.content).hexdigest() != file.sha256:
            raise Unusable(f"“{file._meta.verbose_name}”的内容与它的校验值不符")
        # What was typeset says what the frozen text says, which has been read; what came from outside has not.
        if file.kind not in (PublishedFile.Kind.WHOLE, PublishedFile.Kind.PUBLIC):
            _refuse_marked(file.content)

    def _refuse_marked_paper(self, decision):
        if decision.scan:
            _refuse_marked(decision.scan)

    def _content(self, name):
        if not isinstance(name, str) or not name.startswith(f"{self.folder}/"):
            raise ValueError(name)
        return self.archive.content(name)

    def _told(self):
        return {
            "issue": str(self.issue.key),
            "releases": [_release(one) | self._files(one) for one in self.named[Publication].values()],
            "receipts": [receipts.told(one) for one in self.named[Receipt].values()],
        }

    def _files(self, publication):
        kept = [one for one in self.named[PublishedFile].values() if one.publication == publication]
        return {"files": {one.kind: one.sha256 for one in kept if one.kind != PublishedFile.Kind.SCAN}}


_COMPLETE = {
    Revision: RestoredIssue._complete_revision,
    BackIssue: RestoredIssue._complete_back_issue,
    Publication: RestoredIssue._complete_publication,
    Receipt: RestoredIssue._complete_receipt,
    Attachment: RestoredIssue._refuse_changed,
    PublishedFile: RestoredIssue._refuse_changed,
    PaperDecision: RestoredIssue._refuse_marked_paper,
}


def _at(container, place):
    try:
        return container[place]
    except (KeyError, IndexError, TypeError) as error:
        raise Unusable("稿次、发布的记录对不上") from error


def _number(one, name):
    if type(one.get(name)) is not int:
        raise Unusable("稿次、发布的记录对不上")
    return one[name]


def _bulletin(number, json):
    try:
        bulletin = from_json(json)
    except ValueError as error:
        raise Unusable(f"第{number}稿：{error}") from error
    if to_json(bulletin) != json:
        raise Unusable(f"第{number}稿的 JSON 不是规范写法，校验值无从核对")
    refuse_marked(*layout.strings(to_data(bulletin)), text.render(bulletin))
    _refuse_loose(number, bulletin)
    return bulletin


def _refuse_marked(content):
    try:
        scans.refuse_marked_scan(bytes(content))
    except scanned.TooMuch as error:
        raise Unusable("一个影像件里面的文字太多，查不完") from error


def _refuse_loose(number, bulletin):
    """Notes that lead to no section."""
    cases = [note.section for note in bulletin.annotations.cases]
    rests = {place for note in bulletin.annotations.lessons for place in note.rests_on}
    if not set(cases) <= set(range(len(bulletin.sections))) or len(set(cases)) < len(cases) or not rests <= set(cases):
        raise Unusable(f"第{number}稿的案例、启示指向没有的段落")


def _release(publication):
    return {
        "publication": publication.sequence,
        "audience": publication.audience,
        "go_live_at": publication.go_live_at.astimezone(UTC).isoformat(),
        "revision": publication.revision.number,
        "digest": publication.revision.digest,
    }
