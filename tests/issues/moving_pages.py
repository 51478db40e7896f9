"""The pages of the moves, as the tests open and post them."""

from django.test import Client

from issues.models import Issue


def signed_in(user, **settings):
    client = Client(**settings)
    client.force_login(user)
    return client


def page(issue):
    return f"/admin/issues/issue/{issue.pk}/change/"


def address(issue, move):
    return f"/admin/issues/issue/{issue.pk}/moves/{move}/"


def post(user, issue, move, **data):
    return signed_in(user).post(address(issue, move), data)


def text(response):
    return response.content.decode()


def now(issue):
    return Issue.objects.get(pk=issue.pk)
