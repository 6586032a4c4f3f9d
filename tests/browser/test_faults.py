"""What goes wrong in a classroom: nothing that was on screen is lost, and nobody is shown another's drawing."""

import os

import pytest
from browser.actions import (
    CANVAS,
    canvas_of,
    cell,
    choose_picture,
    clear,
    expect_ink,
    expect_nothing_read,
    expect_painted,
    expect_restored,
    expect_settled,
    expect_strokes,
    expect_verdict,
    ink_of,
    judge,
    level,
    open_section,
    pictures,
    press,
    session_of,
    upload,
)
from drawings import DIGITS, NO_DIGITS, file_of, photo
from playwright.sync_api import Browser, Page, expect
from serving import await_health, served, start, stop

# Lets a test cut a page's connection to the server: Chromium's own offline mode leaves WebSockets alone.
SOCKETS = """
window.sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...options) {
    super(...options);
    sockets.push(this);
  }
};
"""
CUT = "() => sockets.at(-1).close()"

QUICK = """async (canvas, paths) => {
  const box = canvas.getBoundingClientRect(), unit = box.width / 280;
  const send = (event, [x, y]) => {
    const [clientX, clientY] = [box.x + unit * x, box.y + unit * y];
    const at = { clientX, clientY, buttons: event === "up" ? 0 : 1, bubbles: true, composed: true };
    canvas.dispatchEvent(new PointerEvent("pointer" + event, at));
    canvas.dispatchEvent(new MouseEvent("mouse" + event, at));
  };
  const ends = [];
  for (const path of paths) {
    send("down", path[0]);
    for (const point of path.slice(1)) send("move", point);
    send("up", path.at(-1));
    ends.push(performance.now());
    await new Promise((resolve) => setTimeout(resolve)); // it is sent
  }
  return ends;
}"""

RUN = "from streamlit.web.cli import main; main()"
# `streamlit`, but every decision tree that is to be fitted waits until somebody opens a named pipe for writing
SLOW_TREE = """import sys, sklearn.tree
pipe, fit = sys.argv.pop(1), sklearn.tree.DecisionTreeClassifier.fit
sklearn.tree.DecisionTreeClassifier.fit = lambda *args, **kwargs: (open(pipe).close(), fit(*args, **kwargs))[1]
"""
# All of the machine is the page's own: the other models are not fitted in the background
NO_MODELS = f"from digitapp.web.jobs import Job; Job._run = lambda job: None; {RUN}"
# No decision tree can be fitted; jobs are done in the server's own process, so that it holds for them too
NO_TREE = f"""import sklearn.tree; sklearn.tree.DecisionTreeClassifier.fit = None
from contextlib import nullcontext
from digitapp.web import jobs; jobs.apart = lambda: nullcontext(lambda task, progress: task(progress)); {RUN}"""
# Nothing can be written to a file, not even to the log
FULL_DISK = f"""import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.stdout = open(os.devnull, "w")  # where the server says its address, without which it does not start
{RUN}"""
# The canvas is without its companion
NO_COMPANION = f"""from pathlib import Path
read = Path.read_text
Path.read_text = lambda path, *how, **named: (
    "export default () => {{}}" if "companion" in path.name else read(path, *how, **named)
)
{RUN}"""
TREE, NEIGHBOURS = "Decision tree, data set only", "Nearest neighbours, data set only"


class Server:
    """A server that can be stopped and begun anew at its address, which makes it forget all visitors."""

    def __init__(self, log):
        self.log = log
        self.process, self.address = start(log, streamlit=("-c", NO_MODELS))
        await_health(self.process, self.address, log)

    def begin_anew(self):
        stop(self.process)
        self.process, _ = start(self.log, port=int(self.address.rpartition(":")[2]), streamlit=("-c", NO_MODELS))
        await_health(self.process, self.address, self.log)


@pytest.fixture(scope="module")
def forgetful(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("forgetful") / "log")
    yield server
    stop(server.process)


