"""The catalogue → a zip. One issue is in memory at a time."""

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Count, F, Max, Q
from django.utils import timezone

from accounts.models import User
from bulletin.rendering import page, text
from bulletin.serialization import digest, to_json
from hubs.models import Hub
from issues import corrections
from issues.archiving import layout, metadata
from issues.archiving.fields import OF_AN_ISSUE, told
from issues.archiving.pack import Pack
from issues.models import (
    Accession,
    Attachment,
    BackIssue,
    DisclosureDecision,
    Issue,
    PaperDecision,
    Publication,
    PublishedFile,
    Receipt,
    Review,
    Revision,
    Series,
    Withdrawal,
)
from lessons.models import Theme

ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/tiff": "tif",
}


def public(file):
    """What an outsider may read now, in the public form; returns the manifest."""
    pack = Pack(file)
    pack.add(layout.README, layout.EXPLANATION.format(whole=""))
    released = Publication.objects.visible_to(AnonymousUser()).order_by("year", "supplement", "number", "pk")
    count = 0
    for publication in released.listed().select_related("revision").iterator(20):
        _add_public(pack, publication)
        count += 1
    return pack.close(_manifest("public", issues=count, publications=count))


def _add_public(pack, publication):
    folder, bulletin = _folder(publication), corrections.public_bulletin(publication)
    _add_readable(pack, folder, bulletin, to_json(bulletin))
    pack.add(f"{folder}/metadata.json", layout.dump(metadata.public(publication, digest(bulletin))))
    for file in publication.files.filter(kind=PublishedFile.Kind.PUBLIC).order_by("position").iterator(1):
        pack.add(f"{folder}/{_file_name(file)}", file.content)


def whole(file):
    """Everything that was released, as it was frozen, with what was decided on it; returns the manifest."""
    pack, names = Pack(file), _names_of_the_office()
    pack.add(layout.README, layout.EXPLANATION.format(whole=layout.EXPLAINED_WHOLE))
    issues, publications = 0, 0
    for pk in list(_released().values_list("pk", flat=True)):
        with transaction.atomic():
            issue = Issue.objects.select_for_update().get(pk=pk)
            publications += _IssuePack(pack, issue, names).add()
        issues += 1
    pack.add(layout.OFFICE, layout.dump(_office(names)))
    return pack.close(_manifest("whole", issues=issues, publications=publications))


def _released():
    """The issues that readers have or will have had, in the order of their newest numbers; none disposed of."""
    came = Publication.objects.exclude(ends_at__isnull=False, ends_at__lte=F("go_live_at"))
    issues = Issue.objects.filter(pk__in=came.values("issue"), disposal=None)
    return issues.annotate(last=Max("publications__date")).order_by("last", "key")


class _Used(dict):
    """The names of people, and which of them were asked for."""

    def __init__(self, names):
        super().__init__(names)
        self.used = set()

    def __getitem__(self, pk):
        self.used.add(pk)
        return super().__getitem__(pk)


def _names_of_the_office():
    accessions = {pk: place for place, pk in enumerate(_accessions().values_list("pk", flat=True))}
    return {User: _Used(User.objects.values_list("pk", "username")), Accession: accessions}


def _accessions():
    """Without what was disposed of: the count is of the issues in the archive."""
    kept = Count("back_issues", filter=Q(back_issues__revision__issue__disposal=None))
    return Accession.objects.annotate(kept=kept).filter(kept__gt=0).order_by("at", "pk")


def _office(names):
    accessions = list(_accessions())
    for one in accessions:
        one.count = one.kept
    tables = {
        Series: Series.objects.order_by("pk"),
        Hub: Hub.objects.order_by("slug"),
        Theme: Theme.objects.order_by("slug"),
        Accession: accessions,
    }
    data = {model._meta.label_lower: [told(row, names, None) for row in rows] for model, rows in tables.items()}
    people = User.objects.filter(pk__in=names[User].used).order_by("username")
    return {User._meta.label_lower: [told(person, names, None) for person in people]} | data


