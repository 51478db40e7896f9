"""check_links: every link of the site and of the published issues leads somewhere, or is named."""

import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reading import link_check
from tests.reading import factories

pytestmark = pytest.mark.django_db


def check(*arguments):
    """(exit code, what is said, what is complained of)."""
    out, err = StringIO(), StringIO()
    try:
        call_command("check_links", *arguments, stdout=out, stderr=err)
    except CommandError as failure:
        return failure.returncode, out.getvalue(), f"{err.getvalue()}{failure}"
    return 0, out.getvalue(), err.getvalue()


def complaints(*arguments):
    return check(*arguments)[2].splitlines()[:-1]


def linking(number, link, publish=factories.publish, **parts):
    return publish(number=number, text=f"见[那里]({link})。", **parts)


def test_a_sound_site_is_reported_in_one_line_and_ends_well():
    factories.publish(number=4)
    factories.publish(number=1, supplement=True, year=2021, hub="paris", theme="capital")
    linking(5, "/issues/2022/4/#hub-london")
    code, said, complained = check()
    assert (code, complained) == (0, "")
    assert len(said.splitlines()) == 1
    assert said.startswith("链接都打得开：")


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("/issues/2022/9/", "没有这一页"),
        ("/issues/2022/9.txt", "没有这一页"),
        ("/hubs/atlantis/", "没有这一页"),
        ("/lessons/nothing/", "没有这一页"),
        ("/media/attachment.pdf", "没有这一页"),
        ("/static/css/nothing.css", "没有这一页"),
        ("/accounts/nothing/", "没有这一页"),
        ("/issues/2022/7/", "已经撤下"),
        ("/issues/2022/4/#hub-atlantis", "那一页上没有这个位置"),
        ("http://testserver/issues/2022/9/", "没有这一页"),
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_issue(link, why):
    factories.publish(number=4)
    factories.withdraw(factories.publish(number=7))
    linking(5, link, hub="paris")
    code, _, complained = check()
    assert code == 1
    page = "/issues/2022/5/（第5号文章 - 2022年第5期 - 决策参阅）"
    assert f"{page}：链接“{link}”打不开，{why}。" in complained
    assert "处链接打不开" in complained


@pytest.mark.parametrize(
    "link",
    [
        "/issues/2022/4",
        "/issues/2022/4.json",
        "/issues/2022/4/#hub-london",
        "/issues/?page=1",
        "/static/css/base.css",
        "/accounts/login/?next=/",
        "/feed/",
        "http://testserver/hubs/",
        "mailto:a@example.org",
    ],
)
def test_a_link_that_leads_somewhere_is_not(link):
    factories.publish(number=4)
    linking(5, link)
    assert check()[2] == ""


def test_a_public_issue_that_leads_to_an_internal_one_leads_the_public_nowhere():
    factories.publish_internally(number=4)
    linking(5, "/issues/2022/4/", hub="paris", theme="market")
    assert any("第5期" in line and "“/issues/2022/4/”打不开" in line for line in complaints())


def test_articles_of_internal_issues_are_read_as_their_readers_do():
    inside = {"year": 2020, "publish": factories.publish_internally}
    factories.publish_internally(number=4, year=2020, hub="tokyo", theme="land")
    for number, link in enumerate(("/issues/2020/4/#hub-tokyo", "/hubs/tokyo/", "/lessons/land/", "/issues/2020/"), 5):
        linking(number, link, **inside)
    linking(9, "/issues/2020/4.txt", **inside)
    linking(10, "/issues/2020/4", **inside)
    assert check()[0] == 0
    linking(11, "/issues/2020/99/", **inside)
    linking(12, "/issues/2020/4/#hub-rome", **inside)
    assert complaints() == [
        "2020年第11期（内部）：链接“/issues/2020/99/”打不开，没有这一页。",
        "2020年第12期（内部）：链接“/issues/2020/4/#hub-rome”打不开，那一页上没有这个位置。",
    ]


def test_drafts_and_issues_to_come_are_not_read():
    factories.freeze(factories.make_bulletin(number=4, text="见[那里](/nowhere/)。"))
    linking(5, "/nowhere/", factories.schedule)
    assert check()[0] == 0


class Elsewhere(BaseHTTPRequestHandler):
    """Another site on this machine: /good, /gone, /get-only, and /slow, which answers when all is over."""

    def do_HEAD(self):
        site = type(self)
        with self.lock:
            site.asked[f"{self.command} {self.path}"] += 1
            site.at_once += 1
            site.most = max(site.most, site.at_once)
        if self.path == "/slow":
            site.over.wait()
        time.sleep(0.05)
        get_only = self.path == "/get-only" and self.command == "HEAD"
        with self.lock:
            site.at_once -= 1
        self.send_response(405 if get_only else 404 if self.path == "/gone" else 200)
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *arguments):
        pass


@pytest.fixture
def elsewhere():
    """Another site, which this machine serves: its `address`, what it was `asked`, how many at once at the `most`."""
    known = {"asked": Counter(), "at_once": 0, "most": 0, "lock": threading.Lock(), "over": threading.Event()}
    site = type("Site", (Elsewhere,), known)
    server = ThreadingHTTPServer(("127.0.0.1", 0), site)
    site.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site
    site.over.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def other_hosts(settings):
    """The site answers to no name of this machine, so that an address of it is another site's."""
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.mark.usefixtures("other_hosts")
def test_other_sites_are_listed_and_not_asked(elsewhere):
    linking(5, f"{elsewhere.address}/gone")
    code, said, _ = check()
    assert code == 0
    assert f"站外链接，没有核对：{elsewhere.address}/gone，见/issues/2022/5/" in said
    assert elsewhere.asked == {}


@pytest.mark.usefixtures("other_hosts")
def test_asked_for_other_sites_are_tried_once_each(elsewhere, monkeypatch):
    monkeypatch.setattr(link_check, "SECONDS", 5)
    text = "".join(f"[那里]({elsewhere.address}/{name})" for name in ("good", "gone", "get-only", "slow", "good"))
    factories.publish(number=4, text=text)
    factories.publish(number=5, text=text, hub="paris")
    code, _, complained = check("--external")
    assert code == 1
    named = [line.partition("站外链接")[2] for line in complained.splitlines()[:-1]]
    assert named[0] == f"“{elsewhere.address}/gone”打不开，没有这一页。"
    assert named[1].startswith(f"“{elsewhere.address}/slow”打不开，没有回答（")
    assert len(named) == 2
    asked = elsewhere.asked
    assert asked == {"HEAD /good": 1, "HEAD /gone": 1, "HEAD /get-only": 1, "GET /get-only": 1, "HEAD /slow": 1}


@pytest.mark.usefixtures("other_hosts")
def test_other_sites_are_asked_a_few_at_a_time(elsewhere):
    factories.publish(number=4, text="".join(f"[那里]({elsewhere.address}/{number})" for number in range(30)))
    assert check("--external")[0] == 0
    assert 1 < elsewhere.most <= link_check.AT_A_TIME


@pytest.mark.usefixtures("other_hosts")
def test_a_site_that_is_not_there_is_named():
    linking(5, "http://127.0.0.1:1/")
    code, _, complained = check("--external")
    assert code == 1
    assert "站外链接“http://127.0.0.1:1/”打不开，没有回答" in complained


def test_the_check_leaves_the_log_as_it_was(caplog):
    linking(5, "/nowhere/")
    assert check()[0] == 1
    assert caplog.records == []
