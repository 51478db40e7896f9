from functools import wraps

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import Role
from accounts.models import StandIn
from issues.models import Publication
from issues.receipts import Refused, receive, signs_for
from reading import editions, receipts
from reading.views.pages import page

LARGEST = 2**63 - 1


def for_readers(view):
    """`view(request, readers)` with those the person signs for; a stranger signs in first, anybody else gets 403."""

    @wraps(view)
    def answer(request):
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("reading:receipt-list"))
        readers = signs_for(request.user)
        if not readers:
            raise PermissionDenied
        return view(request, readers)

    return answer


class Seen(forms.Form):
    """What was on the page, for whom it is signed, and whether that page was the issue's own."""

    publication = forms.IntegerField(min_value=1, max_value=LARGEST)
    reader = forms.IntegerField(min_value=1, max_value=LARGEST)
    on_issue = forms.BooleanField(required=False)


@page
@for_readers
def receipt_list(request, readers):
    """待阅与签收: what waits for the person and those he signs for, and what was signed of late."""
    return _shown(request, readers)


@require_POST
@for_readers
def receipt_sign(request, readers):
    """签收; what was corrected or withdrawn since the page was opened is refused with a sentence and the list (409)."""
    seen = Seen(request.POST)
    if not seen.is_valid():
        raise Http404
    reader = next((one for one in readers if one.pk == seen.cleaned_data["reader"]), None)
    if reader is None:
        return _no_longer(request, readers, seen.cleaned_data["reader"])
    publication = get_object_or_404(_had_by(reader), pk=seen.cleaned_data["publication"])
    try:
        receipt = receive(publication, by=request.user, reader=reader)
    except Refused as refusal:
        return _shown(request, readers, refusal.reasons, status=409)
    messages.success(request, _done(receipt, request.user))
    return redirect(receipt.publication if seen.cleaned_data["on_issue"] else "reading:receipt-list")


def _had_by(reader):
    """All that `reader` could ever read: what he saw may have ended since."""
    return Publication.objects.been_live().for_audience_of(reader).listed().select_related("revision")


def _no_longer(request, readers, pk):
    """A sentence for whoever stood in for this reader or will; to anybody else he is not there."""
    other = StandIn.objects.filter(deputy=request.user, principal=pk, role=Role.READER).select_related("principal")
    if not other:
        raise Http404
    sentence = f"没有签收：您代理{other[0].principal}的期限已过、未到或已取消。"
    return _shown(request, readers, [sentence], status=403)


def _done(receipt, user):
    on_behalf = "" if receipt.reader == user else f"{receipt.reader}的"
    return f"{on_behalf}{receipt.publication.numbering}已签收。"


def _shown(request, readers, refusals=(), status=200):
    context = {
        "here": "receipts",
        "masthead": editions.newest(request.user),
        "refusals": refusals,
        "waiting": [receipts.waiting_for(reader) for reader in readers],
        "signed": receipts.recently_signed(readers),
    }
    return render(request, "reading/receipt_list.html", context, status=status)
