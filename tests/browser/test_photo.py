"""A picture in the place of a drawing: from a file, from the camera, over a bad connection, from inside another site."""

import os
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from browser.actions import canvas_of, expect_settled, expect_verdict
from drawings import file_of, photo
from playwright.sync_api import Page, expect
from serving import QUIET, ROOT, served

FIVE = {"name": "five.jpg", "mimeType": "image/jpeg", "buffer": file_of(photo(5), "JPEG")}
FILE = ".st-key-draw-photo input[type=file]"

# Lets a test cut a page's connection to the server and keep it away until `away` is no longer set
SOCKETS = """
window.sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(address, ...options) {
    super(window.away ? "ws://localhost:9" : address, ...options);
    sockets.push(this);
  }
};
"""
SEES = """() => { // paper: at first a camera's picture is black
  const spot = new OffscreenCanvas(1, 1).getContext("2d");
  spot.drawImage(document.querySelector(".st-key-draw-photo video"), 0, 0, 1, 1);
  return spot.getImageData(0, 0, 1, 1).data[0] > 64;
}"""
CUT = "() => { window.away = true; sockets.at(-1).close() }"
CUT_AT_THE_NEXT_MESSAGE = "() => { const socket = sockets.at(-1); socket.send = () => socket.close() }"


def open_photo(page: Page):
    canvas_of(page)
    expect_settled(page)
    page.get_by_role("button", name="Photo").click()


def choose(page: Page):
    page.locator(FILE).set_input_files(FIVE)


@contextmanager
def chromium_before_a_five(browser, folder):
    """A Chromium whose camera sees a five on paper and may be used."""
    film = folder / "five.mjpeg"
    film.write_bytes(file_of(photo(5, pen=0.06, size=(480, 640)), "JPEG"))
    eyes = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", f"--use-file-for-fake-video-capture={film}"]
    with browser.browser_type.launch(executable_path=os.environ.get("DIGITAPP_BROWSER"), args=[*QUIET, *eyes]) as seeing:
        yield seeing


@pytest.mark.parametrize("is_lost", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["", "whose connection is lost"])
def test_a_digit_held_before_the_camera_is_read_and_the_camera_is_on_only_meanwhile(browser, server, tmp_path, is_lost):
    with chromium_before_a_five(browser, tmp_path) as seeing:
        page = seeing.new_page(reduced_motion="reduce")
        page.add_init_script(SOCKETS)
        page.goto(server)
        page.set_default_timeout(15_000)
        open_photo(page)
        expect(page.get_by_role("button", name="Use the camera")).to_be_visible()
        expect(page.locator("video")).to_have_count(0)
        page.get_by_role("button", name="Use the camera").click()
        take = page.get_by_role("button", name="Take Photo")
        expect(take).to_be_enabled(timeout=15_000)
        take.scroll_into_view_if_needed()
        page.wait_for_function(SEES)
        if is_lost:
            page.evaluate(CUT_AT_THE_NEXT_MESSAGE)
        take.click()
        expect_verdict(page, 5)
        expect(page.locator("video, .stCameraInput")).to_have_count(0)


@pytest.mark.parametrize("lost", ["before", "as it is announced", pytest.param("as it is sent", marks=pytest.mark.slow)])
def test_a_picture_chosen_as_the_connection_is_lost_is_read_when_it_is_back(browser, server, lost):
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.add_init_script(SOCKETS)
        page.goto(server)
        open_photo(page)
        app = page.get_by_test_id("stApp")
        if lost == "before":
            page.evaluate(CUT)
            expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
        elif lost == "as it is announced":
            page.evaluate(CUT_AT_THE_NEXT_MESSAGE)
        else:

            def cut(route):
                page.evaluate(CUT)
                route.continue_()

            page.route("**/_stcore/upload_file/**", cut, times=1)
        choose(page)
        if lost == "as it is sent":
            expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
        page.evaluate("() => { window.away = false }")
        expect_verdict(page, 5)


class Elsewhere(BaseHTTPRequestHandler):
    """A page of another site, 127.0.0.1, that holds the one at the address that is asked for."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(
            f"<iframe src='http://localhost{self.path[1:]}' width=1200 height=1500 allow=camera></iframe>".encode()
        )

    def log_message(self, *_):
        pass


@contextmanager
def embedded(browser, address):
    """The app at an address of localhost, inside a page of another site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as site, browser.new_context(reduced_motion="reduce") as context:
        Thread(target=site.serve_forever, daemon=True).start()
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{site.server_port}/{address.removeprefix('http://localhost')}")
        yield page.frame_locator("iframe")
        site.shutdown()


def test_inside_another_site_it_is_said_where_pictures_can_be_sent(browser, server):
    with embedded(browser, server) as page:
        page.get_by_role("button", name="Photo").click()
        expect(page.get_by_text("Pictures cannot be sent from here")).to_be_visible()
        link = page.get_by_role("link", name="open it in a tab of its own")
        expect(link).to_have_attribute("href", server)
        expect(page.locator(FILE)).to_have_count(0)


@pytest.mark.slow
def test_inside_another_site_a_picture_is_read_with_the_setting_of_the_readme(browser, tmp_path, monkeypatch):
    option = "server.enableXsrfProtection"
    assert f"--{option}=false" in (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    monkeypatch.setenv("STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION", "false")
    with served(tmp_path / "log") as (_, address), embedded(browser, address) as page:
        page.get_by_role("button", name="Photo").click()
        page.locator(FILE).set_input_files(FIVE)
        expect(page.locator(".st-key-draw-says .answer > .verdict")).to_have_text("5", timeout=15_000)
