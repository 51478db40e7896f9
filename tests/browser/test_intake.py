"""A folder of 100 back issues goes from the editor's disk to 过刊入库 in one sitting."""

import io
import re
from dataclasses import replace

import pytest
from docx import Document
from playwright.sync_api import expect

from bench import corpus
from bulletin.rendering import text
from issues.models import Batch, Issue, Series
from issues.states import State
from tests.browser import axe
from tests.browser.story import Stage
from tests.issues import office
from tests.issues.batches import MARKED, MARKER, batch_of, named
from tests.issues.stored import everything_stored

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(3600),
]

MISSING = 50
# What five of them lack, and what the editor types.
MENDED = {
    7: ({"title": ""}, ("标题", "补上的标题")),
    22: ({"date": None}, ("日期", "2013-06-05")),
    31: ({"number": None, "total": None}, ("期号", "31")),
    64: ({"title": ""}, ("标题", "另一个补上的标题")),
    88: ({"date": None}, ("日期", "2014-10-22")),
}


@pytest.fixture
def cast(transactional_db):
    Series.objects.update_or_create(only=True, defaults={"title": "决策参阅"})
    return office.office()


@pytest.fixture
def stage(browser, live_server):
    stage = Stage(browser, live_server.url)
    yield stage
    stage.ends()


@pytest.fixture
def folder(tmp_path):
    """过刊: 100 issues, every tenth in Word; one of them twice, one number missing, one file marked, and some junk."""
    place = tmp_path / "过刊"
    place.mkdir()
    for total in range(1, 102):
        if total != MISSING:
            words = _words(total)
            name, content = ("docx", _in_word(words)) if total % 10 == 0 else ("txt", words.encode())
            (place / f"总第{total:03}期.{name}").write_bytes(content)
    (place / "总第002期（副本）.txt").write_bytes(_words(2).encode())
    (place / f"{MARKER}.txt").write_bytes(MARKED)
    (place / "Thumbs.db").write_bytes(b"junk")
    return place


def _words(total):
    changes, _ = MENDED.get(total, ({}, None))
    return text.render(replace(corpus.composed(total), **changes))


def _in_word(words):
    document = Document()
    for line in words.split("\n"):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_folder_of_a_hundred_back_issues_enters_in_one_sitting(stage, cast, folder):
    with stage.at_work(cast.editor) as editor:
        page = editor.page
        page.get_by_role("link", name="导入期次").click()
        page.wait_for_load_state()
        page.set_input_files("[name=folder]", folder)
        page.get_by_role("button", name="读取并核对").click()
        page.wait_for_url(re.compile(r"/intake/\d+/$"), timeout=300_000)
        for words in (
            "1 个文件带密级标志，不得接收",
            "总第50期，本批和系统里都没有",
            "缺 2014年第4期",
            "另略过系统文件 1 个",
            "95 期认得清楚",
        ):
            editor.is_told(words)
        assert MARKER not in page.content() + everything_stored()
        _mends(page)
        page.wait_for_load_state()
        page.get_by_role("button", name="确认全部 100 期，存为草稿").click()
        expect(page.get_by_text("本批可以导入的都已建成草稿，共 100 期")).to_be_visible(timeout=300_000)
        editor.is_told("重复的 1 个没有导入")
        entering = page.get_by_role("link", name="过刊入库页面").get_attribute("href")
    assert Issue.objects.filter(state=State.DRAFT).count() == 100
    assert Issue.objects.get(total=7).title == "补上的标题"

    with stage.at_work(cast.signer) as signer:
        page = signer.page
        page.goto(entering)
        page.fill("[name=ground]", "档案室第3卷，逐期核对过原件")
        page.fill("[name=signer]", "老主任")
        page.get_by_role("button", name="过刊入库").click(timeout=120_000)
        signer.is_told("已入库100期")
    assert Issue.objects.filter(state=State.PUBLISHED).count() == 100


def _mends(page):
    """Each opens behind the one before; the number of one is typed with its total."""
    page.get_by_role("link", name="先逐个核对拿不准的").click()
    for label, value in [typed for _, typed in MENDED.values()]:
        page.get_by_label(label, exact=True).fill(value)
        if label == "期号":
            page.get_by_label("总期号", exact=True).fill(value)
        page.get_by_role("button", name="保存修改").click()
        expect(page.locator(".messagelist")).to_contain_text("已保存")


def test_the_desk_can_be_used_by_everybody_at_every_width(stage, cast):
    batch_of({**named(1, 3), "表.xlsx": b"x", f"{MARKER}.txt": MARKED}, cast.editor)
    batch = Batch.objects.get()
    at = batch.get_absolute_url()
    with stage.at_work(cast.editor) as editor:
        for address in ("/admin/issues/issue/intake/", at, batch.files.first().get_absolute_url()):
            editor.page.goto(address)
            assert axe.violations(editor.page) == []
            for width in (360, 768, 1440):
                editor.page.set_viewport_size({"width": width, "height": 800})
                assert editor.page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
