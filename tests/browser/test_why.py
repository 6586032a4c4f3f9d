"""Why a model said so, as a person opens it after drawing."""

import re

import pytest
from browser.actions import choose_model, draw, expect_settled, expect_verdict, open_section
from drawings import DIGITS
from playwright.sync_api import Page, expect

from digitapp.learning import models

SAYS = {
    "default": re.compile("Your drawing is close|The known digit most like"),
    "svc": re.compile(r"known digits \(support vectors\)"),
    "tree": re.compile("each about one pixel"),
    "forest": re.compile("150 trees ask questions of their own and vote"),
    "knn": re.compile("these 3 are most like yours"),
    "logistic": re.compile("Each pixel's ink is multiplied by a weight"),
}


def explained(page: Page, key, digit=7):
    """Draw, choose a model, open its reasons."""
    draw(page, DIGITS[digit])
    expect_verdict(page, digit)
    if key != models.DEFAULT:
        expect_settled(page)  # the list of models closes when the page is drawn again
        choose_model(page, models.title(key))
    open_section(page, "Why")
    why = page.locator(".st-key-draw-open")
    expect(why.locator(".lead")).to_have_text(SAYS[key.removesuffix(models.WITH_HANDWRITING)], timeout=60_000)
    return why


def test_the_best_reader_tells_its_reason_then_similar_digits_views_and_map_and_folds_its_numbers_away(visit):
    why = explained(visit(width=320, height=700), "default")
    shown = [
        why.locator(".lead"),
        why.get_by_role("img", name="Known digit, a 7").first,
        why.get_by_role("img", name="The drawing as 8 by 8 grey cells, upright"),
        why.get_by_role("img", name=re.compile(r"What each square of ink counts for\. Strongest: row \d, column \d for 7")),
        why.locator("summary", has_text="The numbers"),
    ]
    tops = [part.bounding_box()["y"] for part in shown]
    assert tops == sorted(tops)
    expect(why.get_by_text("Read as a 7")).to_have_count(3)
    expect(why.get_by_role("table")).to_be_hidden()
    why.locator("summary").click()
    expect(why.get_by_role("table").locator("td b")).to_have_text(["7"] * 3)
    wide = "part => part.checkVisibility() && part.getBoundingClientRect().right > 321"
    assert why.evaluate(f"why => [...why.querySelectorAll('*')].filter({wide}).length") == 0


def test_pictures_stand_beside_each_other_where_there_is_room(visit):
    page = visit()
    why = explained(page, "default")
    place, similar = (why.get_by_role("img", name=name).first.bounding_box() for name in ("What each", "Known digit"))
    assert place["x"] > similar["x"] + similar["width"]
    assert abs(place["y"] - similar["y"]) < 100


@pytest.mark.slow
def test_a_support_vector_machine_shows_who_pulled_and_the_sum(visit):
    why = explained(visit(), "svc")
    expect(why.get_by_role("heading", name="Pulling hardest towards 7", level=3)).to_be_visible()
    expect(why.locator("li", has_text="pull +").first).to_contain_text("A 7")
    expect(why.get_by_role("img", name=re.compile(r"A little more ink. Strongest: row \d, column \d"))).to_be_visible()
    why.locator("summary").click()
    expect(why.get_by_role("row", name="Together: leans towards 7")).to_be_visible()


@pytest.mark.slow
def test_a_tree_shows_where_it_looked_and_its_questions(visit):
    why = explained(visit(), "tree")
    expect(why.get_by_role("img", name="numbers mark the pixels asked about")).to_be_visible()
    why.locator("summary").click()
    expect(why.locator(".questions li").first).to_have_text(
        re.compile(r"Is row \d, column \d darker than \d+\? (Yes|No), it is \d+\.")
    )


@pytest.mark.slow
@pytest.mark.parametrize("key", models.KEYS)
def test_every_model_gives_its_reasons_and_what_would_change_its_mind(visit, key):
    page = visit()
    explained(page, key)
    open_section(page, "What would change it")
    expect(page.get_by_text(re.compile(r"[1-9]\d* levels? of ink in .* and it says \d instead of \d"))).to_be_visible(
        timeout=60_000
    )
