"""The people of the office at their browsers: what they do, in the office's words."""

import re
from contextlib import contextmanager

from django.conf import settings
from playwright.sync_api import expect

from tests.browser.visiting import PATIENCE
from tests.people import PASSWORD

# The real issue as text taken off paper.
TEXT = settings.BASE_DIR / "fixtures" / "2022-4.txt"


class Visitor:
    """Somebody at a browser of his own. `problems` is what the browser complained of."""

    def __init__(self, browser, url):
        self.context = browser.new_context(base_url=url, locale="zh-CN", timezone_id="Asia/Shanghai")
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.problems = problems_of(self.context)

    def reads(self, address):
        """The status, and the text of the page between its head and foot (of another format, all of it)."""
        response = self.page.goto(address)
        main = self.page.locator("main")
        return response.status, (main if main.count() else self.page.locator("body")).text_content()

    def is_told(self, words):
        expect(self.page.locator("body")).to_contain_text(words)


class Colleague(Visitor):
    """A member of the office, who works on one issue at a time."""

    def __init__(self, browser, url, user):
        super().__init__(browser, url)
        self.user = user

    def signs_in(self):
        self.page.goto("/accounts/login/")
        self.page.fill("[name=username]", self.user.username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_url("**/admin/")

    def signs_out(self):
        self.page.goto("/admin/")
        self.page.get_by_role("button", name="注销").click()
        self.page.wait_for_url(lambda url: not url.endswith("/admin/"))

    # On the way to an issue

    def imports(self, path):
        self.page.get_by_role("link", name="导入期次").click()
        self.page.wait_for_load_state()
        self.page.set_input_files("[name=file]", path)
        self.page.get_by_role("button", name="读取并核对").click()
        self.is_told("现在还没有建草稿")
        self.page.get_by_role("button", name="确认导入，存为草稿").click()
        self.page.wait_for_url("**/change/")

    def opens(self, title, waiting=""):
        """From the first page, where it says what waits for him."""
        self.page.goto("/admin/")
        entry = self.page.locator(".desk li", has_text=title).filter(has_text=waiting)
        entry.get_by_role("link", name=re.compile(title)).first.click()
        self.page.wait_for_url("**/change/")

    def finds(self, title):
        """In the list of issues."""
        self.page.goto("/admin/issues/issue/")
        self.page.get_by_role("link", name=title).click()
        self.page.wait_for_url("**/change/")

    # Writing

    def fills(self, field, words):
        self.page.fill(f"[name={field}]", words)

    def proposes(self, attribute):
        self.page.locator("[name=attribute]").select_option(label=attribute)

    def gives_theme(self, number, theme):
        """To lesson `number` of the issue, in the little window behind the pencil."""
        row = self.page.locator("#attached_lessons-group .inline-related").nth(number - 1)
        with self.page.expect_popup() as opened:
            row.locator(".change-related").click()
        window = opened.value
        window.locator(".field-theme .select2-selection").click()
        window.keyboard.type(theme)
        options = window.locator(".select2-results__option")
        expect(options).to_have_count(1)
        expect(options).to_contain_text(theme)
        options.click()
        with window.expect_event("close"):
            window.click("[name=_save]")

    def corrects(self, wrong, right):
        """A word of the section that holds it."""
        for field in self.page.locator("#sections-group textarea[name$=-body]").all():
            if wrong in field.input_value():
                field.fill(field.input_value().replace(wrong, right))
                return
        raise AssertionError(f"“{wrong}” stands nowhere")

    def saves(self):
        self.page.click("[name=_continue]")
        expect(self.page.locator(".messagelist .success")).to_be_visible()
        self.page.wait_for_load_state()

    def previews(self):
        """The text of the page as it will be printed."""
        self.page.get_by_role("link", name="预览", exact=True).click()
        self.page.wait_for_load_state()
        return self.page.locator("article.bulletin").text_content()

    # 办理

    def presses(self, move):
        """A button that acts at once, and what it answers."""
        self._button(move).click()
        return self._answer()

    def decides(self, move, *, choose=(), **words):
        """On the page of its own that `move` asks for more on; `words` go into the fields of these names."""
        self.page.locator(".moves").get_by_role("link", name=f"{move}…", exact=True).click()
        for choice in choose:
            self.page.get_by_role("radio", name=choice).check()
        for field, text in words.items():
            self.page.fill(f"[name={field}]", text)
        self.page.locator(".desk-form button[type=submit]").click()
        return self._answer()

    def may_not(self, move):
        """Why the button is off."""
        expect(self._button(move)).to_be_disabled()
        return self._offer(move).locator(".moves-why").text_content()

    def enters_from_paper(self, move, *, of, words, check_code=""):
        self.page.get_by_role("link", name="补录纸上的决定").click()
        self.page.locator(".paper-choices").get_by_role("link", name=move, exact=True).click()
        self.page.locator("[name=decided_by]").select_option(label=of)
        self.page.fill("[name=words]", words)
        if check_code:
            self.page.fill("[name=check_code]", check_code)
        else:
            self.page.check("[name=has_no_code]")
        self.page.get_by_role("button", name="录入，交同事核对").click()
        self.page.wait_for_load_state()
        return self.page.locator(".messagelist, .desk-refusal").inner_text()

    def corrects_the_code(self, check_code):
        """On the page of 补录 that came back with a sentence."""
        self.page.fill("[name=check_code]", check_code)
        self.page.get_by_role("button", name="录入，交同事核对").click()
        return self._answer()

    def prints(self, name):
        """The bytes of a PDF that the page of 打印 offers."""
        self.page.get_by_role("link", name="打印", exact=True).click()
        address = self.page.get_by_role("link", name=name, exact=True).get_attribute("href")
        printed = self.context.request.get(address)
        assert printed.headers["content-type"] == "application/pdf"
        self.page.go_back()
        return printed.body()

    def confirms_paper(self):
        self.page.goto("/admin/")
        self.page.locator(".desk li", has_text="补录等您核对").get_by_role("link").click()
        self.page.get_by_role("button", name="与原件一致，生效").click()
        return self._answer()

    def wishes(self):
        """What the reviewers want changed, at the head of the form."""
        return self.page.locator(".wishes").inner_text()

    def history(self):
        self.page.locator(".moves-history > summary").click()
        return self.page.locator(".moves-history").inner_text()

    def _offer(self, move):
        return self.page.locator(".moves-move", has=self.page.get_by_role("button", name=move, exact=True))

    def _button(self, move):
        return self._offer(move).get_by_role("button", name=move, exact=True)

    def _answer(self):
        self.page.wait_for_url("**/change/")
        return self.page.locator(".messagelist").inner_text()


class Stage:
    """Opens a browser for each who comes; in the end nobody's may have complained."""

    def __init__(self, browser, url):
        self.browser, self.url, self.visitors = browser, url, []

    def visitor(self):
        return self._enters(Visitor(self.browser, self.url))

    @contextmanager
    def at_work(self, user):
        """`user` signs in, works, and signs out."""
        colleague = self._enters(Colleague(self.browser, self.url, user))
        colleague.signs_in()
        yield colleague
        colleague.signs_out()

    def _enters(self, visitor):
        self.visitors.append(visitor)
        return visitor

    def ends(self):
        for visitor in self.visitors:
            visitor.context.close()
        assert [problem for visitor in self.visitors for problem in visitor.problems] == []


def problems_of(context):
    """A list that grows when a page of the context stumbles, breaks the content security policy, misses a part of it
    or asks elsewhere."""
    problems = []

    def heard(message):
        # What could not be fetched is told by `answered`, and a page may well be refused.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            problems.append(f"{message.text} ({message.page.url if message.page else ''})")

    def asked(request):
        if not re.match(r"(https?://(127\.0\.0\.1|localhost)[:/]|data:|blob:)", request.url):
            problems.append(f"asked for {request.url}")

    def answered(response):
        if response.status >= 400 and response.request.resource_type != "document":
            problems.append(f"{response.status} for {response.url}")

    context.on("console", heard)
    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on("request", asked)
    context.on("response", answered)
    return problems
