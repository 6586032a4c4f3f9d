"""The Explore page's sections: each opens, each control changes what is shown, and its lines of Python give its numbers."""

import pytest
from serving import APP
from streamlit.testing.v1 import AppTest

from digitapp.learning.models import DEFAULT, RECIPES
from digitapp.measuring import comparison, published
from digitapp.measuring.experiments import ARTICLES
from digitapp.web import cached
from digitapp.web.explore import compare


def opened(section=None, **query):
    page = AppTest.from_file(str(APP), default_timeout=60).switch_page("digitapp/web/pages/explore.py")
    for name, word in query.items():
        page.query_params[name] = word
    page.run()
    assert not page.exception
    return page if section is None else chosen(page, "section", section)


def chosen(page, key, value):
    page.segmented_control(key=key).set_value(value).run()
    assert not page.exception
    return page


def text(page):
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.warning, *page.error])


def results(page):
    return [element.proto.body for element in page.get("html") if 'class="result"' in element.proto.body]


def printed_by(page, capsys):
    """What the last lines of Python on the page print."""
    capsys.readouterr()
    exec(page.code[-1].value, {})
    return capsys.readouterr().out.strip()


def test_the_articles_come_first_with_their_verdicts():
    page = opened()
    assert [word in found for word, found in zip(["100.0 %", "79.6 %", "93.2 %"], results(page), strict=False)] == [True] * 3
    said = text(page)
    assert said.count("cannot tell") >= 3
    assert "The 95\N{NO-BREAK SPACE}% claim is **rejected**" in said
    assert "6 of 6" in said
    assert all(f"sample {experiment.size:,} is skipped" in said for experiment in ARTICLES.values())


def test_the_articles_lines_of_python_give_their_numbers(capsys):
    page = opened()
    exec(page.code[0].value, {})
    out = capsys.readouterr().out
    assert all(words in out for words in ["6 of 6 = 100.0 %", "156 of 196 = 79.6 %", "276 of 296 = 93.2 %"])


def test_the_page_says_how_surprising_a_count_is_but_not_that_it_is_none():
    assert "would have probability" not in text(opened())
    page = opened("experiment", classifier="tree", split="articles", size="1600")
    assert "this few or fewer correct would have probability less than 0.1 %" in text(page)


def test_another_share_for_the_second_article(capsys):
    page = opened()
    page.select_slider(key="explore.share").set_value(0.5).run()
    assert not page.exception
    assert "of 899 right" in results(page)[-1]
    assert printed_by(page, capsys).split(" = ")[0] in results(page)[-1].replace(" right", "")


@pytest.mark.parametrize("model", ["tree", *(pytest.param(key, marks=pytest.mark.slow) for key in RECIPES if key != "tree")])
def test_an_experiment_with_every_model_and_each_control(model, capsys):
    page = opened("experiment")
    page.selectbox(key="explore.model").set_value(model).run()
    page.segmented_control(key="explore.split").set_value("writers")
    page.slider(key="explore.size").set_value(300)
    page.number_input(key="explore.seed").set_value(5)
    name, parameter = next(iter(RECIPES[model].parameters.items()))
    page.select_slider(key=f"explore.{model}.{name}").set_value(parameter.values[3]).run()
    assert not page.exception
    assert page.query_params["classifier"] == model
    assert page.query_params[name] == str(parameter.values[3])
    assert len(page.query_params) == 4 + len(RECIPES[model].parameters) + ("section" in page.query_params)
    assert printed_by(page, capsys).split(" = ")[0] in results(page)[0]


def test_an_experiment_is_opened_from_a_link():
    page = opened("experiment", classifier="tree", split="articles", size="1600", seed="0", criterion="gini", max_depth="none")
    assert "156 of 196" in results(page)[0]
    assert not page.warning


def test_an_experiment_survives_another_page():
    page = opened("experiment")
    page.selectbox(key="explore.model").set_value("knn").run()
    page.number_input(key="explore.seed").set_value(8).run()
    page.switch_page("digitapp/web/pages/draw.py").run()
    page.switch_page("digitapp/web/pages/explore.py").run()
    chosen(page, "section", "experiment")
    assert page.selectbox(key="explore.model").value == "knn"
    assert page.number_input(key="explore.seed").value == 8


def test_a_tampered_link_is_put_right_with_a_sentence():
    page = opened("experiment", classifier="tree", split="articles", size="9e9", max_depth="<b>")
    said = [warning.value for warning in page.warning]
    assert said[0] == "The link's size is not a whole number, so it is 1437."
    assert said[1].startswith("The link's max_depth is not one of 1, 2,")
    assert results(page)
    page.number_input(key="explore.seed").set_value(8).run()
    assert not page.warning


def test_more_digits_to_learn_from_than_the_way_of_splitting_leaves():
    page = opened("experiment")
    page.slider(key="explore.size").set_value(1796).run()
    chosen(page, "explore.split", "writers")
    assert page.slider(key="explore.size").value == 1658
    assert results(page)


def test_too_few_digits_to_know_all_ten():
    page = opened("experiment")
    page.slider(key="explore.size").set_value(10).run()
    assert not page.exception
    assert "some digit is missing, so it learns from" in page.warning[0].value


@pytest.fixture(scope="module")
def quick_models():
    """The long calculations in earnest, but nearest neighbours instead of the two models that take longest."""
    read = comparison.read
    quick = {DEFAULT: "knn", "forest": "knn"}
    comparison.read = lambda samples, key, known, tested, **parameters: read(
        samples, quick.get(key, key), known, tested, **({} if key in quick else parameters)
    )
    cached.job.clear()
    yield
    comparison.read = read
    cached.job.clear()


