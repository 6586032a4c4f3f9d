"""What stands behind one choice of the Draw page, by itself, as a script that Streamlit runs."""

from streamlit.testing.v1 import AppTest

from digitapp.drawing.digit import Drawing
from digitapp.web import cached


def script():
    import importlib

    import streamlit as st

    from digitapp.drawing import digit
    from digitapp.web import cached
    from digitapp.web.draw.subject import Subject

    name, drawing, key = st.session_state["subject"]
    model = cached.model(key)
    readable = None if drawing is None else digit.readable(drawing)
    prediction = None if readable is None else model.predict(readable)
    job = cached.job("models") if name != "why" else None
    importlib.import_module(f"digitapp.web.draw.{name}").show(Subject(drawing, key, model, prediction, job))


def opened(name: str, drawing: Drawing | None, key: str = "default", **state: object) -> AppTest:
    """The tab of a module of digitapp.web.draw, of a drawing and a model, with all models fitted."""
    if name != "why":
        cached.job("models").wait()
    page = AppTest.from_function(script, default_timeout=60)
    page.session_state["subject"] = name, drawing, key
    for one, value in state.items():
        page.session_state[one] = value
    page.run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    """All the HTML of a tab's own."""
    return " ".join(element.proto.body for element in page.get("html"))


def text(page: AppTest) -> str:
    """All its Markdown."""
    return " ".join(element.value for element in page.markdown)
