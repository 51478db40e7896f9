"""A parsed bulletin → a draft issue, whole or not at all."""

import dataclasses
import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from accounts import audit, authorship
from bulletin import formula
from bulletin.parsing.lessons import suggestions
from bulletin.serialization import printed_digest
from bulletin.value import Bulletin, Kind
from hubs.models import CaseStudy, Hub
from hubs.recognition import Known, proposed_from_heading
from issues import rows
from issues.models import UNSORTED, AttachedLesson, Attachment, Intake, Issue, Section, Series
from issues.snapshot import bulletin_of
from lessons.models import Lesson, Theme

REFUSED = audit.Event.REFUSED
record_refusal = audit.record_refusal


class CannotTakeIn(Exception):
    """The bulletin cannot become a draft; str() says why and what to do."""


@dataclass(frozen=True)
class Outcome:
    """`made` are the primary keys of the hubs, case studies and lessons that were new, by those words."""

    issue: Issue
    created: bool
    lines: tuple[str, ...]
    made: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class HubMatch:
    """What the case in section number `section` (from 0) is about: a known hub, or a proposal for a new one."""

    section: int
    heading: str
    hub: Hub | None
    proposal: dict[str, str] | None


class Hubs:
    """The kept hubs, read once for any number of bulletins."""

    def __init__(self):
        self.known = Known(Hub.objects.kept())
        self.of_heading = {}

    def recognise(self, heading):
        if heading not in self.of_heading:
            self.of_heading[heading] = self.known.recognise(heading)
        return self.of_heading[heading]

    def add(self, hub):
        self.known.add(hub)
        self.of_heading.clear()


def hub_matches(bulletin: Bulletin, hubs: Hubs | None = None, chosen=None) -> list[HubMatch]:
    """One match for each case of the bulletin, in order; `chosen` are hubs said by hand, by the place of the case."""
    hubs, chosen = hubs or Hubs(), chosen or {}
    cases = [(place, one.heading) for place, one in enumerate(bulletin.sections) if one.kind is Kind.CASE]
    return [_match(place, heading, chosen.get(place) or hubs.recognise(heading)) for place, heading in cases]


def _match(place, heading, hub):
    return HubMatch(place, heading, hub, None if hub else proposed_from_heading(heading))


def take_in(
    bulletin: Bulletin, *, by, file_name: str, sha256: str, images=(), hubs: Hubs | None = None, chosen=None
) -> Outcome:
    """Store `bulletin` as a draft by `by`, with hubs, case studies, suggested lessons and the file's `images`.

    `hubs` are those read already, `chosen` those said by hand, by the place of the case. The same file (by `sha256`)
    again changes nothing. Raises CannotTakeIn, with nothing stored.
    """
    with transaction.atomic():
        # One import at a time, so that the same file from two windows is one draft.
        series = Series.objects.select_for_update().get()
        known = Intake.objects.filter(sha256=sha256, issue__trashed_at__isnull=True).select_related("issue").first()
        if known:
            return Outcome(known.issue, False, (f"{file_name}：此前已经导入过（{known.issue}），没有变化。",))
        if reasons := reasons_against(bulletin):
            raise CannotTakeIn("".join(reasons))
        bulletin = dataclasses.replace(bulletin, series=series.title)
        outcome = _Storing(by, hubs or Hubs()).store(bulletin, series, file_name, sha256, chosen)
        return dataclasses.replace(outcome, lines=(*outcome.lines, *_attach(outcome.issue, images, by)))


def reasons_against(bulletin: Bulletin) -> list[str]:
    """Sentences saying why the bulletin cannot be taken in: another title, or numbers that are taken."""
    return [*_another_title(bulletin), *_taken(bulletin)]


def _another_title(bulletin):
    title = Series.objects.of_this_house().title
    if bulletin.series and bulletin.series != title:
        yield f"这是《{bulletin.series}》，本系统编的是《{title}》，不能导入。"


def _taken(bulletin):
    other = bulletin.number and Issue.objects.printed_as(bulletin).first()
    if other:
        yield f"{other}已经在系统里（{other.get_state_display()}），内容不同的文件不能再导入一次。"
    elif bulletin.total and (other := Issue.objects.kept().filter(total=bulletin.total).first()):
        yield f"总第{bulletin.total}期已经在系统里（{other}），请核对总期号。"


