"""The Draw page: draw or paint a digit and have it read, see what the model sees and why it says so."""

from collections.abc import Mapping
from time import sleep
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from digitapp.drawing.ink import MAX_BYTES
from digitapp.drawing.strokes import Strokes, TooLongError
from digitapp.web.components import canvas
from digitapp.web.draw import visit

FIRST = {False: "Draw a digit in the box.", True: "Paint a digit in the grid."}


@st.fragment
def draw_and_read() -> None:
    state = st.session_state
    state.setdefault(visit.UPLOADS, 0)
    way = st.segmented_control(
        "How",
        [visit.DRAW, visit.PAINT],
        key=visit.WAY_KEY,
        default=visit.DRAW,
        required=True,
        persist_state="session",
        on_change=visit.change_way,
        label_visibility="collapsed",
    )
    with st.container():  # always there, as what follows would begin anew if it moved
        if error := state.get(visit.LINK_ERROR):
            st.error(error, icon=":material/link_off:")
    left, right = st.columns([300, 400], gap="medium")
    with left:
        place = st.container(key="canvas")
        with st.container(horizontal=True):
            st.button("Undo", key="undo", icon=":material/undo:", on_click=visit.undo, width="stretch")
            st.button("Clear", key="clear", icon=":material/delete:", on_click=visit.clear, width="stretch")
        drawing = None
        if way == visit.DRAW:
            st.segmented_control(
                "Pen",
                list(visit.PENS),
                key=visit.PEN_KEY,
                default="Normal",
                required=True,
                persist_state="session",
                bind="query-params",
            )
            with place:
                drawing = canvas.canvas(visit.pen(), on_stroke=visit.go_on)

    # Only here, so that the canvas shows while scikit-learn is still being loaded.
    from digitapp.learning import models
    from digitapp.web import cached, fitting

    source, words = look(way, place, drawing)
    if source is None:
        left.error(words, icon=":material/broken_image:")
        words = "your drawing"
    with right:
        result = st.container()
        name = st.selectbox("Model", list(models.KEYS), format_func=models.title, key="model", bind="query-params")
        st.caption(f"It {models.KEYS[name].idea}.")
    is_blank = source is None or source.is_blank
    with result:
        model = None if is_blank else fitting.chosen(name)  # before its turn, as it may have to be fitted
    with cached.TURN:
        answer(source, words, name, model, result)
        read_a_picture()
        if way == visit.DRAW:
            canvas.companion()
        visit.keep()
    if is_blank:
        with result:
            fitting.chosen(name)  # so that the first stroke finds it there


def look(way: str, place: DeltaGenerator, drawing: Mapping | None) -> tuple[Any, str]:
    """What is to be read, Strokes, Ink or a Digit, and how it is called; None and why not if a drawing can't be read."""
    from digitapp.web.components import paint

    if way == visit.PAINT:
        with place:
            painted = paint.grid(on_paint=visit.go_on)
    picture = st.session_state.get(visit.PICTURE)
    if picture is not None:
        return picture, "your picture"
    if way == visit.PAINT:
        return painted, "your painted pixels"
    try:
        return Strokes.from_canvas(drawing), "your drawing"
    except TooLongError as error:
        return None, str(error)
    except ValueError:
        return None, "This drawing could not be read: press Clear and draw it again."


def answer(source: Any, words: str, name: str, model: Any, result: DeltaGenerator) -> None:
    """Show the model's verdict in its place, and below it all that explains it; a model that is None could not be fitted."""
    from digitapp.drawing.digit import readable
    from digitapp.web import cached
    from digitapp.web.draw import breakit, judge, others, past, sees, share, start, verdict, why

    seen = None if source is None else readable(source)
    prediction = None if seen is None or model is None else model.predict(seen)
    with result:
        if seen is None or model is not None:
            verdict.show(prediction, words, FIRST[visit.is_painting()])
            sleep(0.001)  # for the server to send it before the rest is made
        if prediction is not None and isinstance(source, Strokes):
            judge.show(source, prediction)
    with st.container():  # always there, as what follows would begin anew if it moved
        if visit.is_painting():
            start.show()
    sees.show(seen)
    why.show(name, seen)
    others.show(seen)
    breakit.show(source, name)
    past.show(name)
    share.show(source, seen, name)
    if seen is not None:
        cached.job("models")


def read_a_picture() -> None:
    state = st.session_state
    with st.expander("Read a picture instead", icon=":material/photo_camera:"):
        st.file_uploader(
            "A photo or picture of one digit (PNG, JPEG or WebP, up to 10 MB)",
            type=["png", "jpg", "jpeg", "webp"],
            max_upload_size=MAX_BYTES // 1_000_000,
            key=f"draw.upload.{state[visit.UPLOADS]}",
            on_change=visit.take_picture,
        )
        if error := state.get(visit.PICTURE_ERROR):
            st.error(error, icon=":material/broken_image:")
        if state.get(visit.PICTURE) is not None:
            st.button("Back to my drawing", on_click=visit.go_on, icon=":material/draw:")


def wait_for_models() -> None:
    from digitapp.web import fitting  # only here, as above

    fitting.wait()


st.title("Draw a digit", anchor=False)
visit.open_link()
draw_and_read()
st.caption(
    "Your drawings are kept in this browser tab, over a reload too, until you close it. "
    "The server reads them and stores nothing."
)
wait_for_models()
visit.send_again()
