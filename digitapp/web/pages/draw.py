"""The Draw page: draw or paint a digit and have it read, see what the model sees and why it says so."""

from pathlib import Path

import streamlit as st

from digitapp.drawing import digit
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit, Readable
from digitapp.web import waiting
from digitapp.web.components import answer, canvas, paint, strip, told
from digitapp.web.draw import photo, visit
from digitapp.web.turn import turn

HINT = Path(__file__).parents[1] / "templates" / "hint.html"


@st.fragment(key=visit.INK)
def ink() -> None:
    """The first square, at once: the canvas or the picture, and what is done to them."""
    with st.container(key="draw.ink"):
        st.header("1 You draw", anchor=False)
        picture = st.session_state.get(visit.PICTURE)
        with st.container(key="draw.canvas"):
            if picture is None:
                st.html(HINT)
                canvas.canvas(visit.pen(), on_stroke=visit.stroke_ended)
            else:
                st.image(picture.found_in, alt="Your picture, with the ink that was found in orange", width="content")
        with st.container(horizontal=True, key="draw.tools", gap="xxsmall"):
            if picture is None:
                st.button("Undo", key="draw.undo", icon=":material/undo:", on_click=visit.undo)
                st.button("Clear", key="draw.clear", icon=":material/delete:", on_click=visit.clear)
                with st.popover("Pen", icon=":material/edit:"):
                    st.segmented_control(
                        "Pen",
                        list(visit.PENS),
                        key=visit.PEN_KEY,
                        default="Normal",
                        required=True,
                        persist_state="session",
                        bind="query-params",
                    )
            else:
                st.button("Back to drawing", key="draw.back", icon=":material/draw:", on_click=visit.go_back)
            with st.popover(
                "Photo", key="draw.photo_open", icon=":material/photo_camera:", on_change=visit.switch_camera, args=(False,)
            ):
                photo.show()
        if picture is None:
            canvas.companion(visit.follow, visit.cleared)
        else:
            st.caption("Orange marks the ink that was found.")


@st.fragment
def cells() -> None:
    """The second square: the 64 numbers as cells that can be painted, and the steps that led to them."""
    with st.container(key="draw.sees"):
        paint.grid(visit.answer_again)
    with st.container(key="draw.steps"):
        # Loaded only here, as what comes after it: so the canvas shows while scikit-learn is still on its way.
        from digitapp.web.draw import sees

        strip.strip(sees.strip())
        st.button("Back to my drawing", key="draw.steps.back", icon=":material/draw:", on_click=visit.go_back)


def says() -> None:
    """The third square, what the model that is chosen says; what the visitor says of that; and which model it is."""
    with st.container(key="draw.says"):
        first, chosen = st.container(), st.container(key="draw.reader")
        with chosen:
            reader()
        with first:
            answer.answer()
            reading()
            judged()


@st.fragment(key=visit.READER)
def reader() -> None:
    """Which model reads."""
    from digitapp.learning import models

    key = st.selectbox(
        "Read by",
        list(models.KEYS),
        format_func=models.title,
        key=visit.MODEL,
        bind="query-params",
        on_change=visit.change_reader,
        label_visibility="collapsed",
    )
    st.caption(f"It {models.KEYS[key].idea}.")


@st.fragment(key=visit.READING)
def reading() -> None:
    """Read what is there, and tell the squares, which stand elsewhere. This is all that a stroke has the server do."""
    from digitapp.web import cached, fitting
    from digitapp.web.draw import judge, verdict
    from digitapp.web.draw.subject import Subject

    key, looked = st.session_state[visit.MODEL], visit.looked_at()
    drawing = looked.drawing
    # Whatever may have to be waited for comes before the turn.
    has_ink = drawing is not None and not drawing.is_blank
    is_needed = has_ink or bool(visit.history().entries)
    model = fitting.chosen(key) if is_needed else None
    job = cached.job("models") if is_needed else None

    if looked.error:
        st.error(looked.error, icon=":material/broken_image:")
    with turn():
        readable = None if drawing is None else digit.readable(drawing)
        prediction = None if readable is None or model is None else model.predict(readable)
        subject = Subject(drawing, readable, key, model, prediction, job)
        looks = {
            verdict.MOVING: looked.is_in_motion,
            verdict.JUDGED: judge.is_for(subject) and not looked.is_in_motion,
            verdict.PAINTED: paint.painted() is not None,
        }
        told.tell(
            answer=verdict.told(prediction, looked.words, key, _content(readable), [look for look in looks if looks[look]]),
            grid=paint.told(None if readable is None else Digit.of(readable)),
            strip=strip.told(readable if isinstance(readable, Bitmap) else None),
            canvas=canvas.told(is_undone_here=paint.painted() is not None, is_replaced=visit.is_replaced_by_undo()),
            tab=None if looked.is_in_motion else visit.kept(),
        )
    if not looked.is_in_motion:
        st.session_state[visit.SUBJECT] = subject
    if not is_needed:
        fitting.chosen(key)  # so that the first stroke finds it there


def _content(readable: Readable | None) -> str:
    return "" if readable is None else str(hash(digit.content(readable)))


@st.fragment(key=visit.JUDGED)
def judged() -> None:
    """What the visitor says of the verdict."""
    from digitapp.web.draw import judge

    judge.show(st.session_state[visit.SUBJECT])


@st.fragment(key=visit.TABS)
def tabs() -> None:
    """What explains the verdict, of which only what is open is computed; and what the tab keeps."""
    from digitapp.web.draw import breakit, change, others, past, share, why

    shows = {
        "Why": why.show,
        "What would change it": change.show,
        "Other models": others.show,
        "Break it": breakit.show,
        "My handwriting": past.show,
        "Share": share.show,
    }
    if error := st.session_state.get(visit.LINK_ERROR):
        st.error(error, icon=":material/link_off:")
    tab = st.segmented_control("Look closer", list(shows), key=visit.TAB, persist_state="session", label_visibility="collapsed")
    if tab is not None:
        with turn(), st.container(key="draw.open"):
            shows[tab](st.session_state[visit.SUBJECT])
    visit.keep()


st.set_page_config(layout="wide")
st.title("Draw a digit", anchor=False)
visit.open_link()
with st.container(key="draw.story"):
    ink()
    cells()
    says()
tabs()
st.caption(
    "Your drawings stay in this browser tab, even after a reload, until you close it. The server reads them and stores "
    "nothing, except on a class board you join."
)
waiting.keep_promise()
waiting.send_again()
