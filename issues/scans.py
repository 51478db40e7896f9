"""影像件: the pages of an issue as they were scanned, kept with the draft and copied to what is published."""

from issues.models import Attachment, PublishedFile


def keep(publications):
    """Copy the scans of the issues to their new `publications`."""
    of_issue = {publication.issue_id: publication for publication in publications}
    scans = Attachment.objects.filter(issue__in=of_issue, kind=Attachment.Kind.SCAN)
    # One after the other: they may be 20 MB each.
    for scan in scans.order_by("issue", "position").iterator(1):
        _keep(scan, of_issue[scan.issue_id])


def _keep(scan, publication):
    names = ("position", "file_name", "content_type", "content", "sha256")
    same = {name: getattr(scan, name) for name in names}
    PublishedFile.objects.create(publication=publication, kind=PublishedFile.Kind.SCAN, **same)
