"""Codes and tokens: a short code that can be spoken finds a board, a long token makes its holder the host."""

import hashlib
import hmac
import random
from base64 import urlsafe_b64encode

from digitapp.board.limits import CODE_LENGTH, FIRST_WAIT, FREE_TRIES, LONGEST_WAIT, TOKEN_BYTES, BoardError

# Without 0 and O, 1, I and L, which look alike, and without vowels, so that no code is a word
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
MAX_TYPED = 40  # characters of what is typed as a code


def new_code(source: random.Random) -> str:
    return "".join(source.choice(ALPHABET) for _ in range(CODE_LENGTH))


def new_token(source: random.Random) -> str:
    """A text for an address that nobody can guess, if `source` is `random.SystemRandom`."""
    return urlsafe_b64encode(source.randbytes(TOKEN_BYTES)).decode().rstrip("=")


def read(typed: str) -> str:
    """The code that somebody typed, in either case, with spaces or dashes or without; raises BoardError if it can be none."""
    code = "".join(typed.upper().replace("-", " ").split()) if len(typed) <= MAX_TYPED else ""
    if len(code) != CODE_LENGTH or not set(code) <= set(ALPHABET):
        raise BoardError(f"A code has {CODE_LENGTH} letters and digits, such as {spoken('K7PM2X')}: look at the wall again.")
    return code


def spoken(code: str) -> str:
    """A code as it is shown and said, in two halves: "K7P M2X"."""
    return f"{code[: CODE_LENGTH // 2]} {code[CODE_LENGTH // 2 :]}"


def hashed(token: str) -> str:
    """The SHA-256 of a token, which is all that is kept of it, as 64 hexadecimal digits."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def is_of(token: str, kept: str) -> bool:
    """Whether it is the token with this hash; takes equally long for any."""
    return hmac.compare_digest(hashed(token), kept)


def wait(wrong_tries: int) -> int:
    """How many seconds a browser waits before its next code, after so many wrong ones; a right one sets them back to 0."""
    over = wrong_tries - FREE_TRIES
    return 0 if over < 0 else min(FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT)
