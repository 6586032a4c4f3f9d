"""A running server and a real Chromium for the browser tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The address of the app, served for all tests; what it logged is looked at in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    command += ["--server.headless=true", "--browser.serverAddress=localhost"]
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    address = f"http://localhost:{port}"
    try:
        deadline = time.monotonic() + 60
        while not is_healthy(address):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
    # Streamlit logs tracebacks of its own when a visitor leaves at the wrong moment; none may come from the app.
    assert str(ROOT / "digitapp") not in log.read_text()


def is_healthy(address):
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("DIGITAPP_BROWSER"), args=QUIET)
        yield browser
        browser.close()


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
