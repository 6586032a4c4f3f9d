import pytest
import streamlit as st

from digitapp.board.store import VARIABLE
from digitapp.web import cached


@pytest.fixture
def store(monkeypatch, tmp_path):
    """The store of boards that the pages use, empty."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "boards.sqlite3"))
    for cache in (cached.boards, cached.reading, cached.class_teaching):
        cache.clear()
    st.session_state.clear()
    yield cached.boards()
    cached.boards.clear()
    st.session_state.clear()