@pytest.fixture
def open_at(browser: Browser):
    """Open a server's Draw page as a new visitor; a connection that is lost may be logged, but no error of a page's own."""
    contexts, errors = [], []

    def new_visitor(address: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        context.add_init_script(SOCKETS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield new_visitor
    for context in contexts:
        context.close()
    assert errors == []


def expect_no_exception(page: Page):
    expect(page.get_by_test_id("stException")).to_have_count(0)


def draw_at_once(page: Page, paths):
    """Draw strokes in no time; when each of them ended, in milliseconds."""
    return canvas_of(page).evaluate(QUICK, paths)


def expect_read_by_the_server(page: Page, digit):
    """Another model, chosen now, reads what the server has."""
    upload(page, NEIGHBOURS)
    expect(page.get_by_text("looks up the 3 most similar digits")).to_be_visible(timeout=30_000)
    expect(page.locator(".answer .bars .verdict")).to_have_text(f"{digit}100 %", timeout=30_000)


def test_two_strokes_within_50_ms_are_both_read(visit):
    page = visit()
    first, second = draw_at_once(page, DIGITS[4])
    assert second - first < 50
    expect_strokes(page, 2)
    expect_verdict(page, 4)


def test_without_its_companion_the_canvas_sends_by_itself(open_at, tmp_path):
    with served(tmp_path / "log", streamlit=("-c", NO_COMPANION)) as (_, address):
        page = open_at(address)
        canvas = page.locator(CANVAS)
        expect(page.locator(".st-key-draw-says .answer")).to_be_visible(timeout=30_000)
        canvas.evaluate(QUICK, DIGITS[4])
        expect_strokes(page, 2)
        expect_verdict(page, 4)
        assert canvas.get_attribute("aria-label") is None
        page.locator(".st-key-draw-clear button").click()
        expect_nothing_read(page)


@pytest.mark.slow
def test_strokes_drawn_while_the_server_is_busy_are_read_when_it_is_free(open_at, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with served(tmp_path / "log", streamlit=("-c", SLOW_TREE + RUN, str(pipe))) as (_, address):
        page = open_at(address)
        canvas_of(page)
        draw_at_once(page, DIGITS[4][:1])
        expect_strokes(page, 1)
        upload(page, TREE)
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "running")
        draw_at_once(page, DIGITS[4][1:])
        draw_at_once(page, [[[20, 20], [20, 40]]])
        other = open_at(address)
        draw_at_once(other, DIGITS[7])  # whoever chose no slow model does not wait for it
        expect_verdict(other, 7)
        open_section(other, "Other models")
        expect(other.get_by_text("still being trained")).to_be_visible(timeout=15_000)
        clear(other)
        draw_at_once(other, DIGITS[3])
        expect_verdict(other, 3)
        assert page.evaluate("JSON.parse(sessionStorage.getItem('digitapp.drawing')).objects.length") == 1
        with pipe.open("w"):
            expect_strokes(page, 3)
        page.locator(".st-key-draw-undo button").click()
        expect_strokes(page, 2)
        upload(page, "Best reader")
        expect_verdict(page, 4)


def test_a_stroke_in_the_middle_of_which_the_connection_is_lost_is_read_when_it_is_back(open_at, server):
    page = open_at(server)
    draw_at_once(page, DIGITS[4][:1])
    expect_strokes(page, 1)
    press(page, DIGITS[4][1])
    page.evaluate(CUT)
    page.mouse.up()
    expect_strokes(page, 2)
    expect_verdict(page, 4)


@pytest.mark.parametrize("lost", ["before the pen is lifted", pytest.param("as the stroke is sent", marks=pytest.mark.slow)])
def test_a_first_stroke_whose_connection_is_lost_is_read_when_it_is_back(open_at, server, lost):
    page = open_at(server)
    press(page, DIGITS[7][0])
    if lost == "before the pen is lifted":
        page.evaluate(CUT)
    page.mouse.up()
    if lost == "as the stroke is sent":
        page.evaluate(CUT)
    expect_verdict(page, 7)
    expect_strokes(page, 1)


@pytest.mark.slow
def test_what_is_painted_while_the_connection_is_lost_is_there_when_it_is_back(open_at, server):
    page = open_at(server)
    page.evaluate(CUT)
    cell(page, 3, 3).click()
    expect_painted(page, "0" * 18 + "g" + "0" * 45)
    page.reload()
    level(page, 3, 3, 16)


def test_a_server_begun_anew_gives_every_open_tab_its_own_visit_back(open_at, forgetful):
    drawn = {open_at(forgetful.address): digit for digit in (3, 7)}
    first, second = drawn
    draw_at_once(first, DIGITS[1])
    expect_verdict(first, 1)
    clear(first)
    ink = {}
    for page, digit in drawn.items():
        draw_at_once(page, DIGITS[digit])
    for page, digit in drawn.items():
        expect_verdict(page, digit)
        expect_strokes(page, 1)
        ink[page] = ink_of(page)

    sessions = {page: session_of(page) for page in drawn}
    forgetful.begin_anew()
    for page, digit in drawn.items():
        expect_restored(page, sessions[page])
        expect_read_by_the_server(page, digit)
        expect_ink(page, ink[page])
    open_section(first, "My handwriting")
    expect(pictures(first)).to_have_count(1)
    second.reload()
    expect_verdict(second, 7)
    expect_ink(second, ink[second])


@pytest.mark.slow
def test_a_server_begun_anew_gives_painted_pixels_back(open_at, forgetful):
    page = open_at(forgetful.address)
    cell(page, 1, 1).click()
    page.locator(".st-key-draw-clear button").click()
    level(page, 1, 1, 0)
    cell(page, 3, 3).click()
    expect_painted(page, "0" * 18 + "g" + "0" * 45)
    session = session_of(page)
    forgetful.begin_anew()
    expect_restored(page, session)
    level(page, 3, 3, 16)
    level(page, 1, 1, 0)
    cell(page, 3, 4).click()
    expect_painted(page, "0" * 18 + "gg" + "0" * 44)


@pytest.mark.slow
@pytest.mark.parametrize("server_forgets", [False, True])
def test_a_browser_put_to_sleep_wakes_with_its_drawing(open_at, forgetful, server_forgets):
    page = open_at(forgetful.address)
    draw_at_once(page, DIGITS[4][:1])
    expect_strokes(page, 1)
    ink = ink_of(page)
    session = session_of(page)
    chromium = page.context.new_cdp_session(page)
    chromium.send("Page.setWebLifecycleState", {"state": "frozen"})
    if server_forgets:
        forgetful.begin_anew()
    chromium.send("Page.setWebLifecycleState", {"state": "active"})
    if server_forgets:
        expect_restored(page, session)
    expect_ink(page, ink)
    draw_at_once(page, DIGITS[4][1:])
    expect_strokes(page, 2)
    expect_verdict(page, 4)


def test_two_tabs_of_one_browser_and_a_duplicate_keep_their_own_drawings(visit):
    one = visit()
    draw_at_once(one, DIGITS[3])
    two = one.context.new_page()
    two.goto(one.url)
    draw_at_once(two, DIGITS[7])
    for page, digit in ((one, 3), (two, 7)):
        expect_verdict(page, digit)
        expect_strokes(page, 1)
    with one.expect_popup() as popup:
        one.evaluate("() => { open(location.href) }")  # a copy of the tab, with all that it keeps
    duplicate = popup.value
    expect_verdict(duplicate, 3)
    duplicate.locator(".st-key-draw-clear button").click()
    expect_nothing_read(duplicate)
    draw_at_once(duplicate, DIGITS[1])
    expect_verdict(duplicate, 1)
    expect_strokes(duplicate, 1)
    for page, digit in ((one, 3), (two, 7), (duplicate, 1)):
        expect_verdict(page, digit)
        page.reload()
        expect_verdict(page, digit)


@pytest.mark.slow
def test_visitors_who_draw_at_the_same_time_see_their_own(visit):
    drawn = {visit(): digit for digit in (0, 3, 7)}
    for page, digit in drawn.items():
        press(page, DIGITS[digit][0])
    for page in drawn:
        page.mouse.up()
    for page, digit in drawn.items():
        expect_verdict(page, digit)
        expect_strokes(page, 1)
    for page, digit in drawn.items():
        page.reload()
        expect_verdict(page, digit)


@pytest.mark.slow
def test_a_model_that_could_not_be_trained_is_one_sentence_and_the_others_read(open_at, tmp_path):
    with served(tmp_path / "log", streamlit=("-c", NO_TREE)) as (_, address):
        page = open_at(address)
        draw_at_once(page, DIGITS[1])
        expect_verdict(page, 1)
        clear(page)
        draw_at_once(page, DIGITS[7])
        expect_verdict(page, 7)
        upload(page, TREE)
        expect(page.get_by_text("This model could not be trained")).to_have_count(1, timeout=15_000)
        for section in ("Why", "My handwriting"):
            open_section(page, section)
            expect(page.get_by_text("This model could not be trained")).to_have_count(2)
        expect_no_exception(page)
        upload(page, NEIGHBOURS)
        expect_verdict(page, 7)
        expect(page.get_by_text("This model could not be trained")).to_have_count(0)
        judge(page)
        for section in ("Other models", "Break it"):
            open_section(page, section)
            expect(page.get_by_text("One of the models could not be trained")).to_be_visible(timeout=60_000)
            expect(page.get_by_role("button", name="Try again")).to_be_visible()
        expect_no_exception(page)
        draw_at_once(page, [[[20, 20], [20, 25]]])
        expect_strokes(page, 2)


@pytest.mark.slow
def test_a_full_disk_keeps_no_drawing_and_no_picture_from_being_read(open_at, tmp_path):
    with served(tmp_path / "log", streamlit=("-c", FULL_DISK)) as (_, address):
        page = open_at(address)
        draw_at_once(page, DIGITS[7])
        expect_verdict(page, 7)
        noisy = photo(5, size=(1200, 1600))
        assert len(file_of(noisy)) > 1_000_000
        choose_picture(page, {"name": "five.png", "mimeType": "image/png", "buffer": file_of(noisy)})
        expect_verdict(page, 5)
        page.reload()
        expect_verdict(page, 7)


# What a browser's translator does to a page: every text is put into an element of its own, and so is each that comes later
TRANSLATE = """() => {
  const translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = root.nodeType === Node.TEXT_NODE ? [root] : [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement?.closest("font, script, style, [translate=no]")) continue;
      const font = document.createElement("font");
      font.textContent = text.data;
      text.replaceWith(font);
    }
  };
  translate(document.body);
  new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(translate))).observe(document.body, {
    childList: true,
    subtree: true,
  });
}"""


def test_a_page_that_the_browser_translates_goes_on_reading(visit):
    page = visit()
    draw_at_once(page, DIGITS[7])
    expect_verdict(page, 7)
    open_section(page, "My handwriting")
    expect_settled(page)
    page.evaluate(TRANSLATE)
    for verdict, paths in (("?", NO_DIGITS["W"]), (3, DIGITS[3]), ("?", NO_DIGITS["heart"])):
        page.locator(".st-key-draw-clear button").click()
        expect_nothing_read(page)
        draw_at_once(page, paths)
        expect_verdict(page, verdict)
        expect(page.locator(".answer .doubt")).to_have_count(1 if verdict == "?" else 0)
        page.locator(".st-key-draw-judge-right button").click()
        expect(page.get_by_text("You said: this was")).to_be_visible()
        expect_no_exception(page)
