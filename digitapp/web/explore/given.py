"""The drawings that a model is taught: those of this visit, or those of a file, such as the one that a class board gives."""

from functools import partial
from types import ModuleType
from typing import NamedTuple

import streamlit as st

from digitapp.learning.samples import Samples
from digitapp.measuring import teaching
from digitapp.web import figures
from digitapp.web.components import uploads
from digitapp.web.jobs import Job

MAX_MEGABYTES = 10  # of a file, as it is sent
# In the session's state: the file's drawings, or its Reading; what was wrong with the last file; how many there have been
FILE, ERROR, UPLOADS = "explore.file.drawings", "explore.file.error", "explore.file.uploads"


class Given(NamedTuple):
    """Drawings that can be learnt from, and of how many in all they are left."""

    samples: Samples
    total: int
    are_of_file: bool = False

    @property
    def whose(self) -> str:
        return "the file's" if self.are_of_file else "your"


class Reading(NamedTuple):
    """A file that is being read: how many drawings it holds, and the job that makes samples of them."""

    total: int
    job: Job


def given() -> Given | None:
    """The drawings of the file that was chosen last, else the visitor's; None, and what is going on, while a file is read."""
    match st.session_state.get(FILE):
        case None:
            history = visit().history()
            return Given(teaching.drawings(history), len(history.judged))
        case Reading(job=job) if not job.is_done:
            _progress(job)
            return None
        case Reading(job=job) if job.error:
            st.error("This calculation failed: choose the file again.", icon=":material/error:")
            return None
        case Reading(total, job):  # which still has the strokes
            st.session_state[FILE] = Given(job.result, total, are_of_file=True)
    return st.session_state[FILE]


def choose() -> None:
    """Let the visitor choose a file, or go back to their own drawings."""
    state = st.session_state
    with st.expander("Drawings from a file", icon=":material/upload_file:", expanded=FILE in state or ERROR in state):
        if FILE in state:
            st.button("Use your own drawings instead", key="explore.file.back", icon=":material/undo:", on_click=_go_back)
        if uploads.are_refused():
            st.markdown(
                "Files cannot be sent from here, as this page stands inside another site or the browser blocks cookies: "
                f"[open it in a tab of its own]({st.context.url})."
            )
            return
        key = f"explore.file.{state.setdefault(UPLOADS, 0)}"
        st.file_uploader(
            "What a class drew together, an export from the Draw page, or a file in the benchmark's format (up to "
            f"{teaching.MAX_DRAWINGS:,} drawings)",
            type=["json", "gz"],
            max_upload_size=MAX_MEGABYTES,
            key=key,
            on_change=_take,
            args=(key,),
        )
        if error := state.get(ERROR):
            st.error(error, icon=":material/error:")


def visit() -> ModuleType:
    """digitapp.web.draw.visit, loaded only here: the canvas comes with it, which this page does not show."""
    from digitapp.web.draw import visit

    return visit


def _take(key: str) -> None:
    """Read the file that the uploader with this key has just brought, or say why that failed."""
    state = st.session_state
    if (file := state[key]) is None:
        return
    _go_back()
    try:
        found = teaching.read(file.getvalue())
    except ValueError as error:
        state[ERROR] = f"digitapp cannot teach with this file: {error}."
    else:
        state[FILE] = Reading(len(found), Job(lambda do, progress: do(partial(teaching.samples_of, found), progress)))
    state[UPLOADS] += 1
    uploads.forget(file)


def _go_back() -> None:
    for name in (FILE, ERROR):
        st.session_state.pop(name, None)


@st.fragment(run_every=0.5)
def _progress(job: Job) -> None:
    if job.is_done:
        st.rerun()
    st.progress(job.share or 0.0, text="Waiting for another calculation ..." if job.share is None else "Reading the file ...")


def by_whom(drawings: Given) -> str:
    """By how many writers a file's drawings are, as far as it says."""
    count = teaching.writers(drawings.samples)
    return "by one writer, as far as the file says" if count == 1 else f"by {figures.count(count, 'writer')}"
