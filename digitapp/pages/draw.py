"""The Draw page: draw a digit and have it read, see what the model sees."""

import streamlit as st

from digitapp.components import canvas
from digitapp.ink import MOST_BYTES, Ink, PictureError
from digitapp.strokes import Strokes

PENS = {"Thin": 14, "Normal": 28, "Thick": 40}  # in canvas pixels
PICTURE, PICTURE_ERROR, UPLOADS = "draw.picture", "draw.picture_error", "draw.uploads"


def take_picture() -> None:
    """Find the ink in the picture that was just chosen, or say why not."""
    state = st.session_state
    file = state[f"draw.upload.{state[UPLOADS]}"]
    state[PICTURE] = state[PICTURE_ERROR] = None
    if file is not None:
        try:
            state[PICTURE] = Ink.from_picture(file.getvalue())
        except PictureError as error:
            state[PICTURE_ERROR] = str(error)


def read_drawing() -> None:
    """Go back from a picture to the drawing; the uploader begins anew, without the file."""
    state = st.session_state
    if state.get(PICTURE) is not None:
        state[PICTURE] = None
        state[UPLOADS] += 1


def undo() -> None:
    read_drawing()
    canvas.undo()


def clear() -> None:
    read_drawing()
    canvas.clear()


@st.fragment
def draw_and_read() -> None:
    state = st.session_state
    state.setdefault(UPLOADS, 0)
    left, right = st.columns([300, 400], gap="medium")
    with left:
        canvas_place = st.container(key="canvas")
        with st.container(horizontal=True):
            st.button("Undo", key="undo", icon=":material/undo:", on_click=undo, width="stretch")
            st.button("Clear", key="clear", icon=":material/delete:", on_click=clear, width="stretch")
        pen = st.segmented_control(
            "Pen", list(PENS), key="pen", default="Normal", required=True, persist_state="session", bind="query-params"
        )
        with canvas_place:
            drawing = canvas.canvas(PENS[pen], on_stroke=read_drawing)

    # Only here, so that the canvas shows while scikit-learn is still being loaded.
    from digitapp import bitmap, cached, models
    from digitapp.sections import roster, sees, verdict, why

    source, words = state.get(PICTURE), "your picture"
    if source is None:
        words = "your drawing"
        try:
            source = Strokes.from_canvas(drawing)
        except ValueError:
            left.error("This drawing could not be read: press Clear and draw it again.", icon=":material/broken_image:")
    read = None if source is None else bitmap.read(source)

    with right:
        result = st.container()
        name = st.selectbox(
            "Model",
            list(models.KEYS),
            format_func=models.title,
            key="model",
            bind="query-params",
        )
        st.caption(f"It {models.KEYS[name].idea}.")
        with result:
            verdict.show(None if read is None else cached.model(name).predict(read), words)
    sees.show(read)
    roster.show(read)
    why.show(name, read)
    cached.job("roster")

    with st.expander("Read a picture instead", icon=":material/photo_camera:"):
        st.file_uploader(
            "A photo or picture of one digit (PNG, JPEG or WebP, up to 10 MB)",
            type=["png", "jpg", "jpeg", "webp"],
            max_upload_size=MOST_BYTES // 1_000_000,
            key=f"draw.upload.{state[UPLOADS]}",
            on_change=take_picture,
        )
        if error := state.get(PICTURE_ERROR):
            st.error(error, icon=":material/broken_image:")
        if state.get(PICTURE) is not None:
            st.button("Back to my drawing", on_click=read_drawing, icon=":material/draw:")
    st.caption("Your drawing is kept in this browser tab. The server reads it and stores nothing.")
    canvas.companion()


st.title("Draw a digit", anchor=False)
draw_and_read()
