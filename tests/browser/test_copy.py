"""复制全文, as somebody who pastes the piece into another editor meets it."""

import pytest

from tests.reading.factories import publish

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("secure", [True, False])
def test_what_is_pasted_has_its_styles_and_words_and_no_trace_of_ours(page, secure):
    publish(text="正文在此，**很重要**。")
    if secure:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto("/issues/2022/4/copy/")
    page.get_by_role("button", name="复制全文").click()
    page.get_by_role("button", name="已复制，请去粘贴").wait_for()
    page.evaluate("""() => {
        const editor = document.createElement("div");
        editor.id = "editor";
        editor.contentEditable = "true";
        document.body.append(editor);
        editor.focus();
    }""")
    page.keyboard.press("Control+v")
    pasted = page.locator("#editor")
    assert "第4号文章" in pasted.inner_text() and "很重要" in pasted.inner_text()
    assert pasted.locator("p[style*='text-indent']").count() and pasted.locator("strong, b").count()
    assert "class=" not in pasted.inner_html()
