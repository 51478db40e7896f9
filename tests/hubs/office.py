"""Somebody at the office's pages, as a test meets them."""

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.people import person


def at_desk(*roles, user=None):
    """A client signed in as `user`, or as a new person with `roles`; `.user` says who."""
    client = Client()
    client.user = user or person("", *roles)
    client.force_login(client.user)
    return client


def upload(client, address, source, name="表.csv"):
    """The page that answers an upload to `address`: the preview, or what is wrong."""
    return client.post(address, {"sheet": SimpleUploadedFile(name, source)}, follow=True)


def preview_of(page):
    """The address of the preview `page`."""
    return page.redirect_chain[-1][0]


def confirm(client, page):
    """The answer to pressing 确认导入 on the preview `page`."""
    return client.post(preview_of(page), {"confirm": "1"}, follow=True)


def told(page):
    """The text of the page's errors and messages."""
    content = page.content.decode()
    items = re.findall(r"<li[^>]*>(.*?)</li>", content, re.S)
    return unescape("\n".join(re.sub("<[^>]+>", "", item).strip() for item in items))


def seen_on(client, address):
    """What a form at `address` carries of the row it shows."""
    return re.search(r'name="seen" value="([0-9a-f]{64})"', client.get(address).content.decode())[1]