class _Storing:
    """One bulletin on its way into rows: what is said of it, and what is made."""

    def __init__(self, by, hubs):
        self.by, self.hubs = by, hubs
        self.report, self.made = [], {"hubs": [], "cases": [], "lessons": []}

    def store(self, bulletin, series, file_name, sha256, chosen):
        issue = Issue(stages=series.stages)
        rows.fill(issue, bulletin)
        self._save(issue)
        self.report.append(f"{file_name}：建立草稿 {issue}。")
        matches = hub_matches(bulletin, self.hubs, chosen)
        case_of = {match.section: self._case(match, bulletin) for match in matches}
        Section.objects.bulk_create(map(_checked_section, rows.sections(issue, bulletin, case_of)))
        self._suggest_lessons(issue, bulletin)
        Intake.objects.create(issue=issue, file_name=file_name[:255], sha256=sha256, by=self.by)
        _refuse_loss(issue, bulletin)
        subject = f"{audit.subject_of(issue)} {issue.numbering}"
        audit.record(audit.Event.IMPORTED, by=self.by, subject=subject, sha256=sha256)
        return Outcome(issue, True, tuple(self.report), self.made)

    def _case(self, match, bulletin):
        hub = match.hub or self._new_hub(match)
        section = bulletin.sections[match.section]
        found = formula.find(section.thesis + section.text)
        case = _checked_case(CaseStudy(hub=hub, thesis=section.thesis, body=section.text, formula=found))
        authorship.save(case, by=self.by)
        self.made["cases"].append(case.pk)
        return case

    def _new_hub(self, match):
        if not match.proposal["name"]:
            raise CannotTakeIn(f"第{match.section + 1}段是案例，却没有小标题，不知道是哪个科创中心。请补上小标题。")
        hub = Hub.objects.kept().filter(name=match.proposal["name"]).first()
        if not hub:
            hub = self._made("hubs", Hub(**match.proposal))
            self.hubs.add(hub)
            self.report.append(f"“{match.heading}”是新的科创中心，已新建“{hub}”，请补充资料。")
        return hub

    def _suggest_lessons(self, issue, bulletin):
        texts = [section.text for section in bulletin.sections if section.kind is Kind.LESSONS]
        found = [one for text in texts for one in suggestions(text)]
        for place, one in enumerate(found, start=1):
            lesson = self._lesson(one.statement)
            if not issue.attached_lessons.filter(lesson=lesson).exists():
                AttachedLesson.objects.create(issue=issue, position=place, lesson=lesson, passage=one.passage)
        if found:
            self.report.append(f"从正文里找到{len(found)}条启示，放在“{UNSORTED}”，请选定主题。")

    def _lesson(self, statement):
        known = Lesson.objects.kept().filter(statement=statement).order_by("theme__name").first()
        if known:
            return known
        theme = Theme.objects.kept().filter(name=UNSORTED).first() or self._save(Theme(name=UNSORTED, position=999))
        return self._made("lessons", Lesson(theme=theme, statement=statement))

    def _made(self, kind, obj):
        self.made[kind].append(self._save(obj).pk)
        return obj

    def _save(self, obj):
        authorship.save(_checked(obj), by=self.by)
        return obj


def _attach(issue, images, by):
    """Keep the pictures of a Word file beside the issue; the sentences to tell of it."""
    for place, image in enumerate(images, start=1):
        _checked(
            Attachment(
                issue=issue,
                kind=Attachment.Kind.IMAGE,
                position=place,
                file_name=image.name,
                content_type=image.content_type,
                content=image.content,
                sha256=hashlib.sha256(image.content).hexdigest(),
                alt=image.alt,
                by=by,
            )
        ).save()
    silent = sum(not image.alt for image in images)
    return (
        (f"保存图片 {len(images)} 张{f'，其中 {silent} 张还没有说明，请在“插图”页补上' if silent else ''}。",)
        if images
        else ()
    )


def _refuse_loss(issue, bulletin):
    if printed_digest(bulletin_of(issue)) != printed_digest(bulletin):
        raise CannotTakeIn("存下的内容与读到的不一致，没有导入。请把文件交给系统管理员查看。")


def _checked_case(case):
    """Its hub is known and its key is given when it is saved: to ask the database of them takes half an import."""
    with _said_of(case):
        case.full_clean(exclude={"hub", "key"}, validate_unique=False, validate_constraints=False)
    return case


def _checked_section(section):
    """Only what the text can get wrong: place, kind and case study are given by `rows.sections`."""
    with _said_of(section):
        section.clean_fields(exclude={"issue", "case_study"})
        if section.subtitle or section.byline:
            section.validate_constraints(exclude={"case_study"})
    return section


def _checked(obj):
    with _said_of(obj):
        obj.full_clean()
    return obj


@contextmanager
def _said_of(obj):
    try:
        yield
    except ValidationError as error:
        raise CannotTakeIn("".join(_sentences(obj, error))) from error


def _sentences(obj, error):
    place = f"第{obj.position}段的" if isinstance(obj, Section) else ""
    for name, texts in error.message_dict.items():
        label = "" if name == NON_FIELD_ERRORS else f"{place}{obj._meta.get_field(name).verbose_name}："
        yield from (f"{label}{text}" for text in texts)
