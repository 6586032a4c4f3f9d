"""A running server and a real Chromium for the browser tests."""

import pytest
from playwright.sync_api import Page
from serving import ROOT, chromium, served


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The address of the app, served for all tests; what it logged is looked at in the end."""
    log = tmp_path_factory.mktemp("server") / "log"
    with served(log) as (_, address):
        yield address
    # Streamlit logs tracebacks of its own when a visitor leaves at the wrong moment; none may come from the app.
    assert str(ROOT / "digitapp") not in log.read_text()


@pytest.fixture(scope="session")
def browser():
    with chromium() as browser:
        yield browser


def is_error(message):
    """Whether the app is to blame.

    Streamlit looks for its server beside a deep link first, and finds it above. A chart's picture is gone from the server
    as soon as a newer one is made, even if the browser has not fetched it yet.
    """
    return message.type == "error" and not any(part in message.location["url"] for part in ("/explore/_stcore/", "/media/"))


@pytest.fixture
def visit(server, browser):
    """Open a page of the app as a new visitor: `visit(width=..., dark=..., touch=...)`. None may log an error."""
    errors: list[str] = []
    contexts = []

    def new_visitor(path: str = "", width: int = 1280, height: int = 800, dark: bool = False, touch: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if is_error(message) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server + path)
        return page

    yield new_visitor
    for context in contexts:
        context.close()
    assert errors == []
