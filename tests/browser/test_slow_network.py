"""On a slow network what is done on the canvas happens at once all the same, and nothing that is drawn meanwhile is lost."""

import pytest
from browser.actions import (
    canvas_of,
    clear,
    expect_about_the_ink,
    expect_restored,
    expect_settled,
    expect_strokes,
    expect_verdict,
    fast,
    ink_of,
    places,
    session_of,
)
from drawings import DIGITS, FORMS, drawn
from slow import slow

SEVEN = FORMS["crossed 7"][1]
MISTAKE = drawn((40, 250), (240, 250))
FRAME = "() => new Promise(requestAnimationFrame)"
WAITS = (0, 150, 400)  # milliseconds


@pytest.fixture(params=[0.3, 0.8])
def visitor(request, browser, server):
    """A page in front of which the network is slow, once it has been loaded; and the network."""
    with slow(server) as network, browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        errors = []
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(network.address)
        canvas_of(page)
        expect_settled(page)
        network.seconds = request.param
        yield page
        assert errors == []


def write(page, paths):
    """Draw as fast as a hand, a point a frame; `paths` in the window."""
    for start, *others in map(fast, paths):
        page.mouse.move(*start)
        page.mouse.down()
        for place in others:
            page.mouse.move(*place)
            page.evaluate(FRAME)
        page.mouse.up()


def middle(page, button):
    box = page.locator(f".st-key-draw-{button} button").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def ink_without_delay(page, paths):
    """How much ink a drawing is on the empty canvas that is left again."""
    write(page, paths)
    expect_strokes(page, len(paths))
    ink = ink_of(page)
    clear(page)
    return ink


def expect_drawn(page, strokes, ink, digit):
    expect_strokes(page, strokes)
    expect_settled(page)
    expect_about_the_ink(page, ink)
    expect_verdict(page, digit)


def test_what_is_drawn_after_clear_is_kept_whole(visitor):
    three, seven = ([places(visitor, path) for path in paths] for paths in (DIGITS[3], SEVEN))
    ink = ink_without_delay(visitor, seven)
    for wait in WAITS:
        write(visitor, three)
        expect_strokes(visitor, 1)
        visitor.mouse.click(*middle(visitor, "clear"))
        visitor.wait_for_timeout(wait)
        write(visitor, seven)
        expect_drawn(visitor, 2, ink, 7)
        clear(visitor)


def test_what_is_drawn_after_undo_is_kept_whole(visitor):
    (first, second), mistake = [places(visitor, path) for path in SEVEN], places(visitor, MISTAKE)
    ink = ink_without_delay(visitor, [first, second])
    for wait in WAITS:
        write(visitor, [first, mistake])
        expect_strokes(visitor, 2)
        visitor.mouse.click(*middle(visitor, "undo"))
        visitor.wait_for_timeout(wait)
        write(visitor, [second])
        expect_drawn(visitor, 2, ink, 7)
        clear(visitor)


@pytest.mark.slow
def test_what_is_drawn_after_a_restored_drawing_is_cleared_is_kept_whole(visitor):
    three, seven = ([places(visitor, path) for path in paths] for paths in (DIGITS[3], SEVEN))
    ink = ink_without_delay(visitor, seven)
    write(visitor, three)
    expect_strokes(visitor, 1)
    old = ink_of(visitor)
    session = session_of(visitor)
    visitor.reload()
    expect_restored(visitor, session)
    expect_about_the_ink(visitor, old)
    for wait in WAITS:
        visitor.mouse.click(*middle(visitor, "clear"))
        visitor.wait_for_timeout(wait)
        write(visitor, seven)
        expect_drawn(visitor, 2, ink, 7)
        clear(visitor)
        visitor.mouse.click(*middle(visitor, "undo"))  # again a drawing that the server has put there
        expect_drawn(visitor, 2, ink, 7)


def test_clear_is_undone_by_undo(visitor):
    three = [places(visitor, path) for path in DIGITS[3]]
    write(visitor, three)
    expect_strokes(visitor, 1)
    ink = ink_of(visitor)
    clear(visitor)
    visitor.mouse.click(*middle(visitor, "undo"))
    expect_drawn(visitor, 1, ink, 3)
    visitor.mouse.click(*middle(visitor, "clear"))  # and without waiting
    visitor.mouse.click(*middle(visitor, "undo"))
    expect_drawn(visitor, 1, ink, 3)


def test_a_restored_drawing_is_cleared_as_soon_as_it_is_seen(visitor):
    three, seven = ([places(visitor, path) for path in paths] for paths in (DIGITS[3], SEVEN))
    ink = ink_without_delay(visitor, seven)
    write(visitor, three)
    expect_strokes(visitor, 1)
    old = ink_of(visitor)
    visitor.reload()
    expect_about_the_ink(visitor, old)
    visitor.mouse.click(*middle(visitor, "clear"))
    write(visitor, seven)
    expect_drawn(visitor, 2, ink, 7)
