"""插图: the pictures that came with a Word file, kept with the draft, and what is said of them."""

from django.db.models.functions import Length

from accounts import audit
from bulletin.secrecy import refuse_marked
from bulletin.text import clean
from issues.models import Attachment

LONGEST = Attachment._meta.get_field("alt").max_length


def of(issue):
    """The pictures of a draft in order, without their content, each with its `size`."""
    images = issue.attachments.filter(kind=Attachment.Kind.IMAGE).defer("content").select_related("by")
    return images.annotate(size=Length("content")).order_by("position")


def describe(issue, words, *, by):
    """Write what is said of the pictures, by position; in the transaction of moves.saving. Raises MarkedSecret."""
    for image in of(issue):
        alt = " ".join(clean(words.get(image.position, image.alt)).split())[:LONGEST]
        refuse_marked(alt)
        if alt != image.alt:
            issue.attachments.filter(pk=image.pk).update(alt=alt)
            _record("修改图片说明", issue, by, image)


def remove(issue, position, *, by):
    """Take one picture off the draft; in the transaction of moves.saving."""
    image = of(issue).filter(position=position).first()
    if image:
        issue.attachments.filter(pk=image.pk).delete()
        _record("移除插图", issue, by, image)


def _record(event, issue, by, image):
    audit.record(event, by=by, subject=f"{audit.subject_of(issue)} {issue.numbering}", sha256=image.sha256)
