import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitapp.board import codes, limits
from digitapp.board.limits import BoardError


def test_a_code_can_be_read_from_the_wall_and_said():
    code = codes.new_code(random.Random(0))
    assert len(code) == 6
    assert not set("0O1IL") & set(codes.ALPHABET)
    assert codes.spoken("K7PM2X") == "K7P M2X"


@pytest.mark.parametrize("typed", ["K7PM2X", "k7pm2x", " k7p m2x ", "K7P-M2X", "k 7 p m 2 x"])
def test_a_code_may_be_typed_as_it_is_said(typed):
    assert codes.read(typed) == "K7PM2X"


@pytest.mark.parametrize("typed", ["", "K7PM2", "K7PM2XX", "K7PM2O", "K7PM21", "\u0667PPM2X", "K7PM2X\0", "K7PM2X" * 200_000])
def test_what_can_be_no_code_is_a_sentence(typed):
    with pytest.raises(BoardError, match="A code has 6 letters and digits"):
        codes.read(typed)


@given(st.text())
def test_whatever_is_typed_is_a_code_or_a_sentence(typed):
    with suppress(BoardError):
        assert set(codes.read(typed)) <= set(codes.ALPHABET)


def test_nobody_guesses_a_token_and_only_its_hash_tells_it():
    first, second = (codes.new_token(random.SystemRandom()) for _ in range(2))
    assert first != second
    assert len(first) == 43
    assert limits.TOKEN_BYTES * 8 >= 128
    kept = codes.hashed(first)
    assert first not in kept
    assert codes.is_of(first, kept)
    assert not any(codes.is_of(other, kept) for other in (second, "", kept, first.lower(), first + " ", "\ud800", "é"))


def test_wrong_codes_are_slowed():
    assert [codes.wait(wrong) for wrong in range(8)] == [0, 0, 0, 2, 4, 8, 16, 32]
    assert codes.wait(8) == codes.wait(10**9) == 60
