"""The answer: what is said of each test of the claim, and that nothing is given away before it was guessed or skipped."""

from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.learning.samples import Samples
from digitapp.measuring import claim, comparison_kept, published
from digitapp.measuring.experiments import ARTICLES
from digitapp.web.explore import answer

TESTS = claim.tests(comparison_kept.read(Samples.from_load_digits()).comparison.scores, published.measured())


def opened(row=None, guesses=None):
    page = AppTest.from_file(str(APP), default_timeout=60).switch_page("explore.py")
    page.session_state[answer.CHOSEN] = row
    page.session_state[answer.GUESSED] = dict.fromkeys(answer.SURPRISING) if guesses is None else guesses
    page.run()
    assert not page.exception
    return page


def text(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption])


def charts(page):
    """The HTML of the charts with buttons."""
    return [element.proto.json for element in page.get("bidi_component") if "accuracies" in element.proto.json]


def test_what_may_be_guessed_is_covered_until_it_is_shown():
    page = opened(guesses={})
    shown = " ".join(charts(page))
    assert all(f"guess:{key}" in shown for key in answer.SURPRISING)
    assert "98.8 %" in shown
    assert not any(words in shown + text(page) for words in ("79.6", "93.2", "97.3"))
    page.button(key="explore.show").click().run()
    shown = " ".join(charts(page))
    assert all(words in shown for words in ("79.6 %", "93.2 %", "97.3 %"))
    assert claim.conclusion(TESTS) in text(page)


def test_the_claim_is_quoted_as_the_article_has_it():
    assert "“Some Scientist claims that it predicts the digit accurately 95% of the times.”" in text(opened(guesses={}))


def test_every_row_has_details():
    for group in TESTS.values():
        for test in group:
            page = opened(test.key)
            assert f"{test.name}, {test.tested}" in [heading.value for heading in page.subheader]


def test_an_articles_fit_says_what_was_skipped_and_can_be_repeated():
    for name, experiment in ARTICLES.items():
        page = opened(name)
        assert f"sample {experiment.size:,} is skipped" in text(page)
        page.button(key="explore.to.experiment").click().run()
        assert not page.exception
        assert page.query_params["section"] in ("experiment", ["experiment"])
        assert page.selectbox(key="explore.model").value == name
        assert page.slider(key="explore.size").value == experiment.size


def test_the_forests_verdict_is_shown_to_depend_on_the_seed():
    said = text(opened("forest"))
    assert "between 271 and 276 of the 296 are read right" in said
    assert "8 of the 20 seeds the claim is rejected" in said
    assert "The article gives no seed" in said


def test_what_all_models_read_of_new_writers_stands_with_them():
    [shown] = [element.proto.body for element in opened("new").get("html") if "Every model, new writers" in element.proto.body]
    assert all(words in shown for words in ("Support vector machine", "97.3 %", "Decision tree", "Best reader"))
