"""A class board: a teacher opens it, phones join, draw and send; whatever the network does, each drawing is kept once."""

import json
import os
import re
from datetime import UTC, datetime

import pytest
from browser.actions import expect_settled, fast
from browser.test_faults import forgetful, open_at  # noqa: F401
from browser.test_wcag import beyond, streamlits_own  # noqa: F401
from drawings import DIGITS, canvas_json
from playwright.sync_api import expect
from slow import slow

from digitapp.board.events import Act
from digitapp.board.store import VARIABLE, Store
from digitapp.board.task import Task

PHONE = {"width": 390, "height": 664, "touch": True}
UNTIL_KNOWN = 20_000  # ms until the server has answered, or the phone has found out that it does not
NUMBER, SAID, LINE = (f".st-key-class-phone {part}" for part in (".number", ".said", ".line"))


@pytest.fixture(scope="session")
def store(server):
    return Store(os.environ[VARIABLE])


@pytest.fixture
def board(store):
    """A board for two of 3 and of 7, in an order of each pupil's own: its code, and its host's token."""
    return store.open_board(Task((3, 7), times=2), datetime.now(UTC))


def kept(store, code):
    return store.board(code, datetime.now(UTC)).kept


def asked(page):
    """The digit that the phone asks for."""
    what = page.locator(".st-key-class-phone .what")
    expect(what).to_have_text(re.compile("Draw an? [0-9]"), timeout=60_000)  # the first page of a server takes its time
    return int(what.inner_text()[-1])


def places(page, path):
    box = page.locator(".st-key-class-phone canvas").bounding_box()
    unit = box["width"] / 280
    return [(box["x"] + unit * x, box["y"] + unit * y) for x, y in fast(path)]


def draw(page, digit):
    for start, *others in (places(page, path) for path in DIGITS[digit]):
        page.mouse.move(*start)
        page.mouse.down()
        for place in others:
            page.mouse.move(*place)
        page.mouse.up()


def press(page, name):
    page.locator(".st-key-class-phone").get_by_role("button", name=name, exact=True).click()


def send(page):
    """Draw what is asked and send it; which digit that was."""
    digit = asked(page)
    draw(page, digit)
    press(page, "Send")
    return digit


def expect_read(page, digit):
    expect(page.locator(SAID)).to_have_text(f"{digit} Your {digit} is read as a {digit}.", timeout=UNTIL_KNOWN)


def waiting(page, code):
    return page.evaluate("code => JSON.parse(localStorage.getItem('digitapp.board.' + code)).outbox.length", code)


def put_into_outbox(page, code, digit, canvas):
    page.evaluate(
        """([code, drawing]) => {
          const name = "digitapp.board." + code;
          const outbox = [{ client: "one-drawings-own-id", ...drawing }];
          localStorage.setItem(name, JSON.stringify({ ...JSON.parse(localStorage.getItem(name)), outbox }));
        }""",
        [code, {"digit": digit, "round": "careful", "canvas": canvas, "pointer": "mouse"}],
    )


def type_code(page, code):
    expect_settled(page)
    page.get_by_label("The code on the wall").fill(code)
    page.get_by_role("button", name="Join").click()


def test_a_teacher_opens_a_board_and_a_phone_joins_by_its_code_and_draws(visit, store):
    teacher = visit("/class")
    teacher.get_by_role("button", name="Open a board").click()
    teacher.wait_for_url(re.compile(r"/class\?host=\w{6}&key=[\w-]{40}"))
    code = re.search(r"host=(\w+)", teacher.url)[1]
    phone = visit("/class", **PHONE)
    type_code(phone, f"{code[:3]} {code[3:]}".lower())
    phone.wait_for_url(f"**/class?board={code}")
    expect(phone.locator(NUMBER)).to_have_text("1 of 20")
    digit = send(phone)
    expect(phone.locator(NUMBER)).to_have_text("2 of 20")  # without waiting for the server
    expect(phone.locator(SAID)).to_contain_text(f"Your {digit} is read as", timeout=UNTIL_KNOWN)
    [drawing] = kept(store, code)
    assert (drawing.asked.digit, drawing.pointer, drawing.answer) == (digit, "mouse", (digit, True))
    assert waiting(phone, code) == 0


