"""The wall and the host of a class board, filled through the store: what is projected, and by whose leave."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from boards import pupil
from playwright.sync_api import expect
from screens import Filled, now
from slow import slow

from digitapp.board.codes import spoken
from digitapp.board.drawings import strokes_of
from digitapp.board.store import NO_BOARD, NOT_THE_HOST, Store
from digitapp.board.task import Task, asked
from digitapp.web.board import ending, wall

UNTIL_READ = 240_000  # milliseconds: the process that reads gives way to all else on a busy machine
LATER = 15_000


@pytest.fixture
def board(server):
    store = Store.from_environment()  # that of the server, in another process
    return Filled(store)


def wall_of(board):
    return f"/class?wall={board.code}"


def host_of(board):
    return f"/class?host={board.code}&key={board.token}"


def expect_drawings(page, *alts):
    """The drawings that are shown, in their order."""
    expect(page.locator(".st-key-class-drawings li svg")).to_have_count(len(alts), timeout=LATER)
    for place, alt in enumerate(alts):
        expect(page.locator(".st-key-class-drawings li svg").nth(place)).to_have_attribute("aria-label", alt)


def right(digit):
    return f"Asked for a {digit}, read as {digit}"


def test_drawings_arrive_newest_first_and_stay_in_the_browser(visit, board):
    page = visit(wall_of(board), 1920, 1080)
    expect(page.get_by_text(wall.EMPTY)).to_be_visible(timeout=LATER)
    board.send(1, 7)
    expect_drawings(page, right(7))
    page.locator(".st-key-class-drawings li").evaluate("item => { item.id = 'first' }")
    board.send(2, 3)
    expect_drawings(page, right(3), right(7))
    assert page.locator("#first svg").get_attribute("aria-label") == right(7)  # the same, not sent again
    expect(page.get_by_text("1 phone · 2 drawings")).to_be_visible()


def test_the_line_is_the_one_that_was_drawn(visit, board):
    board.send(1, 7)
    page = visit(wall_of(board))
    line = page.locator(".st-key-class-drawings li path")
    box = line.evaluate("path => { const box = path.getBBox(); return [box.x, box.y, box.width, box.height] }")
    points = strokes_of(board.now.kept[0].strokes).paths[0]
    corner, size = points.min(axis=0).tolist(), (points.max(axis=0) - points.min(axis=0)).tolist()
    assert box == pytest.approx([*corner, *size], abs=0.6)


def test_one_tap_of_the_host_projects_what_was_held_back_and_another_takes_it_off(visit, board):
    board.send(1, 7, 1)
    on_wall, host = visit(wall_of(board)), visit(host_of(board), 390, 664, touch=True)
    expect(on_wall.get_by_text("1 waiting for the teacher")).to_be_visible(timeout=LATER)
    expect_drawings(on_wall)
    host.get_by_role("button", name="Show: Asked for a 7, read as 1").tap()
    expect_drawings(on_wall, "Asked for a 7, read as 1")
    host.get_by_role("button", name="Remove: Asked for a 7, read as 1").tap()
    expect_drawings(on_wall)
    host.get_by_role("button", name="Put back").tap()
    expect_drawings(on_wall, "Asked for a 7, read as 1")
    host.get_by_role("button", name="Block: Asked for a 7, read as 1").tap()
    expect_drawings(on_wall)
    assert board.now.is_on("block", pupil(1))


def test_pause_and_blank(visit, board):
    board.send(1, 7)
    on_wall, host = visit(wall_of(board)), visit(host_of(board))
    expect_drawings(on_wall, right(7))
    switch(host, "Pause the wall")
    expect(on_wall.get_by_text("Paused")).to_be_visible(timeout=LATER)
    board.send(2, 3)
    expect(on_wall.get_by_text("2 drawings")).to_be_visible(timeout=LATER)
    expect_drawings(on_wall, right(7))
    switch(host, "Pause the wall")
    expect_drawings(on_wall, right(3), right(7))
    switch(host, "Blank the wall")
    expect(on_wall.get_by_text(wall.BLANK)).to_be_visible(timeout=LATER)
    expect_drawings(on_wall)
    expect(on_wall.get_by_text(spoken(board.code))).to_be_visible()


def switch(host, name):
    toggle = host.get_by_role("switch", name=name).or_(host.get_by_role("checkbox", name=name))
    host.get_by_text(name, exact=True).click()
    expect(toggle).to_be_attached()


def test_the_host_goes_on_on_another_device(visit, board):
    board.send(1, 7, 1)
    first, second = visit(host_of(board)), visit(host_of(board), 320, 640, dark=True, touch=True)
    expect(first.get_by_text("Waiting for you: 1")).to_be_visible(timeout=LATER)
    second.get_by_role("button", name="Show: Asked for a 7, read as 1").tap()
    expect(first.get_by_text("Nothing waits for you")).to_be_visible(timeout=LATER)
    assert second.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_results_are_on_the_wall_once_they_are_revealed(visit, board):
    for whose in range(8):
        for number, one in enumerate(asked(Task(), pupil(whose))[:3]):
            board.send(10 * whose + number, one.digit, whose=whose)
    on_wall, host = visit(wall_of(board), 1280, 800), visit(host_of(board))
    expect(on_wall.get_by_text("24 drawings")).to_be_visible(timeout=LATER)
    switch(host, "Reveal results")
    expect(on_wall.get_by_text("24 of 24 drawings by 8 pupils as asked")).to_be_visible(timeout=UNTIL_READ)
    expect(on_wall.get_by_text("Teach it")).to_have_count(0)
    switch(host, "Reveal results")
    expect(on_wall.get_by_text("by 8 pupils as asked")).to_have_count(0, timeout=LATER)


def test_the_wall_can_only_be_looked_at(visit, board):
    board.send(1, 7)
    board.send(2, 3, 5)
    page = visit(wall_of(board))
    expect_drawings(page, right(7))
    assert page.get_by_role("button").count() == 0 and page.get_by_role("textbox").count() == 0
    assert board.token not in page.content()


def test_delete_now_asks_once_more_and_ends_the_wall(visit, board):
    board.send(1, 7)
    on_wall, host = visit(wall_of(board)), visit(host_of(board))
    expect_drawings(on_wall, right(7))
    host.get_by_role("radio", name="Finish").click()
    host.get_by_role("button", name="Delete now").click()
    host.get_by_role("button", name="Yes, delete everything").click()
    expect(host.get_by_text(ending.GONE)).to_be_visible(timeout=LATER)
    expect(on_wall.get_by_text(NO_BOARD)).to_be_visible(timeout=LATER)
    expect_drawings(on_wall)


def test_a_wall_whose_connection_is_lost_says_so_and_goes_on_by_itself(server, browser, board):
    board.send(1, 7)
    with slow(server) as network, browser.new_context() as context:
        page = context.new_page()
        page.goto(network.address + wall_of(board))
        expect_drawings(page, right(7))
        network.lose()
        expect(page.get_by_text(wall.OFFLINE)).to_be_visible(timeout=LATER)
        expect_drawings(page, right(7))
        board.send(2, 3)
        network.is_lost = False
        expect(page.get_by_text(wall.OFFLINE)).to_have_count(0, timeout=60_000)
        expect_drawings(page, right(3), right(7))


@pytest.mark.parametrize("screen", ["wall", "host"])
def test_a_board_whose_time_is_over_is_one_sentence(visit, server, screen):
    board = Filled(Store.from_environment(), opened=now() - timedelta(hours=25))
    page = visit({"wall": wall_of, "host": host_of}[screen](board))
    expect(page.get_by_text(NO_BOARD)).to_be_visible(timeout=LATER)


def test_a_forged_token_is_one_sentence(visit, board):
    board.send(1, 7)
    page = visit(f"/class?host={board.code}&key={'A' * 43}")
    expect(page.get_by_text(NOT_THE_HOST)).to_be_visible(timeout=LATER)
    expect(page.locator("svg[aria-label]")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_axe_finds_nothing_on_the_wall_or_with_the_host(visit, board, dark):
    board.send(1, 7)
    board.send(2, 3, 5)
    on_wall, host = visit(wall_of(board), dark=dark), visit(host_of(board), dark=dark)
    expect_drawings(on_wall, right(7))
    assert Axe().run(on_wall).response["violations"] == []
    host.get_by_role("button", name="Show").wait_for()
    assert Axe().run(host).response["violations"] == []
    host.get_by_role("radio", name="Results").click()
    expect(host.get_by_text("Two pupils are needed")).to_be_visible(timeout=UNTIL_READ)
    assert Axe().run(host).response["violations"] == []
