"""A result that a job may have to work for: meanwhile how far it is, and the page comes back when it is done."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from digitapp.web.jobs import Job

FAILED = "This calculation failed."
QUEUED = "Waiting for another calculation ..."


def result_of(words: str, ask: Callable[[], Any], again: Callable[[], None], name: str) -> Any:
    """What `ask` returns, if that is no job that is still at it: then None, and a progress bar with the words.

    Of a job that failed, a sentence and a button, which calls `again`. Not for a fragment: what waits is one itself.
    """
    result = ask()
    if not isinstance(result, Job):
        return result
    if not result.is_done:
        _progress(words, result)
    elif result.error:
        st.error(FAILED, icon=":material/error:")
        st.button("Try again", key=f"class.{name}.again", on_click=again)
    else:
        return result.result
    return None


@st.fragment(run_every=0.5)
def _progress(words: str, job: Job) -> None:
    if job.is_done:
        st.rerun()
    st.progress(job.share or 0.0, text=QUEUED if job.share is None else words)