def compared(part):
    """A part of the section that compares the models, with its calculation done."""
    page = chosen(opened("compare"), "compare", part)
    for _ in range(3):
        while page.get("progress"):
            for kind in ("cross-validation", "costs"):
                cached.job(kind).wait(60)
            page.run()
    assert not page.exception
    return page


def test_all_models_are_compared_on_the_same_and_on_new_writers(quick_models, capsys):
    page = compared("Accuracy")
    [chart] = page.get("vega_lite_chart")
    assert "Support vector machine, new writers: 97.3 %" in chart.proto.alt
    assert printed_by(page, capsys).startswith("1749 of 1797 = 97.3 %")


def test_two_models_that_cannot_be_told_apart_and_two_that_can(quick_models, capsys):
    page = compared("Two models")
    assert "We **cannot tell**" in text(page)
    page.selectbox(key="other").set_value("tree").run()
    assert "**Support vector machine is better.**" in text(page)
    chosen(page, "tested", "new")
    out = printed_by(page, capsys)
    only = list(page.table[0].value.iloc[:, -1])
    assert f"only_first={only[0]}, only_second={only[1]}" in out
    page.selectbox(key="other").set_value("svc").run()
    assert "the same model" in text(page)


def test_what_models_are_tested_on_stays_chosen_from_one_comparison_to_the_next(quick_models):
    page = chosen(compared("Two models"), "tested", "new")
    chosen(page, "compare", "Misread by all")
    assert page.segmented_control(key="tested").value == "new"


def test_what_all_models_misread(quick_models, capsys):
    page = compared("Misread by all")
    chosen(page, "tested", "new")
    count = text(page).split(" of 1,797 digits, misread by all")[0].split()[-1]
    assert int(count) == len(printed_by(page, capsys).strip("[]").split())


@pytest.mark.parametrize("cost", ["size", *(pytest.param(cost, marks=pytest.mark.slow) for cost in ("fit", "predict"))])
def test_costs(quick_models, cost, capsys):
    page = chosen(compared("Cost"), "cost", cost)
    assert page.get("vega_lite_chart")
    if cost == "size":
        lines = printed_by(page, capsys).splitlines()
        assert [line.split()[0] for line in lines] == list(comparison.COMPARED)


@pytest.mark.parametrize("model", ["tree", *(pytest.param(key, marks=pytest.mark.slow) for key in ("knn", "logistic"))])
def test_settings(quick_models, model, capsys):
    page = opened("compare")
    page.session_state["of"] = model
    chosen(page, "compare", "Settings")
    assert cached.job("hyperparameter", model).wait(60)
    page.run()
    assert not page.exception
    best = printed_by(page, capsys)
    assert best in text(page)
    found = cached.job("hyperparameter", model).result
    assert compare.rivals(found, max(found, key=lambda values: found[values].correct)) in text(page)


def test_learning_curves(quick_models, capsys, monkeypatch):
    monkeypatch.setattr(comparison, "SIZES", (50, 200))
    monkeypatch.setattr(comparison, "REPEATS", 2)
    cached.job.clear("learning curves", "writers")
    page = chosen(opened("compare"), "compare", "Learning")
    chosen(page, "tested", "new")
    assert cached.job("learning curves", "writers").wait(60)
    page.run()
    assert not page.exception
    mean = float(printed_by(page, capsys).split()[0])
    assert mean == pytest.approx(sum(cached.job("learning curves", "writers").result["svc"][200]) / 2)


def test_a_calculation_that_failed_says_so_and_can_be_tried_again(quick_models, monkeypatch):
    monkeypatch.setitem(cached.WORK, "cross-validation", lambda samples, progress: 1 / 0)
    cached.job.clear("cross-validation")
    page = opened("compare")
    cached.job("cross-validation").wait(10)
    page.run()
    assert [error.value for error in page.error] == ["This calculation failed."]
    monkeypatch.undo()
    page.button[0].click().run()
    assert not page.error
    assert cached.job("cross-validation").wait(60)


def test_real_handwriting_is_shown_as_it_was_measured():
    page = opened("handwriting")
    best = published.measured()["steps"]["unipen_dev"][DEFAULT]["accuracy"]
    assert f"{100 * best:.1f} %" in page.get("vega_lite_chart")[0].proto.alt
    chosen(page, "writers", "unipen_dev")
    assert "The worst digit of each" in page.get("image")[0].proto.imgs[0].alt


def test_writers_kept_apart_stand_below_those_looked_at_and_name_their_reader():
    page = opened("handwriting")
    said = text(page)
    looked_at, *kept_apart = [table.value for table in page.table if "Written by" in table.value]
    assert len(looked_at) == len(published.measured()["steps"])
    for round_, table in zip(published.kept_apart(), kept_apart, strict=True):
        assert f"{round_.when}, {round_.reader}:" in said
        assert [words.split(":")[0] for words in table["Written by"]] == [reading.name for reading in round_.readings]


def test_the_forests_verdict_is_shown_to_depend_on_the_seed():
    page = opened()
    said = text(page)
    assert "8 of 20 forests reject the claim" in said
    assert "the article gives no seed" in said
    tree, forest = [chart.proto.alt for chart in page.get("vega_lite_chart")[1:3]]
    assert "20 of 20 reject the claim. Between 149 and 158 of 196 right" in tree
    assert "seed 0, the one shown above: 276" in forest
