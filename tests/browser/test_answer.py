"""The answer to the 95 % claim, guessed first or not, and the way back through the sections."""

import re

from browser.actions import choose, expect_settled
from playwright.sync_api import Page, expect


def row(page: Page, name):
    return page.locator(".accuracies tr", has=page.get_by_role("rowheader", name=re.compile(f"^{name}")))


def test_a_guess_on_the_axis_is_shown_beside_the_result(visit):
    page = visit("/explore")
    tree = row(page, "Decision tree")
    slider = tree.get_by_role("slider")
    slider.fill("90")
    expect(tree.get_by_role("status")).to_have_text("90 %")
    other = row(page, "Random forest").get_by_role("slider")
    other.fill("60")
    expect(tree).not_to_contain_text("79.6 %")
    tree.get_by_role("button", name=re.compile("^Guess")).click()
    expect(tree).to_contain_text("79.6 %")
    expect(tree).to_contain_text("your guess: 90 %")
    expect(tree).to_contain_text("rejected")
    expect(tree.get_by_role("button")).to_be_focused()
    expect(other).to_have_value("60")  # what others have not sent yet is still there
    guess, point = (tree.locator(name).bounding_box() for name in (".axis .guess", ".axis .point"))
    assert guess["x"] > point["x"]
    expect(page.get_by_text("20 seeds the claim is rejected")).to_be_visible()


def test_a_skipped_result_is_shown_and_all_of_them_at_once(visit):
    page = visit("/explore")
    row(page, "New writers").get_by_role("button", name="Skip the guess").click()
    expect(row(page, "New writers")).to_contain_text("97.3 %")
    expect(page.get_by_text("Accept it or reject it?")).to_have_count(0)
    page.get_by_role("button", name="Show all results").click()
    expect(page.get_by_text("Accept it or reject it?")).to_be_visible()
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(row(page, "New writers")).not_to_contain_text("your guess")


def test_a_row_is_opened_by_its_name_and_what_a_step_is_worth_is_guessed_there(visit):
    page = visit("/explore", width=390, height=664)
    name = row(page, "UniPen").get_by_role("button")
    name.focus()
    name.press("Enter")
    step = row(page, "Without straightening")
    step.get_by_role("slider").fill("80")
    step.get_by_role("button", name=re.compile("^Guess")).press("Enter")
    expect(step).to_contain_text("75.3 %")
    expect(step).to_contain_text("your guess: 80 %")
    expect(row(page, "The whole canvas")).to_contain_text("34.2 %")
    name.press("Enter")
    expect(step).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_back_goes_through_the_sections(visit):
    page = visit("/explore")
    for section, word in (("The data", "data"), ("Compare", "compare")):
        choose(page, section)
        expect(page).to_have_url(re.compile(f"section={word}"))
        expect_settled(page)
    page.go_back()
    expect(page).to_have_url(re.compile("section=data"))
    expect(page.get_by_role("radio", name="The data", exact=True)).to_be_checked()
    expect(page.get_by_role("heading", name="What load_digits is")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Is the 95 % claim true?")).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("heading", name="What load_digits is")).to_be_visible()


def test_an_articles_fit_leads_to_the_experiment_and_back_to_the_answer(visit):
    page = visit("/explore")
    page.get_by_role("button", name="Show all results").click()
    row(page, "Decision tree").get_by_role("button", name="Decision tree", exact=True).click()
    page.get_by_role("button", name="Repeat it live").click()
    expect(page.locator(".result")).to_contain_text("156 of 196")
    expect(page).to_have_url(re.compile("section=experiment.*classifier=tree"))
    expect_settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Is the 95 % claim true?")).to_be_visible()
    expect(page).not_to_have_url(re.compile("classifier"))


def test_a_word_that_is_no_section_leads_to_the_answer_and_an_older_link_to_its_section(visit):
    page = visit("/explore?section=%3Cb%3E")
    expect(page.get_by_role("heading", name="Is the 95 % claim true?")).to_be_visible()
    page.goto(page.url.split("?")[0] + "?section=The+data")
    expect(page.get_by_role("radio", name="The data", exact=True)).to_be_checked()
