"""Your drawings: those of this visit, how each was read, and how well each model reads this visitor's handwriting."""

import streamlit as st

from digitapp.learning import models
from digitapp.learning.models import Model
from digitapp.measuring import history as histories
from digitapp.web import figures, fitting
from digitapp.web.components.gallery import Picture, gallery
from digitapp.web.draw import visit
from digitapp.web.jobs import Job

READINGS, ERROR, UPLOADS = "draw.past.readings", "draw.past.error", "draw.past.uploads"

# Answer.is_right in words
COUNTED = (
    "A digit counts as read right if the best guess is right, even where the model is not sure. What is not a digit counts as "
    "read right if the model refuses it; only the best reader ever does."
)


def show(key: str, model: Model | None, job: Job | None) -> None:
    """Show the last drawings as the model of the key reads them, the score of all models, export and import.

    The model is None if it could not be fitted.
    """
    state = st.session_state
    with st.expander("Your drawings", key="draw.past", icon=":material/history:", on_change="rerun") as section:
        if not section.open:
            return
        history = visit.history()
        known = state.get(READINGS, {})
        if not history.entries:
            st.markdown(
                "Drawings appear here when you clear them, or when you say below the verdict whether they were read right. "
                "Press one to put it back on the canvas."
            )
        elif model is None:
            fitting.say_failed()
        else:
            state[READINGS] = histories.readings(history.shown, {key: model}, known)
            _pictures(history, key)
        if history.judged and (fitted := fitting.fitted(job, "past")):
            state[READINGS] = state.get(READINGS, {}) | histories.readings(history.judged, fitted, known)
            _score(history)
        _files(history)


def _pictures(history: histories.History, key: str) -> None:
    readings = st.session_state[READINGS]

    def bring_back(number: int) -> None:
        visit.bring_back(history.shown[number].strokes)

    pictures = []
    for entry in history.shown:
        answer = readings[entry.text, key]
        words, judgement = str(answer), "not judged yet"
        if entry.meant is not None:
            is_right = answer.is_right(entry.meant)
            judgement = "right" if is_right else f"was {figures.meant(entry.meant)}"
            words += " ✓" if is_right else f", was {'no digit' if isinstance(entry.meant, str) else entry.meant}"
        pictures.append(Picture(entry.picture, words, f"Bring back this drawing, {answer}, {judgement}"))
    gallery(pictures, "draw.past.pictures", bring_back)
    st.caption(f"The last {histories.SHOWN}, read by: {models.title(key)}. Press one to put it back on the canvas.")


def _score(history: histories.History) -> None:
    scores = histories.scores(history.judged, models.KEYS, st.session_state[READINGS])
    st.subheader("How well your handwriting is read", anchor=False)
    st.html(figures.models({key: (str(score.correct), figures.between(score.interval)) for key, score in scores.items()}))
    st.caption(
        f"How many of the {figures.count(len(history.judged), 'drawing')} that you judged were read right, and the range in "
        "which that share would probably lie if you drew many more (95 % confidence interval). The fewer drawings, the wider "
        f"the range. {COUNTED}"
    )


def _files(history: histories.History) -> None:
    state = st.session_state
    upload = f"draw.past.upload.{state.setdefault(UPLOADS, 0)}"

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
            key="draw.past.export",
            icon=":material/download:",
            on_click="ignore",
        )
    st.file_uploader(
        "Import drawings (a file exported here, or one in the benchmark's format)",
        type=["json", "gz"],
        max_upload_size=histories.MAX_BYTES // 1_000_000,
        key=upload,
        on_change=take,
    )
    if error := state.get(ERROR):
        st.error(error, icon=":material/broken_image:")
