"""Your drawings: those of this visit, how each was read, and how well each model reads this hand."""

import streamlit as st

from digitapp.learning import models
from digitapp.measuring import history as histories
from digitapp.web import figures, fitting
from digitapp.web.components.gallery import Picture, gallery
from digitapp.web.draw import visit

READINGS, ERROR, UPLOADS = "past.readings", "past.error", "past.uploads"


def show(key: str) -> None:
    """Show the last drawings as the model of the key reads them, the score of all models, export and import."""
    state = st.session_state
    with st.expander("Your drawings", key="past", icon=":material/history:", on_change="rerun") as section:
        if not section.open:
            return
        history = visit.history()
        known = state.get(READINGS, {})
        if history.entries:
            if model := fitting.chosen(key):
                state[READINGS] = histories.readings(history.shown, {key: model}, known)
                _pictures(history, key)
        else:
            st.markdown(
                "A drawing comes here when you clear it, or when you say below the verdict whether it was read right. "
                "Press it here and it is back on the canvas."
            )
        if history.judged and (fitted := fitting.fitted("past")):
            state[READINGS] = state.get(READINGS, {}) | histories.readings(history.judged, fitted, known)
            _score(history)
        _files(history)


def _pictures(history: histories.History, key: str) -> None:
    readings = st.session_state[READINGS]

    def bring_back(number: int) -> None:
        visit.bring_back(history.shown[number].strokes)

    pictures = []
    for entry in history.shown:
        label = readings[entry.text, key]
        words, judgement = f"read as {label}", "not judged yet"
        if entry.meant is not None:
            judgement = "right" if entry.meant == label else f"was a {entry.meant}"
            words += " ✓" if entry.meant == label else f", was {entry.meant}"
        pictures.append(Picture(entry.picture, words, f"Bring back this drawing, read as {label}, {judgement}"))
    gallery(pictures, "past-pictures", bring_back)
    st.caption(f"The last {histories.SHOWN}, read by: {models.title(key)}. Press one to have it back on the canvas.")


def _score(history: histories.History) -> None:
    scores = histories.scores(history.judged, models.KEYS, st.session_state[READINGS])
    st.subheader("How well your hand is read", anchor=False)
    st.html(figures.models({key: (str(score.correct), figures.between(score.interval)) for key, score in scores.items()}))
    judged = len(history.judged)
    st.caption(
        f"How many of the {judged} drawing{'s' if judged > 1 else ''} that you judged were read right (a best guess counts), "
        "and the range where that share would lie if you drew many more (95 % interval). Few drawings leave a wide range."
    )


def _files(history: histories.History) -> None:
    state = st.session_state
    state.setdefault(UPLOADS, 0)
    upload = f"past.upload.{state[UPLOADS]}"

    def take() -> None:
        file = state[upload]
        state[ERROR] = None
        if file is None:
            return
        try:
            state[visit.HISTORY] = history.with_file(file.getvalue())
            state[UPLOADS] += 1
        except histories.HistoryError as error:
            state[ERROR] = str(error)

    if history.judged:
        st.download_button(
            f"Export the judged drawings ({len(history.judged)})",
            history.export,
            "drawings.json.gz",
            "application/gzip",
            key="past-export",
            icon=":material/download:",
            on_click="ignore",
        )
    st.file_uploader(
        "Import drawings (a file that was exported here, or one in the benchmark's format)",
        type=["json", "gz"],
        max_upload_size=histories.MAX_BYTES // 1_000_000,
        key=upload,
        on_change=take,
    )
    if error := state.get(ERROR):
        st.error(error, icon=":material/broken_image:")
