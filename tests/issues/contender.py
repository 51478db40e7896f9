"""Another process at the same issue: `python -m tests.issues.contender DATABASE_URL VERB ISSUE USER`.

Says “ready” when it has looked at the issue, waits for a line on its standard input, makes its move and prints
“won” or the sentence it was refused with.
"""

import os
import sys

import django


def main(database_url, verb, issue_pk, username):
    os.environ["DATABASE_URL"] = database_url
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

    from accounts.models import User
    from issues import moves, receipts
    from issues.models import Issue

    issue = Issue.objects.get(pk=issue_pk)
    seen, by = issue.newest_revision, User.objects.get(username=username)
    verbs = {
        "pass_review": lambda: moves.pass_review(issue, by=by, revision=seen),
        "send_back": lambda: moves.send_back(issue, by=by, revision=seen, remark="重写"),
        "publish": lambda: moves.publish(issue, by=by, revision=seen, audience="internal"),
        "withdraw": lambda: moves.withdraw(issue, by=by, lock_version=issue.lock_version, kind="error", notice="有误"),
        "save": lambda: moves.saving(issue.pk, by=by, lock_version=issue.lock_version),
        "receive": lambda: receipts.receive(issue.publications.get(), by=by, reader=by),
        "import": lambda: _import_and_stall(by),
        "confirm": lambda: _confirm(by),
        "confirm_two": lambda: _confirm_and_stall(by),
    }
    say("ready")
    sys.stdin.readline()
    try:
        verbs[verb]()
        say("won")
    except moves.Refused as refusal:
        say(refusal)


def say(word):
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _import_and_stall(by):
    """Import the real issue and stop, with everything written, just before the transaction ends."""
    from pathlib import Path

    from issues import files, intake

    source = files.source_of("2022-4.txt", Path("fixtures/2022-4.txt").read_bytes())
    bulletin = files.read(source).bulletin

    def stall(*_):
        say("written")
        sys.stdin.readline()

    intake._refuse_loss = stall
    intake.take_in(bulletin, by=by, file_name="2022-4.txt", sha256="0" * 64)


def _confirm(by):
    from issues.batches.confirming import take_confident
    from issues.models import Batch

    take_confident(Batch.objects.get(), by=by, seconds=60)


def _confirm_and_stall(by):
    """Confirm two files of the batch and stop in the third, before its transaction ends."""
    from issues import intake

    left = [0, 1]

    def stall(*_):
        if left:
            return left.pop()
        say("written")
        return sys.stdin.readline()

    intake._refuse_loss = stall
    _confirm(by)


if __name__ == "__main__":
    main(*sys.argv[1:])
