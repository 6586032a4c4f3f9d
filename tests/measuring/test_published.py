"""The figures in README and on the Explore page, and the command that measures them again."""

import pytest

from digitapp.__main__ import main
from digitapp.measuring import benchmark, published, readme


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """What the command writes goes to a folder of the test, which begins as a copy."""
    for file in [readme.README, *published.MEASURED.iterdir()]:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(readme, "README", tmp_path / "README.md")
    monkeypatch.setattr(published, "MEASURED", tmp_path)
    return tmp_path


def test_one_command_measures_in_each_way_and_writes_readme(elsewhere, monkeypatch):
    before = published.measured()
    figures = benchmark.measure([None] * 3, [1, 2, 3])
    measured = {file: dict.fromkeys(by_model, figures) for file, by_model in before["steps"].items()}
    ways = []
    monkeypatch.setattr(benchmark, "measure_files", lambda files, way, keys: ways.append((*files, way)) or (measured, {}))
    assert main(["publish", "uji2_dev.json.gz"]) == 0
    assert [(file.name, way) for file, way in ways] == [("uji2_dev.json.gz", way) for way, _ in published.WAYS.values()]
    assert published.measured() == dict.fromkeys(published.WAYS, measured)
    assert "| UJIpenchars2: 33 people, 3 drawings | 0.0" in (elsewhere / "README.md").read_text()


def test_without_files_only_the_tables_are_written_again(elsewhere):
    text = readme.README.read_text()
    start = text.index("<!-- kept apart")
    readme.README.write_text(text[:start] + text[start:].replace("Chars74k", "Chars75k", 1))
    before = {file.name: file.read_bytes() for file in elsewhere.glob("*.json")}
    assert main(["publish"]) == 0
    assert readme.README.read_text() == text
    assert {file.name: file.read_bytes() for file in elsewhere.glob("*.json")} == before


def test_a_file_without_words_for_it_is_refused_before_anything_is_measured(elsewhere, capsys):
    assert main(["publish", "strangers.json.gz"]) == 2
    assert "strangers.json.gz: its name must be one of pendigits_dev, unipen_dev" in capsys.readouterr().err


def test_readme_without_a_place_for_a_table_is_an_error():
    with pytest.raises(ValueError, match="must have a line <!-- the answer"):
        readme.with_tables("# digitapp")


def test_every_file_that_was_measured_has_words_and_every_way_the_same_files():
    steps, *others = published.measured().values()
    assert steps.keys() <= published.FILES.keys()
    assert all(other.keys() == steps.keys() for other in others)


def test_shares_kept_apart_are_shares_and_lie_within_their_intervals():
    for one in published.kept_apart():
        assert one.when
        assert one.reader
        for reading in one.readings:
            assert all(0 <= share <= 1 for share in (*reading.accuracy, *reading.refused, *reading.accuracy_sure))
            low, high = reading.interval or (0, 1)
            assert all(low <= share <= high for share in reading.accuracy)


def test_what_is_not_known_is_a_dash_and_two_halves_have_two_figures():
    row = published.Reading("a", "about 9", None, (0.967, 0.95), None, (0.04,), ())
    assert [column[0] for column in published.columns([row]).values()] == [
        "a: about 9 people",
        "96.7 / 95.0",
        "4.0",
        "\N{EN DASH}",
    ]
