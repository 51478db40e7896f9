"""Text from Word or WPS, pasted into the office's forms."""

import pytest

from accounts.access import Role
from tests.hubs.factories import make_case_study
from tests.people import person

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """([types, text]) => {
  const field = document.querySelector("#id_body");
  field.focus();
  const clipboardData = new DataTransfer();
  for (const type of types) clipboardData.setData(type, text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def body(page, client, live_server):
    """The body of a case study in an editor's form, reading “前后”."""
    case_study = make_case_study(body="前后")
    client.force_login(person("", Role.EDITOR))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(f"/admin/hubs/casestudy/{case_study.pk}/change/")
    return page.locator("#id_body")


def paste(body, text, kind="text/plain"):
    body.page.evaluate(PASTE, [[kind], text])
    return body.input_value()


def test_word_text_arrives_as_clean_paragraphs_at_the_caret(body):
    body.evaluate("field => field.setSelectionRange(1, 1)")
    typed = "\u3000\u3000第一段\u00a0有\u200b空格。 \r\n\r\n\r\n  3. 认定后\u000b软回车\ufeff\u3000\r\n"
    assert paste(body, typed) == "前第一段 有空格。\n3. 认定后\n软回车后"


def test_a_selection_is_replaced_and_official_marks_stay(body):
    body.evaluate("field => field.select()")
    assert paste(body, "5*3*2\n[注]: 数据\n<a级>\n# 号\n_") == "5*3*2\n[注]: 数据\n<a级>\n# 号\n_"


def test_a_page_without_plain_text_is_taken_by_paragraphs(body):
    body.evaluate("field => field.select()")
    page = "<html><head><style>p{}</style></head><body><!--StartFragment-->"
    page += "<p style='color:red'>第一\n段<br>软回车</p><p>&nbsp;</p><div><b>第二</b>段</div></body>"
    assert paste(body, page, "text/html") == "第一段\n软回车\n第二段"
