from digitapp.web.explore import parts


def test_a_table_as_csv_is_one_that_a_spreadsheet_reads():
    assert parts.as_csv({"model": ["a, b", 'c "d"'], "n": [1, 2]}) == 'model,n\n"a, b",1\n"c ""d""",2\n'
