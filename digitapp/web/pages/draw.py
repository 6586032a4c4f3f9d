"""The Draw page: draw or paint a digit and have it read, see what the model sees and why it says so."""

from importlib import import_module
from pathlib import Path

import streamlit as st

from digitapp.drawing import digit
from digitapp.drawing.bitmap import Bitmap
from digitapp.drawing.digit import Digit, Readable
from digitapp.web import busy, waiting
from digitapp.web.components import answer, canvas, paint, strip, told
from digitapp.web.draw import photo, visit
from digitapp.web.turn import turn

# What looks closer, each a module of draw/
LOOKS = {
    "Why": "why",
    "What would change it": "change",
    "Other models": "others",
    "Break it": "breakit",
    "My handwriting": "past",
    "Share": "share",
}
HINT = Path(__file__).parents[1] / "templates" / "hint.html"


@st.fragment(key=visit.TOOLS)
def tools() -> None:
    """What is done to the canvas or the picture."""
    is_picture = st.session_state.get(visit.PICTURE) is not None
    with st.container(horizontal=True, key="draw.tools", gap="xxsmall"):
        if is_picture:
            st.button("Back to drawing", key="draw.back", icon=":material/draw:", on_click=visit.go_back)
        else:
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
                    on_change=visit.begin_again,
                )
        with st.popover(
            "Photo", key="draw.photo_open", icon=":material/photo_camera:", on_change=visit.switch_camera, args=(False,)
        ):
            photo.show()
    if is_picture:
        st.caption("Orange marks the ink that was found.")
    else:
        canvas.companion(visit.cleared)


@st.fragment
def cells() -> None:
    """The second square: the 64 numbers as cells that can be painted."""
    with st.container(key="draw.sees"):
        paint.grid(visit.answer_again)


@st.fragment(key=visit.DRAWING)
def drawing() -> None:
    """The canvas or the picture, and what is read of it. This is all that a stroke has the server do."""
    picture = st.session_state.get(visit.PICTURE)
    if picture is None:
        canvas.canvas(visit.pen(), on_stroke=visit.stroke_ended)
    else:
        st.image(picture.found_in, alt="Your picture, with the ink that was found in orange", width="content")
    _read()


def _read() -> None:
    """Read what there is, and tell the squares, which stand elsewhere."""
    # Loaded only here, so that the canvas shows before.
    from digitapp.learning.models import DEFAULT
    from digitapp.web import cached, fitting
    from digitapp.web.draw import judge, verdict
    from digitapp.web.draw.subject import Subject

    key, looked = _read_by(), visit.looked_at()
    # Whatever may have to be waited for comes before the turn.
    has_ink = looked.drawing is not None and not looked.drawing.is_blank
    is_needed = has_ink or bool(visit.history().entries)
    model = fitting.chosen(key) if is_needed else None

    if looked.error:
        st.error(looked.error, icon=":material/broken_image:")
    with turn():
        readable = None if looked.drawing is None else digit.readable(looked.drawing)
        prediction = None if readable is None or model is None else model.predict(readable)
        subject = Subject(looked.drawing, key, model, prediction, None)
        looks = {
            verdict.MOVING: looked.is_in_motion,
            verdict.JUDGED: judge.is_for(subject) and not looked.is_in_motion,
            verdict.PAINTED: paint.painted() is not None,
        }
        told.tell(
            answer=verdict.told(prediction, looked.words, key, _content(readable), [look for look in looks if looks[look]]),
            grid=paint.told(None if readable is None else Digit.of(readable)),
            strip=strip.told(readable if isinstance(readable, Bitmap) else None),
            canvas=canvas.told(paint.painted() is not None, visit.is_replaced_by_undo(), busy.LOAD.is_high),
            tab=None if looked.is_in_motion else visit.kept(),
        )
    if not looked.is_in_motion:
        # The other models are fitted from the first stroke's answer on, not before it.
        st.session_state[visit.SUBJECT] = subject._replace(job=cached.job("models")) if is_needed else subject
    if not is_needed and key != DEFAULT:
        fitting.chosen(key)  # so that the first stroke finds it there


def _read_by() -> str:
    """The key of the model that reads, in `models.KEYS`; before it can be chosen on the page, the address may name it."""
    from digitapp.learning import models

    named = {models.title(key): key for key in models.KEYS}
    return st.session_state.get(visit.MODEL) or named.get(st.query_params.get(visit.MODEL, ""), models.DEFAULT)


def _content(readable: Readable | None) -> str:
    return "" if readable is None else str(hash(digit.content(readable)))


@st.fragment
def steps() -> None:
    """The steps that led to the 64 numbers, and back from painted ones."""
    from digitapp.web.draw import sees

    with st.container(key="draw.steps"):
        strip.strip(sees.strip())
        st.button("Back to my drawing", key="draw.steps.back", icon=":material/draw:", on_click=visit.go_back)


def _change_reader() -> None:
    st.rerun([visit.DRAWING, visit.READER, visit.JUDGED, visit.TABS])


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
        on_change=_change_reader,
        label_visibility="collapsed",
    )
    st.caption(f"It {models.KEYS[key].idea}.")


@st.fragment(key=visit.JUDGED)
def judged() -> None:
    """What the visitor says of the verdict."""
    from digitapp.web.draw import judge

    judge.show(st.session_state[visit.SUBJECT])


@st.fragment(key=visit.TABS)
def tabs() -> None:
    """What explains the verdict, of which only what is open is computed; and what the tab keeps."""
    if error := st.session_state.get(visit.LINK_ERROR):
        st.error(error, icon=":material/link_off:")
    tab = st.segmented_control("Look closer", list(LOOKS), key=visit.TAB, persist_state="session", label_visibility="collapsed")
    if tab is not None:
        opened = import_module(f"digitapp.web.draw.{LOOKS[tab]}")  # only now, as some need scikit-learn
        with turn(), st.container(key="draw.open"):
            opened.show(st.session_state[visit.SUBJECT])
    visit.keep()


def load_reader() -> None:
    """Load what the first stroke needs, and then what the others do, now that the page is there and somebody looks at it."""
    from digitapp.learning.models import DEFAULT
    from digitapp.web import cached, fitting

    fitting.chosen(DEFAULT)  # which says so if it cannot be
    cached.scikit_learn()


st.set_page_config(layout="wide")
st.title("Draw a digit", anchor=False)
visit.open_link()
with st.container(key="draw.story"):
    with st.container(key="draw.ink"):
        st.header("1 You draw", anchor=False)
        with st.container(key="draw.canvas"):
            st.html(HINT)
            square = st.container()
        tools()
    cells()
    with square:
        drawing()
    steps()
    with st.container(key="draw.says"):
        answer.answer()
        judged()
        with st.container(key="draw.reader"):
            reader()
tabs()
st.caption(
    "Your drawings stay in this browser tab, even after a reload, until you close it. The server reads them and stores "
    "nothing, except on a class board you join."
)
waiting.keep_promise()
waiting.send_again()
load_reader()
