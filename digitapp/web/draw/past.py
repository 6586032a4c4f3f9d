"""Your drawings: those of this visit, how each was read, and how well each model reads this visitor's handwriting."""

import streamlit as st

from digitapp.learning import models
from digitapp.measuring import history as histories
from digitapp.web import figures, fitting
from digitapp.web.components.gallery import Picture, gallery
from digitapp.web.draw import visit
from digitapp.web.draw.subject import Subject

READINGS, ERROR, UPLOADS = "draw.past.readings", "draw.past.error", "draw.past.uploads"

# Answer.is_right in words
COUNTED = (
    "A digit counts as read right if the best guess is right, even where the model is not sure. What is not a digit counts as "
    "read right if the model refuses it; only the best reader ever does."
)


def show(subject: Subject) -> None:
    """Show the last drawings as the model that is chosen reads them, the score of all models, export and import."""
    state = st.session_state
    history = visit.history()
    known = state.get(READINGS, {})
    if not history.entries:
        st.markdown(
            "Drawings appear here when you clear them, or when you say below the verdict whether they were read right. "
            "Press one to put it back on the canvas."
        )
    elif subject.model is None:
        fitting.say_failed()
    else:
        state[READINGS] = histories.readings(history.shown, {subject.key: subject.model}, known)
        _pictures(history, subject.key)
    if history.judged and (fitted := fitting.fitted(subject.job, "past")):
        state[READINGS] = state.get(READINGS, {}) | histories.readings(history.judged, fitted, known)
        _score(history, subject.key)
    _files(history)


def _pictures(history: histories.History, key: str) -> None:
    state, shown = st.session_state, history.shown
    readings = state[READINGS]

    def bring_back(number: int) -> None:
        visit.bring_back(shown[number].strokes)
        visit.begin_again()

    def delete(number: int) -> None:
        state[visit.HISTORY] = history.without(shown[number].text)
        visit.answer_again()

    def take_back(number: int) -> None:
        state[visit.HISTORY] = history.unjudged(shown[number].text)
        visit.answer_again()

    pictures = []
    for entry in shown:
        answer = readings[entry.text, key]
        words, judgement, takes_back = str(answer), "not judged yet", None
        if entry.meant is not None:
            is_right = answer.is_right(entry.meant)
            judgement = "right" if is_right else f"was {figures.meant(entry.meant)}"
            words += " ✓" if is_right else f", was {'no digit' if isinstance(entry.meant, str) else entry.meant}"
            takes_back = f"Take back what you said of this drawing, {answer}: it was {figures.meant(entry.meant)}"
        named = f"this drawing, {answer}, {judgement}"
        pictures.append(Picture(entry.picture, words, f"Bring back {named}", f"Delete {named}", takes_back))
    which = "Your last drawing" if len(shown) == 1 else f"Your last {len(shown)} drawings"
    st.markdown(f"{which}, read by: {models.title(key)}. Press one to put it back on the canvas.")
    gallery(pictures, "draw.past.pictures", bring_back, delete, take_back)
    words = "✓: read right, as you said. The bin deletes a drawing; the arrow takes back what you said of it."
    st.caption(words if any(entry.meant is not None for entry in shown) else "The bin deletes a drawing.")


def _score(history: histories.History, key: str) -> None:
    judged = history.judged
    scores = histories.scores(judged, models.KEYS, st.session_state[READINGS])
    right = f"{scores[key].correct} right of the {figures.count(len(judged), 'drawing')} that you judged"
    cells = {key: (str(score.correct), figures.between(score.interval)) for key, score in scores.items()}
    st.subheader("How well your handwriting is read", anchor=False)
    st.html(figures.render("score.html", model=models.title(key), right=right, cells=cells, counted=COUNTED))


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
