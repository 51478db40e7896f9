"""What the office's search boxes find a hub and a case study by."""

from accounts.office_text import Source, searchable
from bulletin.markup import plain_text
from hubs.models import CaseStudy, Figure, Hub, Milestone


def register():
    searchable(Hub, words_of_hub, rows=Hub.objects.all)
    searchable(
        CaseStudy,
        _words_of_case,
        rows=CaseStudy.objects.with_evidence,
        drawn_from=(
            Source(Hub, "id", "hub"),
            Source(Figure, "case_study_id", "pk"),
            Source(Milestone, "case_study_id", "pk"),
        ),
    )


def words_of_hub(hub):
    """Also as a heading names it: 英国伦敦科技创新中心."""
    yield from (hub.name, f"{hub.country}{hub.name}", hub.aliases, hub.city, hub.slug)


def words_of_body(text):
    """As it is typed and, where it has marks, as it is printed."""
    yield text
    if (printed := plain_text(text)) != text:
        yield printed


def _words_of_case(case):
    yield from words_of_hub(case.hub)
    yield case.thesis
    yield from words_of_body(case.body)
    yield from (case.formula, case.sources, case.key)
    for one in case.figures.all():
        yield from (str(one), one.source)
    yield from map(str, case.milestones.all())
