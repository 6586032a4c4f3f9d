"""A class from the first button to the last: a teacher, a wall and three phones, each in a window of its own."""

import re

from browser.actions import open_section
from browser.test_class import NUMBER, PHONE, SAID, UNTIL_KNOWN, asked, draw, press, send, type_code
from browser.test_class_wall import LATER, UNTIL_READ, expect_drawings, right, switch
from playwright.sync_api import expect

from digitapp.board.store import NO_BOARD
from digitapp.web.board import ending


def test_a_class_draws_is_measured_and_takes_its_drawings_home(visit):
    teacher = visit("/class")
    teacher.get_by_role("button", name="Open a board").click()
    teacher.wait_for_url(re.compile(r"/class\?host="))
    join, on_wall = (
        teacher.get_by_role("link", name=name, exact=True).get_attribute("href") for name in ("Pupils", "The wall")
    )
    join, on_wall = (link[link.index("/class?") :] for link in (join, on_wall))
    code = join.partition("=")[2]
    wall = visit(on_wall)
    expect(wall.get_by_role("img", name="QR code to join the board")).to_be_visible(timeout=LATER)

    scanning, typing, mistaken = visit(join, **PHONE), visit("/class", **PHONE), visit(join, **PHONE)
    type_code(typing, code.lower())
    first = send(scanning)
    expect_drawings(wall, right(first))
    second = send(typing)
    expect_drawings(wall, right(second), right(first))
    wanted = asked(mistaken)
    drawn = 7 if wanted == 1 else 1
    draw(mistaken, drawn)
    press(mistaken, "Send")
    expect(mistaken.locator(SAID)).to_contain_text(f"Your {wanted} is read as a {drawn}.", timeout=UNTIL_KNOWN)
    expect(wall.get_by_text("3 phones · 3 drawings · 1 waiting for the teacher")).to_be_visible(timeout=LATER)
    expect_drawings(wall, right(second), right(first))

    teacher.get_by_role("radio", name="Drawings").click()
    held_back = f"Asked for {'an' if wanted == 8 else 'a'} {wanted}, read as {drawn}"
    teacher.get_by_role("button", name=f"Show: {held_back}").click()
    expect_drawings(wall, held_back, right(second), right(first))
    switch(teacher, "Reveal results")
    expect(wall.get_by_text("2 of 3 drawings by 3 pupils as asked")).to_be_visible(timeout=UNTIL_READ)

    teacher.get_by_role("radio", name="Finish").click()
    with teacher.expect_download() as download:
        teacher.get_by_role("button", name="Drawings").click()
    file = {"name": "class_drawings.json.gz", "mimeType": "application/gzip", "buffer": download.value.path().read_bytes()}
    home = visit()
    open_section(home, "My handwriting")
    home.locator(".st-key-draw-open input[type=file]").set_input_files(file)
    different = len({first, second, drawn})  # who is asked for the same draws the same here, which is kept once
    expect(home.get_by_text(f"Export the judged drawings ({different})")).to_be_visible(timeout=LATER)

    teacher.get_by_role("button", name="Delete now").click()
    teacher.get_by_role("button", name="Yes, delete everything").click()
    expect(teacher.get_by_text(ending.GONE)).to_be_visible(timeout=LATER)
    expect(wall.get_by_text(NO_BOARD)).to_be_visible(timeout=LATER)
    expect(scanning.locator(NUMBER)).to_be_hidden(timeout=LATER)
    expect(scanning.get_by_text(NO_BOARD)).to_be_visible(timeout=LATER)
