"""Teach it: a model refitted with the class's drawings, and tested on the pupil whose drawings it has not seen."""

import streamlit as st

from digitapp.board import teach
from digitapp.board.results import Results
from digitapp.board.teach import Taught
from digitapp.learning import models
from digitapp.web import accuracies, cached, figures
from digitapp.web.accuracies import Row
from digitapp.web.board.waiting import result_of

MODEL, WANTED = "class.teach.model", "class.teach.wanted"
ALPHA = 0.05


def teaching(code: str, found: Results) -> None:
    """Let the host teach a model the drawings of `found`."""
    st.subheader("Teach it", anchor=False)
    pupils = len(set(found.pupils.tolist()))
    st.markdown(
        "The model learns from the data set **and** from this class's drawings, except one pupil's, on which it is tested; "
        f"so in turn for each of the {pupils}. Testing it on drawings it has learnt from would prove nothing."
    )
    if pupils < 2:
        st.info("Two pupils are needed: one teaches, the other tests.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox("Model", teach.KEYS, format_func=models.title, key=MODEL, width=320)
        st.button("Teach it", key="class.teach.go", icon=":material/school:", on_click=_want, args=(key,))
    wanted_key = st.session_state.get(WANTED)
    if wanted_key not in teach.KEYS:
        return
    wanted = (code, tuple(sent.seq for sent in found.drawings), wanted_key)
    taught = result_of(
        f"{models.title(wanted_key).capitalize()} is learning, once for each pupil ...",
        lambda: cached.class_teaching(*wanted, found),
        lambda: cached.class_teaching.clear(*wanted, found),
        "teach",
    )
    if taught is not None:
        _show(wanted_key, taught)


def _want(key: str) -> None:
    st.session_state[WANTED] = key


def _show(key: str, taught: Taught) -> None:
    before, after = taught.tallies
    title = models.title(key)
    rows = [Row("before", "Before", f"{title}, data set only", before), Row("after", "After", "and the other pupils", after)]
    judged = accuracies.has_interval(before)
    st.html(accuracies.chart(rows, f"{title} before and after it was taught", has_head=False, is_judged=judged))
    test, difference = taught.test, taught.difference
    chance = "That may well be chance." if test.p >= ALPHA else "That is more than chance."
    if not test.only_first + test.only_second:
        st.markdown(
            "Each drawing is read right, or misread, as before: from these drawings it learnt nothing that counts here."
        )
        return
    words = (
        f"{figures.count(test.only_first, 'drawing')} read right only after teaching, {test.only_second:,} only before. If "
        f"teaching made no difference, a count this uneven would come up {figures.chance(test.p)} of the time (McNemar's exact "
        f"paired test). {chance}"
    )
    if difference.over_pupils is not None:
        low, high = (figures.signed(100 * end, 1) for end in difference.over_pupils)
        words += f" Over pupils: {figures.signed(100 * difference.share, 1)} percentage points ({low} to {high})."
    st.markdown(words)
