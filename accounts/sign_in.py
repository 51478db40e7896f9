"""Sign-in, sign-out and lock-out, told to the audit trail."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts import audit
from accounts.models import User


def connect() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="audit")
    user_logged_out.connect(_signed_out, dispatch_uid="audit")
    user_login_failed.connect(_failed, dispatch_uid="audit")
    user_locked_out.connect(_locked_out, dispatch_uid="audit")


def _signed_in(*, user: User, **_: Any) -> None:
    audit.record(audit.Event.SIGN_IN, by=user, subject=audit.subject_of(user))


def _signed_out(*, user: User | None, **_: Any) -> None:
    if user is not None:
        audit.record(audit.Event.SIGN_OUT, by=user, subject=audit.subject_of(user))


def _failed(*, credentials: dict[str, Any], **_: Any) -> None:
    _record_failure(audit.Event.SIGN_IN_FAILED, credentials.get("username"))


def _locked_out(*, username: str | None, **_: Any) -> None:
    _record_failure(audit.Event.LOCK_OUT, username)


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Under which name django-axes counts a failed sign-in; a name that is no account's is not kept as typed."""
    name = str((credentials or {}).get("username") or "")
    known = User.objects.filter(username=name).exists()
    return name if known else salted_hmac("accounts.sign_in", name).hexdigest()


def _record_failure(event: str, username: str | None) -> None:
    # A name that is no account's may be a password typed into the wrong box: it is not kept.
    known = User.objects.filter(username=username or "").first()
    subject = audit.subject_of(known) if known else "没有这个账号"
    account = {"account": known.username} if known else {}
    audit.record(event, by=None, subject=subject, outcome=audit.Outcome.FAILURE, **account)
