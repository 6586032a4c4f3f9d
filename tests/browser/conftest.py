"""A running server and a real Chromium for the browser tests."""

import pytest
from playwright.sync_api import Page, expect
from serving import ROOT, chromium, served

# ms until something that is expected has to be there: a busy machine takes its time, a quick one does not wait so long
expect.set_options(timeout=20_000)


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


@pytest.fixture(scope="session")
def windows(browser):
    """A window with a mouse and one with a finger: what they have loaded once, Streamlit's pages, is loaded for all tests."""
    return {touch: browser.new_context(has_touch=touch, reduced_motion="reduce") for touch in (False, True)}


@pytest.fixture
def visit(server, browser, windows):
    """Open a page of the app as a new visitor: `visit(width=..., dark=..., touch=...)`. None may log an error.

    A visit is a tab, outside of which nothing is kept. A test's first visitor comes in a window that others have used, further
    ones have a window each, as a tab that is not in front stands still.
    """
    errors: list[str] = []
    pages, contexts = [], []

    def new_visitor(
        path: str = "", width: int = 1280, height: int = 800, dark: bool = False, touch: bool = False, script: str = ""
    ) -> Page:
        if pages:
            contexts.append(browser.new_context(has_touch=touch, reduced_motion="reduce"))
        page = (contexts[-1] if pages else windows[touch]).new_page()
        pages.append(page)
        page.add_init_script(script)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.on("console", lambda message: errors.append(message.text) if is_error(message) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server + path)
        return page

    yield new_visitor
    for opened in [*pages, *contexts]:
        opened.close()
    assert errors == []
