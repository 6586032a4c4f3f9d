"""A page that comes back by itself when a job is done for which a part of it waits."""

import streamlit as st

from digitapp.web.jobs import Job

JOB = "waiting.job"


def promise(job: Job) -> None:
    """Have the page drawn again when the job is done."""
    if st.session_state.get(JOB) is not job:
        st.session_state[JOB] = job
        st.rerun()  # all of the page, for `keep_promise` to look at the job


def keep_promise() -> None:
    """Draw the page again when the job is done, if some part of it waits for one; for the page to call beside that part.

    A fragment that runs by itself must not stand inside another one: when the outer one starts again, Streamlit 1.67 drops
    what it has not yet sent of it, but not what is inside, which the browser then has no place for.
    """
    job = st.session_state.get(JOB)
    if job is not None and job.is_done:
        st.session_state[JOB] = None
    elif job is not None:
        _look()


@st.fragment(run_every=1)
def _look() -> None:
    if st.session_state[JOB].is_done:
        st.rerun()


@st.fragment(run_every=24 * 60 * 60)
def send_again() -> None:
    """Nothing, for the page to end with: where something runs by itself, a browser that lost its connection sends all again.

    Streamlit 1.67 would otherwise send what was drawn meanwhile with the next stroke only, if there is one.
    """