def test_a_finger_draws_and_is_told_from_a_mouse(visit, store, board):
    code, _ = board
    phone = visit(f"/class?board={code}", **PHONE)
    digit = asked(phone)
    session = phone.context.new_cdp_session(phone)
    for path in DIGITS[digit]:
        points = [{"x": x, "y": y} for x, y in places(phone, path)]
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points[:1]})
        for point in points[1:]:
            session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    press(phone, "Send")
    expect_read(phone, digit)
    assert [drawing.pointer for drawing in kept(store, code)] == ["finger"]


def test_undo_and_clear_are_undone_and_nothing_is_sent_empty(visit, store, board):
    code, _ = board
    phone = visit(f"/class?board={code}", **PHONE)
    digit = asked(phone)
    press(phone, "Send")
    expect(phone.locator(SAID)).to_have_text(f"Nothing drawn yet: draw a {digit} in the box.")
    draw(phone, digit)
    press(phone, "Clear")
    press(phone, "Undo")  # of Clear
    draw(phone, 1)
    press(phone, "Undo")  # of the 1
    press(phone, "Send")
    expect_read(phone, digit)
    press(phone, "Undo")  # of nothing: what was sent is not had back
    press(phone, "Send")
    expect(phone.locator(SAID)).to_contain_text("Nothing drawn yet")
    assert len(kept(store, code)) == 1


def test_a_reload_is_the_same_pupil_and_the_same_send_twice_counts_once(visit, store, board):
    code, _ = board
    phone = visit(f"/class?board={code}", **PHONE)
    phone.evaluate(
        """code => {  // what was sent is kept in the browser a second time
          const keep = localStorage.setItem;
          Storage.prototype.setItem = function (name, text) {
            keep.call(this, name, text);
            if (name === "digitapp.board." + code && JSON.parse(text).outbox.length) keep.call(this, "again", text);
          };
        }""",
        code,
    )
    digit = send(phone)
    expect_read(phone, digit)
    phone.evaluate("code => localStorage.setItem('digitapp.board.' + code, localStorage.getItem('again'))", code)
    assert waiting(phone, code) == 1
    phone.reload()
    expect(phone.locator(SAID)).to_have_text(f"{digit} Your {digit} is read as a {digit}.", timeout=UNTIL_KNOWN)
    expect(phone.locator(NUMBER)).to_have_text("2 of 4")
    assert waiting(phone, code) == 0
    assert len(kept(store, code)) == len(store.board(code, datetime.now(UTC)).pupils) == 1


def test_what_is_drawn_while_the_connection_is_lost_amid_a_send_arrives_once(server, browser, store, board):
    code, _ = board
    with slow(server) as network, browser.new_context(viewport={"width": 390, "height": 664}) as context:
        phone = context.new_page()
        phone.goto(f"{network.address}/class?board={code}")
        asked(phone)
        network.seconds = 2
        send(phone)
        while not kept(store, code):  # the server has it, and its answer is on the way for a second
            phone.evaluate("() => new Promise(requestAnimationFrame)")
        network.lose()
        send(phone)
        expect(phone.locator(LINE)).to_contain_text("Offline: 2 drawings waiting.", timeout=UNTIL_KNOWN)
        expect(phone.locator(NUMBER)).to_have_text("3 of 4")
        expect(phone.get_by_role("dialog")).to_have_count(0)
        network.seconds, network.is_lost = 0, False
        phone.wait_for_function(
            "code => !JSON.parse(localStorage.getItem('digitapp.board.' + code)).outbox.length", arg=code, timeout=60_000
        )
        expect(phone.locator(LINE)).to_have_text("")
        expect(phone.locator(NUMBER)).to_have_text("3 of 4")
        for number in (3, 4):
            send(phone)
            expect(phone.locator(NUMBER)).to_have_text(f"{min(number + 1, 4)} of 4")
        expect(phone.get_by_text("That was the last one.")).to_be_visible()
        expect(phone.get_by_text("My drawings (4)")).to_be_visible(timeout=UNTIL_KNOWN)
    assert sorted(drawing.asked.digit for drawing in kept(store, code)) == [3, 3, 7, 7]


