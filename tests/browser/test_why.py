"""Why a model said so, as a person opens it after drawing."""

import re

import pytest
from browser.actions import choose_model, draw, expect_verdict
from drawings import DIGITS
from playwright.sync_api import Page, expect

from digitapp.learning import models

SAYS = {
    "default": re.compile("Your drawing is close|The known digit most like"),
    "svc": "known digits (support vectors)",
    "tree": "each about one pixel",
    "forest": "150 trees ask questions of their own and vote",
    "knn": "these 3 are most like yours",
    "logistic": "Each pixel's ink is multiplied by a weight",
}


def explained(page: Page, key, digit=7):
    """Draw, choose a model, open its reasons."""
    draw(page, DIGITS[digit])
    expect_verdict(page, digit)
    # The list of models closes when the page is drawn again.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=15_000)
    if key != models.DEFAULT:
        choose_model(page, models.title(key))
    page.get_by_text("Why did it say that?").click()
    why = page.locator(".st-key-draw-why")
    expect(why.get_by_text(SAYS[key.removesuffix(models.WITH_HANDWRITING)])).to_be_visible(timeout=60_000)
    expect(why.get_by_text(re.compile(r"[1-9]\d* levels? of ink in .* and it says \d instead of \d"))).to_be_visible(
        timeout=60_000
    )
    return why


@pytest.mark.slow
def test_a_support_vector_machine_shows_who_pulled_and_the_sum(visit):
    why = explained(visit(), "svc")
    expect(why.get_by_text("Pulling hardest towards 7:")).to_be_visible()
    expect(why.locator("li", has_text="pull +").first).to_contain_text("A 7")
    expect(why.get_by_role("row", name="Together: leans towards 7")).to_be_visible()
    expect(why.get_by_role("img", name=re.compile(r"A little more ink. Strongest: row \d, column \d"))).to_be_visible()


@pytest.mark.slow
def test_a_tree_shows_its_questions_and_where_it_looked(visit):
    why = explained(visit(), "tree")
    expect(why.locator(".questions li").first).to_have_text(
        re.compile(r"Is row \d, column \d darker than \d+\? (Yes|No), it is \d+\.")
    )
    expect(why.get_by_text("This is the smallest change there is.")).to_be_visible()


def test_the_best_reader_tells_its_reason_votes_similar_digits_and_map_in_this_order(visit):
    why = explained(visit(width=320, height=700), "default")
    expect(why.locator(".models td b")).to_have_text(["7"] * 3)
    tops = [
        part.bounding_box()["y"]
        for part in (
            why.get_by_text("Your drawing is close"),
            why.locator(".models"),
            why.get_by_role("img", name="Known digit, a 7").first,
            why.get_by_role("img", name=re.compile(r"What each square of ink counts for\. Strongest: row \d, column \d for 7")),
        )
    ]
    assert tops == sorted(tops)
    wide = "part => part.checkVisibility() && part.getBoundingClientRect().right > 321"
    assert why.evaluate(f"why => [...why.querySelectorAll('*')].filter({wide}).length") == 0


@pytest.mark.slow
@pytest.mark.parametrize("key", models.KEYS)
def test_every_model_gives_its_reasons(visit, key):
    explained(visit(), key)
