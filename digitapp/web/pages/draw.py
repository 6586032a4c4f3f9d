"""The Draw page: draw or paint a digit and have it read, see what the model sees and why it says so."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from digitapp.drawing import digit
from digitapp.drawing.digit import Drawing
from digitapp.drawing.ink import MAX_BYTES
from digitapp.drawing.strokes import Strokes
from digitapp.web import waiting
from digitapp.web.components import canvas, paint
from digitapp.web.draw import visit
from digitapp.web.turn import let_out, turn

FIRST = {False: "Draw a digit in the box.", True: "Paint a digit in the grid."}
BACK = {False: "Back to drawing", True: "Back to painting"}  # from a picture


@st.fragment
def draw_and_read() -> None:
    """The canvas or the grid, at once; then all that is said of what is there."""
    st.segmented_control(
        "How",
        [visit.DRAW, visit.PAINT],
        key=visit.WAY_KEY,
        default=visit.DRAW,
        required=True,
        persist_state="session",
        on_change=visit.change_way,
        label_visibility="collapsed",
    )
    with st.container():  # always there, as what follows would begin again if it moved
        if error := st.session_state.get(visit.LINK_ERROR):
            st.error(error, icon=":material/link_off:")
    left, right = st.columns([300, 400], gap="medium")
    sent = None
    with left:
        place = st.container(key="draw.canvas")
        picture = st.session_state.get(visit.PICTURE)
        with st.container(horizontal=True):
            if picture is None:
                st.button("Undo", key="draw.undo", icon=":material/undo:", on_click=visit.undo, width="stretch")
                st.button("Clear", key="draw.clear", icon=":material/delete:", on_click=visit.clear, width="stretch")
            else:
                st.button(
                    BACK[visit.is_painting()], key="draw.back", icon=":material/draw:", on_click=visit.go_on, width="stretch"
                )
        if picture is None and not visit.is_painting():
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
            if picture is not None:
                alt = "Your picture, with the ink that was found in orange"
                st.image(picture.found_in, alt=alt, width="content")
                st.caption("Orange marks the ink that was found.")  # apart, or a narrow picture would be stretched to its width
            elif visit.is_painting():
                paint.grid(on_paint=visit.go_on)
            else:
                sent = canvas.canvas(visit.pen(), on_stroke=visit.go_on)
        drawing, words, error = visit.looked_at(sent)
        if error:
            st.error(error, icon=":material/broken_image:")
    read_and_explain(drawing, words, right, has_canvas=sent is not None)


def read_and_explain(drawing: Drawing | None, words: str, right: DeltaGenerator, has_canvas: bool) -> None:
    """What the model that is chosen says of the drawing, what explains it, and what else can be done with it."""
    # Loaded only here, so that the canvas shows while scikit-learn is still on its way.
    from digitapp.learning import models
    from digitapp.web import cached, fitting
    from digitapp.web.draw import breakit, judge, others, past, sees, share, start, verdict, why

    with right:
        result = st.container()
        name = st.selectbox("Model", list(models.KEYS), format_func=models.title, key="model", bind="query-params")
        st.caption(f"It {models.KEYS[name].idea}.")

    # Whatever may have to be waited for comes before the turn.
    samples = cached.samples() if visit.is_painting() else None
    has_ink = drawing is not None and not drawing.is_blank
    is_needed = has_ink or bool(visit.history().entries)
    with result:
        model = fitting.chosen(name) if is_needed else None
    job = cached.job("models") if is_needed else None

    with turn():
        readable = None if drawing is None else digit.readable(drawing)
        prediction = None if readable is None or model is None else model.predict(readable)
        with result:
            if readable is None or prediction is not None:
                verdict.show(prediction, words, FIRST[visit.is_painting()], name)
                let_out()
            if prediction is not None and isinstance(drawing, Strokes):
                judge.show(drawing, prediction)
        with st.container():  # always there, as what follows would begin again if it moved
            if samples is not None:
                start.show(samples)
        sees.show(readable, name)
        why.show(readable, model, prediction)
        others.show(readable, model, prediction, job)
        breakit.show(drawing, name, job)
        past.show(name, model, job)
        share.show(drawing, readable, model, prediction, job)
        read_a_picture()
        if has_canvas:
            canvas.companion()
        visit.keep()

    if not is_needed:
        with result:
            fitting.chosen(name)  # so that the first stroke finds it there


def read_a_picture() -> None:
    with st.expander("Read a picture instead", icon=":material/photo_camera:"):
        st.file_uploader(  # of any `type`, as that would go by the name: what a file is, its content tells (ink.py)
            "A photo or picture of one digit (PNG, JPEG or WebP, up to 10 MB)",
            max_upload_size=MAX_BYTES // 1_000_000,
            key=visit.upload_key(),
            on_change=visit.take_picture,
        )
        if error := st.session_state.get(visit.PICTURE_ERROR):
            st.error(error, icon=":material/broken_image:")


st.title("Draw a digit", anchor=False)
visit.open_link()
draw_and_read()
st.caption(
    "Your drawings stay in this browser tab, even after a reload, until you close it. The server reads them and stores nothing."
)
waiting.keep_promise()
visit.send_again()