def test_a_phone_that_slept_sends_what_waits_and_knows_the_board_as_it_is(server, browser, store, board):
    code, token = board
    with slow(server) as network, browser.new_context(viewport={"width": 390, "height": 664}) as context:
        phone = context.new_page()
        phone.clock.install()
        phone.goto(f"{network.address}/class?board={code}")
        asked(phone)
        network.lose()
        digit = send(phone)
        phone.clock.fast_forward("02:00")  # as if the lid had been closed: the timers stood still
        expect(phone.locator(LINE)).to_contain_text("Offline: 1 drawing waiting.", timeout=UNTIL_KNOWN)
        store.act(code, token, Act("lock"), datetime.now(UTC))
        network.is_lost = False
        expect_read(phone, digit)
        expect(phone.locator(LINE)).to_have_text("")
        expect(phone.locator(NUMBER)).to_have_text("2 of 4")
        store.act(code, token, Act("close"), datetime.now(UTC))
        expect(phone.locator(".st-key-class-phone .stopped")).to_contain_text("This board is closed", timeout=UNTIL_KNOWN)
    assert [drawing.asked.digit for drawing in kept(store, code)] == [digit]
    assert len(store.board(code, datetime.now(UTC)).pupils) == 1


@pytest.mark.slow
def test_a_phone_that_slept_until_the_server_had_forgotten_it_is_the_same_pupil(store, board, open_at, forgetful):  # noqa: F811
    code, _ = board
    phone = open_at(f"{forgetful.address}/class?board={code}")
    digit = asked(phone)
    chromium = phone.context.new_cdp_session(phone)
    chromium.send("Page.setWebLifecycleState", {"state": "frozen"})
    forgetful.begin_anew()
    chromium.send("Page.setWebLifecycleState", {"state": "active"})
    assert send(phone) == digit
    expect(phone.locator(SAID)).to_contain_text(f"Your {digit} is read as", timeout=60_000)
    expect(phone.locator(NUMBER)).to_have_text("2 of 4")
    assert len(kept(store, code)) == len(store.board(code, datetime.now(UTC)).pupils) == 1


def test_a_drawing_of_1_mb_leaves_the_phone_with_a_word(visit, store, board):
    code, _ = board
    phone = visit(f"/class?board={code}", **PHONE)
    digit = asked(phone)
    put_into_outbox(phone, code, digit, canvas="x" * 1_000_000)
    expect(phone.locator(SAID)).to_contain_text(f"Your {digit} was not kept. This drawing is too long", timeout=UNTIL_KNOWN)
    expect(phone.locator(NUMBER)).to_have_text("1 of 4")
    assert waiting(phone, code) == 0
    expect_read(phone, send(phone))