class _IssuePack:
    """One released issue on its way into the pack."""

    def __init__(self, pack, issue, names):
        self.pack, self.issue = pack, issue
        self.names = {**names, **{model: {} for model in OF_AN_ISSUE}}
        released = issue.publications.listed().select_related("issue", "revision", "by", "withdrawal__by")
        self.publications = list(released.order_by("sequence"))
        self.folder = self._free_folder()

    def _free_folder(self):
        folder = _folder(self.publications[-1])
        taken = f"{folder}/{layout.RECORD}" in self.pack.sums
        return f"{folder}-{str(self.issue.key)[:8]}" if taken else folder

    def add(self):
        """Everything of the issue; the number of its publications."""
        for publication in self.publications:
            self._add_publication(publication)
        revisions = self._revisions()
        published = {publication.revision_id for publication in self.publications}
        for revision in revisions.exclude(pk__in=published):
            self.pack.add(f"{self.folder}/revisions/{revision.number}.json", revision.json)
        self.pack.add(f"{self.folder}/{layout.RECORD}", layout.dump(self._record(revisions)))
        return len(self.publications)

    def _add_publication(self, publication):
        folder = f"{self.folder}/{publication.sequence}"
        _add_readable(self.pack, folder, publication.bulletin, publication.revision.json)
        self.pack.add(f"{folder}/metadata.json", layout.dump(metadata.whole(publication)))

    def _revisions(self):
        last = max(publication.revision.number for publication in self.publications)
        return self.issue.revisions.filter(number__lte=last).order_by("number")

    def _record(self, revisions):
        record = {Issue._meta.label_lower: told(self.issue, self.names, None)}
        for model in OF_AN_ISSUE:
            record[model._meta.label_lower] = [self._told(row) for row in _of_issue(model, self.issue, revisions)]
        return record

    def _told(self, row):
        names = self.names[type(row)]
        names[row.pk] = len(names)
        return told(row, self.names, self._add_content)

    def _add_content(self, row, content):
        name = f"{self.folder}/{_content_name(row, self.names)}"
        self.pack.add(name, content)
        return name


def _of_issue(model, issue, revisions):
    """The rows of `model` that belong to the released revisions, one at a time: some are as large as a scan."""
    if model in _BY_REVISION:
        rows = model.objects.filter(**{_BY_REVISION[model]: revisions})
    else:
        rows = model.objects.filter(**{_BY_ISSUE.get(model, "issue"): issue})
    if model is PaperDecision:
        rows = rows.filter(confirmed_at__isnull=False)
    return rows.order_by("pk").iterator(1)


_BY_REVISION = {Revision: "pk__in"}
_BY_REVISION |= dict.fromkeys((BackIssue, PaperDecision, Review, DisclosureDecision), "revision__in")
_BY_ISSUE = dict.fromkeys((Withdrawal, PublishedFile, Receipt), "publication__issue")


def _add_readable(pack, folder, bulletin, json):
    pack.add(f"{folder}/{layout.BULLETIN}", json)
    pack.add(f"{folder}/bulletin.html", page.render(bulletin))
    pack.add(f"{folder}/bulletin.txt", text.render(bulletin))


def _folder(publication):
    return f"issues/{publication.year}-{publication.slug}"


def _content_name(row, names):
    if isinstance(row, PublishedFile):
        return f"{row.publication.sequence}/{_file_name(row)}"
    if isinstance(row, Attachment):
        return f"attachments/{row.kind}-{row.position}.{_ending(row.content_type)}"
    return f"papers/{names[PaperDecision][row.pk] + 1}.{_ending(row.scan_type)}"


def _file_name(file):
    return f"{file.kind}-{file.position}.{_ending(file.content_type)}"


def _ending(content_type):
    return ENDINGS.get(content_type, "bin")


def _manifest(kind, **counts):
    made = timezone.now().isoformat(timespec="seconds")
    return {"format": layout.FORMAT, "schema": layout.SCHEMA, "kind": kind, "counts": counts, "made_at": made}
