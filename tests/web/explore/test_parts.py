import pytest

from digitapp.web.explore import parts


@pytest.mark.parametrize(
    ("p", "words"), [(1, "100 %"), (0.108, "11 %"), (0.0386, "3.9 %"), (0.001, "0.1 %"), (3e-14, "less than 0.1 %")]
)
def test_a_p_value_in_per_cent(p, words):
    assert parts.chance(p) == words


def test_a_table_as_csv_is_one_that_a_spreadsheet_reads():
    assert parts.as_csv({"model": ["a, b", 'c "d"'], "n": [1, 2]}) == 'model,n\n"a, b",1\n"c ""d""",2\n'