def test_an_own_drawing_is_deleted_and_asked_again_until_the_board_is_closed(visit, store, board):
    code, token = board
    phone = visit(f"/class?board={code}", **PHONE)
    digit = send(phone)
    expect_read(phone, digit)
    phone.get_by_text("My drawings (1)").click()
    phone.get_by_role("button", name=f"Delete: your {digit}").press("Enter")
    expect(phone.get_by_text("No drawing of yours is on the board.")).to_be_focused(timeout=UNTIL_KNOWN)
    expect(phone.get_by_text("My drawings (0)")).to_be_visible()
    expect(phone.locator(NUMBER)).to_have_text("1 of 4")
    assert kept(store, code) == ()
    for number in (1, 2):
        expect_read(phone, send(phone))
        expect(phone.get_by_text(f"My drawings ({number})")).to_be_visible(timeout=UNTIL_KNOWN)
    phone.get_by_role("button", name="number 2").press("Enter")  # still open
    expect(phone.get_by_role("button", name="number 1")).to_be_focused(timeout=UNTIL_KNOWN)  # the next one
    store.act(code, token, Act("close"), datetime.now(UTC))
    expect(phone.get_by_text("This board is closed: nothing more is sent or deleted.")).to_be_visible(timeout=UNTIL_KNOWN)
    expect(phone.get_by_role("button", name="Send")).to_be_hidden()
    expect(phone.get_by_role("img", name=f"Your drawing of a {kept(store, code)[0].asked.digit}")).to_be_visible()
    expect(phone.get_by_role("button", name="Delete")).to_have_count(0)


def test_what_a_board_will_never_take_leaves_the_phone_with_a_word(visit, store, board):
    code, token = board
    phone = visit(f"/class?board={code}", **PHONE)
    digit = asked(phone)
    pupil = phone.evaluate("code => JSON.parse(localStorage.getItem('digitapp.board.' + code)).pupil", code)
    store.act(code, token, Act("block", target=pupil), datetime.now(UTC))
    # As if it were sent in the moment in which the phone is blocked
    put_into_outbox(phone, code, digit, json.dumps(canvas_json(DIGITS[digit])))
    expect(phone.locator(SAID)).to_contain_text(f"Your {digit} was not kept. This phone can no longer", timeout=UNTIL_KNOWN)
    expect(phone.locator(".st-key-class-phone .stopped")).to_contain_text("can no longer send", timeout=UNTIL_KNOWN)
    assert waiting(phone, code) == 0
    assert kept(store, code) == ()


def test_wrong_codes_are_answered_and_slowed_over_a_reload(visit):
    page = visit("/class")
    type_code(page, "7")
    expect(page.get_by_text("A code has 6 letters and digits")).to_be_visible()
    for code in ("BBBBBB", "BBBBBC", "BBBBBD", "BBBBBF"):
        type_code(page, code)
        expect_settled(page)
    expect(page.get_by_text("3 wrong codes: wait")).to_be_visible()
    page.wait_for_function("localStorage.getItem('digitapp.tries').startsWith('3 ')")
    page.reload()
    page.get_by_label("The code on the wall").fill("BBBBBG")
    join = page.get_by_role("button", name="Join")
    while not page.evaluate("localStorage.getItem('digitapp.tries').startsWith('4 ')"):  # the fourth, once the wait is over
        join.click()
        expect_settled(page)
    page.goto(page.url.split("?")[0] + "?board=BBBBBB")
    expect(page.get_by_text("There is no board with this code")).to_be_visible()
    expect(page.get_by_label("The code on the wall")).to_be_visible()


def test_the_phone_fits_320_pixels_and_its_buttons_a_thumb(visit, board):
    code, _ = board
    phone = visit(f"/class?board={code}", width=320, height=568, dark=True, touch=True)
    asked(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    for name in ("Undo", "Clear", "Send"):
        box = phone.get_by_role("button", name=name, exact=True).bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
        assert box["y"] + box["height"] <= 568


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_axe_finds_nothing_where_a_board_is_opened_joined_and_drawn_on(visit, board, streamlits_own, dark):  # noqa: F811
    code, _ = board
    page = visit("/class", dark=dark)
    page.get_by_role("button", name="The lesson").wait_for()
    assert beyond(page, streamlits_own) == [], "opening"
    page.get_by_role("button", name="Open a board").click()
    page.get_by_text("Try it with one phone first.").wait_for()
    assert beyond(page, streamlits_own) == [], "links"
    phone = visit(f"/class?board={code}", dark=dark, **PHONE)
    expect_read(phone, send(phone))
    phone.get_by_text("My drawings (1)").click()
    assert beyond(phone, streamlits_own) == [], "phone"
