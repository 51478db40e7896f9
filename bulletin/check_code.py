"""校验码: eight characters that tell on a signed sheet which frozen words were signed."""

import unicodedata

# Nobody takes one of these for another in print: no 0 O 1 I. Five bits each, forty in all.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 8
HEX_DIGITS = 10
FAULT = "校验码是八个字母和数字，如“K7QM-4XRT”，其中没有0、1和字母I、O。请照审签单上印的填。"


def check_code(digest: str) -> str:
    """The code of the words with this SHA-256 (64 hex digits), as printed: K7QM-4XRT."""
    bits = int(digest[:HEX_DIGITS], 16)
    letters = "".join(ALPHABET[bits >> shift & 31] for shift in range(5 * LENGTH - 5, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"


def read_code(typed: str) -> str:
    """A code however it was typed, as printed. Raises ValueError in Chinese for anything else."""
    letters = [letter for letter in unicodedata.normalize("NFKC", typed).upper() if letter.isalnum()]
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        raise ValueError(FAULT)
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def digest_start(code: str) -> str:
    """The first hex digits of every digest with this code: the inverse of check_code."""
    bits = 0
    for letter in code.replace("-", ""):
        bits = bits << 5 | ALPHABET.index(letter)
    return f"{bits:0{HEX_DIGITS}x}"
