"""Two processes behind a real nginx, as deploy/ sets it up."""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest
from browser.actions import draw, expect_ink, expect_restored, expect_verdict, ink_of, session_of, upload
from drawings import DIGITS, file_of, photo
from playwright.sync_api import expect
from serving import ROOT, free_port, is_healthy, served, stop

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
COOKIE = "digitapp_server"


@contextmanager
def nginx_before(ports, folder):
    assert NGINX, "This test needs nginx: `apt-get install nginx-light` on Debian and Ubuntu, `brew install nginx` on a Mac."
    port = free_port()
    environment = os.environ | {
        "PATH": f"{os.environ['PATH']}:{os.path.dirname(NGINX)}",
        "SERVERS": " ".join(f"localhost:{port}" for port in ports),
        "PORT": str(port),
        "FOLDER": str(folder / "nginx"),
    }
    log = folder / "nginx.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            ["sh", ROOT / "deploy" / "start-nginx.sh"], env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        deadline = time.monotonic() + 20
        while not is_healthy(f"http://localhost:{port}"):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
        yield f"http://localhost:{port}"
    finally:
        stop(process)


@pytest.fixture
def two_processes(tmp_path):
    """Address of nginx, and the two processes by their number in the cookie."""
    ports = free_port(), free_port()
    with (
        served(tmp_path / "one", port=ports[0]) as (one, _),
        served(tmp_path / "two", port=ports[1]) as (two, _),
        nginx_before(ports, tmp_path) as address,
    ):
        yield address, {"1": one, "2": two}


def server_of(page):
    return next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == COOKIE)


@pytest.mark.slow
def test_visitors_of_a_process_that_stops_go_on_at_the_other_with_their_drawings(two_processes, browser):
    address, processes = two_processes
    contexts = [browser.new_context() for _ in range(4)]
    pages = dict(zip((context.new_page() for context in contexts), (1, 2, 3, 7), strict=True))
    sockets = {page: [] for page in pages}
    for page, digit in pages.items():
        page.on("websocket", lambda socket, page=page: sockets[page].append(socket))
        page.goto(address)
        draw(page, DIGITS[digit])
        expect_verdict(page, digit)
    before = {page: server_of(page) for page in pages}
    assert set(before.values()) == {"1", "2"}, "new visitors go where the fewest are"
    ink = {page: ink_of(page) for page in pages}
    sessions = {page: session_of(page) for page in pages}

    stop(processes["1"])
    for page, digit in pages.items():
        while before[page] == "1" and not sockets[page][0].is_closed():
            page.evaluate("() => new Promise(requestAnimationFrame)")
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=60_000)
        if before[page] == "1":
            expect_restored(page, sessions[page])
        expect_ink(page, ink[page])
        expect_verdict(page, digit)
        upload(page, "Nearest neighbours, data set only")  # which reads what the server has
        expect(page.get_by_text("looks up the 3 most similar digits")).to_be_visible(timeout=60_000)
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
        expect_verdict(page, digit)
        assert server_of(page) == "2"
        page.get_by_role("button", name="Clear").click()
        expect_verdict(page, "?")
        draw(page, DIGITS[0])
        expect_verdict(page, 0)
        page.get_by_text("Read a picture instead").click()
        page.locator("input[type=file]").set_input_files(
            {"name": "five.jpg", "mimeType": "image/jpeg", "buffer": file_of(photo(5), "JPEG")}
        )
        expect_verdict(page, 5)
    for context in contexts:
        context.close()
