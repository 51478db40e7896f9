"""The only way an issue changes state. Each verb checks, compares and sets, and records, in one transaction."""

from issues.moves.accessioning import MOST_BACK_ISSUES, Entering, accession
from issues.moves.correcting import (
    abandon_correction,
    annotate,
    confirm_annotation,
    decline_annotation,
    start_correction,
)
from issues.moves.editorial import CLOSED, editing, recall, resubmit, saving, submit
from issues.moves.paper import confirm_decision, discard_decision, enter_decision
from issues.moves.publishing import cancel_schedule, decide_disclosure, publish, withdraw
from issues.moves.reasons import decidable, publishable, reasons_against
from issues.moves.refusal import Reasons, Refused, Stale
from issues.moves.reviewing import ask_changes, pass_review, send_back, sign
from issues.moves.trash import put_in_trash, restore
from issues.states import MOVES

__all__ = [
    "CLOSED",
    "MOST_BACK_ISSUES",
    "MOVES",
    "Entering",
    "Reasons",
    "Refused",
    "Stale",
    "abandon_correction",
    "accession",
    "annotate",
    "ask_changes",
    "cancel_schedule",
    "confirm_annotation",
    "confirm_decision",
    "decidable",
    "decide_disclosure",
    "decline_annotation",
    "discard_decision",
    "editing",
    "enter_decision",
    "pass_review",
    "publish",
    "publishable",
    "put_in_trash",
    "reasons_against",
    "recall",
    "restore",
    "resubmit",
    "saving",
    "send_back",
    "sign",
    "start_correction",
    "submit",
    "withdraw",
]
