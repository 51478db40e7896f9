"""What the pages of 影像件 and 插图 share: who may change them, and how a file leaves the house."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import access, downloads
from accounts.access import Action
from issues import moves
from issues.files import CannotRead

LOST = "页面信息不全，请重新打开这一页。"


def demand_editor(request):
    if not access.allows(request.user, Action.EDIT):
        raise PermissionDenied


def may_change(request, issue):
    return access.allows(request.user, Action.EDIT) and issue.is_editable


def change(request, issue, alter):
    """Claim the issue as it was seen and `alter` it. Raises Refused or CannotRead, with nothing changed."""
    version = request.POST.get("lock_version", "")
    if not version.isdecimal() or len(version) > 9:
        raise CannotRead(LOST)
    with transaction.atomic():
        alter(moves.editing(issue.pk, by=request.user, lock_version=int(version)))


def download(attachment):
    """The file as a download that no browser takes for anything else."""
    return downloads.uploaded(bytes(attachment.content), attachment.file_name, attachment.content_type)
