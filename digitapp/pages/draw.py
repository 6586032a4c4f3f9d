"""The Draw page: draw or paint a digit and have it read, see what the model sees and why it says so."""

import streamlit as st

from digitapp.components import canvas
from digitapp.ink import MOST_BYTES
from digitapp.sections import visit
from digitapp.strokes import Strokes


@st.fragment
def draw_and_read() -> None:
    state = st.session_state
    state.setdefault(visit.UPLOADS, 0)
    way = st.segmented_control(
        "How",
        [visit.DRAW, visit.PAINT],
        key=visit.WAY,
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
        if way == visit.DRAW:
            st.segmented_control(
                "Pen",
                list(visit.PENS),
                key=visit.PEN,
                default="Normal",
                required=True,
                persist_state="session",
                bind="query-params",
            )
            with place:
                drawing = canvas.canvas(visit.pen(), on_stroke=visit.go_on)

    # Only here, so that the canvas shows while scikit-learn is still being loaded.
    from digitapp import cached, models
    from digitapp.bitmap import read
    from digitapp.components import paint
    from digitapp.digit import Digit
    from digitapp.sections import breakit, judge, past, roster, sees, share, start, verdict, why

    source, words = state.get(visit.PICTURE), "your picture"
    if way == visit.PAINT:
        with place:
            painted = paint.grid(on_paint=visit.go_on)
        if source is None:
            source, words = painted, "your painted pixels"
    elif source is None:
        words = "your drawing"
        try:
            source = Strokes.from_canvas(drawing)
        except ValueError:
            left.error("This drawing could not be read: press Clear and draw it again.", icon=":material/broken_image:")
    seen = source if isinstance(source, Digit) else None if source is None else read(source)
    if isinstance(seen, Digit) and seen.is_blank:
        seen = None

    with right:
        result, judgement = st.container(), st.container()
        name = st.selectbox("Model", list(models.KEYS), format_func=models.title, key="model", bind="query-params")
        st.caption(f"It {models.KEYS[name].idea}.")
        with result:
            model = None if seen is None else roster.chosen(name)
            prediction = None if model is None else model.predict(seen)
            if model is not None or seen is None:
                verdict.show(prediction, words)
        with judgement:
            if prediction is not None and isinstance(source, Strokes):
                judge.show(source, prediction)
    if way == visit.PAINT:
        start.show()
    sees.show(seen)
    why.show(name, seen)
    roster.show(seen)
    breakit.show(source, name)
    past.show(name)
    share.show(source, seen, name)
    cached.job("roster")

    with st.expander("Read a picture instead", icon=":material/photo_camera:"):
        st.file_uploader(
            "A photo or picture of one digit (PNG, JPEG or WebP, up to 10 MB)",
            type=["png", "jpg", "jpeg", "webp"],
            max_upload_size=MOST_BYTES // 1_000_000,
            key=f"draw.upload.{state[visit.UPLOADS]}",
            on_change=visit.take_picture,
        )
        if error := state.get(visit.PICTURE_ERROR):
            st.error(error, icon=":material/broken_image:")
        if state.get(visit.PICTURE) is not None:
            st.button("Back to my drawing", on_click=visit.go_on, icon=":material/draw:")
    st.caption(
        "Your drawings are kept in this browser tab, over a reload too, until you close it. "
        "The server reads them and stores nothing."
    )
    if way == visit.DRAW:
        canvas.companion()
    visit.keep()


def wait_for_models() -> None:
    from digitapp.sections import roster  # only here, as above

    roster.wait()


st.title("Draw a digit", anchor=False)
visit.open_link()
draw_and_read()
wait_for_models()
visit.send_again()
