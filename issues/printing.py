"""The bulletin on paper: typeset for the office and its readers, and kept once with every publication."""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts import audit
from bulletin.rendering import pdf, word
from bulletin.value import public_form
from issues.models import Audience, Publication, PublishedFile, Series
from issues.models.masthead import Grids, numbering

Kind = PublishedFile.Kind
LATER = "补排"


def fonts():
    """The owner's fonts first, then the free ones."""
    return pdf.Fonts(tuple(settings.FONT_DIRS))


def grid():
    """The page of this house: characters × lines."""
    series = Series.objects.first()
    return series.page_grid if series else Grids.HOUSE.value


def typeset(bulletin, *, page_grid=None):
    """The paper without any mark; the same bulletin gives the same bytes. Raises MissingGlyph."""
    return _typeset(bulletin, page_grid or grid(), fonts())


# The forms of a revision are asked for again: printed for inside, then for everybody, and proved by `verify`.
@lru_cache(maxsize=16)
def _typeset(bulletin, page_grid, fonts):
    return pdf.render(bulletin, grid=page_grid, fonts=fonts)


def unprintable(bulletin):
    """A sentence naming the characters that no font has, for want of which nothing can be printed."""
    if missing := pdf.missing_characters(bulletin, fonts()):
        yield str(pdf.MissingGlyph(missing))


def marked(bulletin, *, draft="", watermark=""):
    """The paper with a mark on every page, made on request and never kept. Raises MissingGlyph."""
    return pdf.render(bulletin, grid=grid(), fonts=fonts(), draft=draft, watermark=watermark)


def as_word(bulletin, *, draft=""):
    """The Word file, laid out as the paper is."""
    return word.render(bulletin, grid=grid(), draft=draft)


def for_press(bulletin, copies=()):
    """付印稿: red mixed for a printing house; with `copies` (份号) once for each of them. Raises MissingGlyph."""
    if copies:
        return pdf.render_copies(bulletin, copies, grid=grid(), fonts=fonts())
    return pdf.render(bulletin, grid=grid(), fonts=fonts(), press=True)


def made_with():
    """Program, templates and fonts of this installation."""
    return pdf.made_with(fonts())


# What is kept


def forms_of(publication):
    """The forms of which a file is kept: {kind: Bulletin}."""
    whole = publication.bulletin
    return {Kind.WHOLE: whole} | ({Kind.PUBLIC: public_form(whole)} if publication.is_public else {})


def keep(publication):
    """Store the files that `publication` is to have and has not; returns {kind: sha256} of the new ones."""
    there = set(publication.files.values_list("kind", flat=True))
    forms = {kind: form for kind, form in forms_of(publication).items() if kind not in there}
    return {kind.value: _keep(publication, kind, form).sha256 for kind, form in forms.items()}


def _keep(publication, kind, bulletin):
    page_grid = grid()
    content = typeset(bulletin, page_grid=page_grid)
    return PublishedFile.objects.create(
        publication=publication,
        kind=kind,
        file_name=file_name(publication, "（公开版）" if kind == Kind.PUBLIC else ""),
        content_type="application/pdf",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        page_grid=page_grid,
        typeset_with=made_with(),
    )


def keep_later(publication):
    """`keep` for a publication that went without; recorded, as what is kept at publication is with the move."""
    with transaction.atomic():
        if files := keep(publication):
            subject = f"{audit.subject_of(publication.issue)} {publication.numbering}"
            told = {"issue": str(publication.issue.key), "publication": publication.sequence}
            audit.record(LATER, by=None, subject=subject, **told, files=files)
    return files


def waiting():
    """The publications without the files they are to have: those of before files were kept, and 过刊."""
    has = {kind: Exists(PublishedFile.objects.filter(publication=OuterRef("pk"), kind=kind)) for kind in Kind}
    lacking = ~has[Kind.WHOLE] | (Q(audience=Audience.PUBLIC) & ~has[Kind.PUBLIC])
    return Publication.objects.filter(lacking, issue__disposal=None)


def kept(publication, *, whole):
    """The file kept of the whole or the public form; set now for a publication that waits for it.

    Raises MissingGlyph.
    """
    kind = Kind.WHOLE if whole else Kind.PUBLIC
    file = publication.files.filter(kind=kind).first()
    return bytes(file.content) if file else typeset(forms_of(publication)[kind])


def watermarked(publication, words):
    """The whole form with `words` on every page, as its own file is laid out. Raises MissingGlyph."""
    file = publication.files.filter(kind=Kind.WHOLE).only("page_grid").first()
    page_grid = file.page_grid if file else grid()
    return pdf.render(publication.bulletin, grid=page_grid, fonts=fonts(), watermark=words)


def file_name(numbered, mark="", ending="pdf"):
    """决策参阅2022年第4期.pdf, of an issue or a publication; `mark` stands before the ending."""
    name = numbering(numbered) if numbered.number else "（未编号）"
    return f"{numbered.series_title}{name}{mark}.{ending}"
