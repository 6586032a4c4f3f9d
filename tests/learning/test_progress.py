"""How far a calculation is."""

from digitapp.learning.progress import between, counted


def test_tasks_count_alike_or_by_their_weights():
    told = []
    assert list(counted("abc", told.append, [1, 1, 2])) == ["a", "b", "c"]
    assert told == [0, 0.25, 0.5, 1]
    told.clear()
    assert list(counted("ab", told.append)) == ["a", "b"]
    assert told == [0, 0.5, 1]


def test_a_part_takes_its_share_of_the_whole():
    told = []
    list(counted("ab", between(told.append, 0.5, 1)))
    assert told == [0.5, 0.75, 1]
