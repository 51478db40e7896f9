"""`verify` names whatever somebody changed behind the office's back."""

import pytest
from django.db import connection

from accounts.audit import AuditEntry
from accounts.growing import install_triggers, remove_triggers
from bulletin.serialization import digest, printed_digest, to_json
from issues import projections, verification
from issues.models import (
    DisclosureDecision,
    Disposal,
    Issue,
    Publication,
    PublishedCase,
    PublishedFigure,
    PublishedLesson,
    PublishedMilestone,
    Review,
    Revision,
)
from issues.states import State
from tests.issues.office import make_issue, office
from tests.people import person

pytestmark = pytest.mark.django_db
REVISION = "2022年第5期《第5期的标题》 第1稿"
PUBLICATION = "2022年第5期《第5期的标题》（公开）"


@pytest.fixture
def tamper():
    """Run something that the triggers forbid, as somebody with the database's password could."""
    make_issue(office(), State.PUBLISHED)
    assert problems() == []

    def run(change):
        # PostgreSQL drops no trigger of a table whose deferred checks still wait.
        connection.check_constraints()
        remove_triggers(connection)
        change()
        connection.check_constraints()
        install_triggers(connection)
        return problems()

    return run


def problems():
    return list(verification.problems())


def rewritten(revision):
    return revision.json.replace("导语一段", "别的导语")


def rewrite():
    revision = Revision.objects.get()
    Revision.objects.update(json=rewritten(revision))


def rewrite_with_digests():
    """The revision changed so well that only what was derived from it gives it away."""
    revision = Revision.objects.get()
    revision.json = rewritten(revision)
    bulletin = revision.bulletin
    assert to_json(bulletin) == revision.json
    digests = {"digest": digest(bulletin), "printed_digest": printed_digest(bulletin)}
    Revision.objects.update(json=revision.json, **digests)


def rewrite_with_all_that_follows():
    rewrite_with_digests()
    bulletin = Revision.objects.get().bulletin
    Publication.objects.update(**projections.columns(bulletin), **projections.rendered(bulletin))


def forget_a_rest():
    PublishedLesson.objects.get().cases.clear()


def revoke_silently():
    last = DisclosureDecision.objects.get()
    people = {"decided_by": last.decided_by, "entered_by": last.entered_by}
    DisclosureDecision.objects.create(revision=last.revision, attribute="withheld", ground="不公开", **people)


TAMPERED = {
    "a word of the revision": (rewrite, f"{REVISION}：冻结的内容与校验值不符。"),
    "its digest": (lambda: Revision.objects.update(digest="0" * 64), f"{REVISION}：冻结的内容与校验值不符。"),
    "its printed digest": (
        lambda: Revision.objects.update(printed_digest="0" * 64),
        f"{REVISION}：印刷内容与校验值不符。",
    ),
    "its form": (lambda: Revision.objects.update(json="{"), f"{REVISION}：冻结的内容读不出来"),
    "a word and the digests with it": (rewrite_with_digests, f"{PUBLICATION}：页面与冻结的内容不符。"),
    "the title of the publication": (
        lambda: Publication.objects.update(title="别的标题"),
        "2022年第5期《别的标题》（公开）：目录信息与冻结的内容不符。",
    ),
    "the audit of its release": (
        lambda: AuditEntry.objects.filter(event="发布").update(detail="{"),
        "条所记的发布（期次 ",
    ),
    "its audience": (
        lambda: Publication.objects.update(audience="internal"),
        "条所记的发布（期次 ",
    ),
    "its time": (
        lambda: Publication.objects.update(go_live_at="2022-01-01T00:00:00Z"),
        "条所记的发布（期次 ",
    ),
    "everything, derived anew": (rewrite_with_all_that_follows, "条所记的发布（期次 "),
    "its page": (
        lambda: Publication.objects.update(public_html="<p>别的</p>"),
        f"{PUBLICATION}：页面与冻结的内容不符。",
    ),
    "a case row": (lambda: PublishedCase.objects.update(hub_name="巴黎"), f"{PUBLICATION}：案例索引与冻结的内容不符。"),
    "an invented figure": (
        lambda: PublishedFigure.objects.create(case=PublishedCase.objects.get(), position=0, label="产值", value="1"),
        f"{PUBLICATION}：数据和大事记索引与冻结的内容不符。",
    ),
    "an invented milestone": (
        lambda: PublishedMilestone.objects.create(case=PublishedCase.objects.get(), year=2014, what="成立"),
        f"{PUBLICATION}：数据和大事记索引与冻结的内容不符。",
    ),
    "a lesson row": (
        lambda: PublishedLesson.objects.update(statement="别的启示"),
        f"{PUBLICATION}：启示索引与冻结的内容不符。",
    ),
    "what a lesson rests on": (forget_a_rest, f"{PUBLICATION}：启示与案例的关联与冻结的内容不符。"),
    "a pass taken away": (
        lambda: Review.objects.filter(stage="second").delete(),
        f"{PUBLICATION}：发布的稿子没有审满。",
    ),
    "a decision that forbids": (revoke_silently, f"{PUBLICATION}：公开发布的稿子没有“主动公开”的决定。"),
    "an internal release made public": (
        lambda: DisclosureDecision.objects.all().delete(),
        f"{PUBLICATION}：公开发布的稿子没有“主动公开”的决定。",
    ),
    "an issue said to be in review": (
        lambda: Issue.objects.create(title="无稿", state=State.FIRST_REVIEW),
        "《无稿》：正在审核，却没有稿子。",
    ),
    "an issue said to be published": (
        lambda: Issue.objects.create(state=State.PUBLISHED, year=2022, number=9, date="2022-03-01"),
        "2022年第9期（未命名）：状态是已发布，却没有发布记录。",
    ),
    "a disposal that kept the text": (
        lambda: Disposal.objects.create(issue=Issue.objects.get(), by=person(), second=person(), reason="某人批准"),
        f"{REVISION}：已作涉密处置，却还留有文字。",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), TAMPERED.values(), ids=TAMPERED)
def test_names_what_was_changed(tamper, change, sentence):
    assert any(sentence in problem for problem in tamper(change))


def changed_entry():
    AuditEntry.objects.filter(event="签发").update(actor_name="别人")


def deleted_entry():
    AuditEntry.objects.filter(event="签发").delete()


def entry_hashed_anew():
    changed_entry()
    entry = AuditEntry.objects.get(event="签发")
    AuditEntry.objects.filter(pk=entry.pk).update(hash=entry.computed_hash())


@pytest.mark.parametrize(
    ("change", "words"),
    [(changed_entry, "内容与校验值不符"), (deleted_entry, "之后缺失"), (entry_hashed_anew, "与上一条不相接")],
)
def test_names_the_broken_link_of_the_audit_chain(tamper, change, words):
    found = tamper(change)
    assert all("审计记录" in problem for problem in found)
    assert any(words in problem for problem in found)


def test_names_a_trigger_that_is_gone(tamper):
    trigger = "issues_revision_only_grows_update"
    of_table = ' ON "issues_revision"' if connection.vendor == "postgresql" else ""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{trigger}"{of_table}')
    assert problems() == [f"数据库缺少保护“{trigger}”，请重新执行 migrate。"]
