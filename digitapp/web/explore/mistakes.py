"""Models told apart, or not, by their mistakes: two of them in a paired test, and what all of them misread."""

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from digitapp.drawing import pictures
from digitapp.measuring import comparison
from digitapp.measuring.comparison import COMPARED
from digitapp.measuring.scores import Score, paired
from digitapp.web import cached, figures
from digitapp.web.explore import parts

MAX_LUCK = 0.05  # with a smaller p-value, a difference is not put down to luck


def two() -> None:
    """Let the visitor choose two models, and test whether one is better."""
    st.markdown("Is one of two models really better, or was it luck? Only the digits that just one of them misreads can tell.")
    left, right = st.columns(2)
    first = left.selectbox("One model", COMPARED, index=1, format_func=parts.title, key="one", bind="query-params")
    second = right.selectbox("The other", COMPARED, index=4, format_func=parts.title, key="other", bind="query-params")
    way = parts.tested_on()
    scores = parts.cross_validated()
    if scores is None:
        return
    one, other = scores[way][first], scores[way][second]
    found = paired(one.right, other.right)
    st.table(
        {
            "model": [parts.title(first), parts.title(second)],
            "accuracy": [figures.percent(one.accuracy), figures.percent(other.accuracy)],
            "read right by this model only": [found.only_first, found.only_second],
        },
        hide_index=True,
    )
    better = parts.title(first if found.only_first > found.only_second else second)
    chance = figures.chance(found.p)
    if first == second:
        st.markdown("These are the same model: choose another one.")
    elif found.p < MAX_LUCK:
        often = chance if chance.startswith("less") else f"only {chance}"
        st.markdown(
            f"**{better} is better.** If they were equally good, a count this uneven would come up {often} of the time "
            "(p-value, McNemar's exact test)."
        )
    else:
        st.markdown(
            f"We **cannot tell**. If they were equally good, a count at least this uneven would come up {chance} of the time "
            "(p-value, McNemar's exact test): nothing unusual."
        )
    st.caption("The test treats the digits as independent of each other; those of one writer are not quite.")
    parts.download(_every_digit(scores[way]), f"read-by-all-{way}")
    parts.code(
        "from digitapp.measuring.comparison import folds, read_folds\nfrom digitapp.learning.samples import Samples\n"
        "from digitapp.measuring.scores import paired\n\n"
        f'samples = Samples.from_load_digits()\nin_turn = folds(samples, "{way}")\n'
        f'one, other = (read_folds(samples, model, in_turn) for model in ("{first}", "{second}"))\n'
        "print(paired(one.right, other.right))"
    )


def _every_digit(scores: Mapping[str, Score]) -> dict[str, list]:
    """What each model took each sample for."""
    labels = scores[COMPARED[0]].labels
    read = {parts.title(key): score.predicted.tolist() for key, score in scores.items()}
    return {"sample": list(range(len(labels))), "meant": labels.tolist(), **read}


def misread_by_all() -> None:
    """Show the digits that no model reads."""
    st.markdown("Some digits fool every model. Would you have read them?")
    way = parts.tested_on()
    scores = parts.cross_validated()
    if scores is None:
        return
    samples = cached.samples()
    wrong = comparison.misread_by_all(scores[way])
    shown = []
    for number in wrong:
        taken = Counter(int(score.predicted[number]) for score in scores[way].values()).most_common()
        words = ", ".join(f"{digit} by {count}" for digit, count in taken)
        picture, meant = pictures.grey(samples.digits[number]), samples.labels[number]
        shown.append(figures.figure(picture, f"Sample {number}", f"Meant: {meant}", f"read as {words}", f"sample {number}"))
    st.html(figures.grid(shown, "views"))
    st.caption(
        f"{len(wrong)} of {figures.count(len(samples), 'digit')}, misread by all {len(COMPARED)} models. Below each is how "
        "many models read it as what."
    )
    every = _every_digit(scores[way])
    parts.numbers({head: [column[index] for index in wrong] for head, column in every.items()}, f"misread-by-all-{way}")
    parts.code(
        "from digitapp.measuring.comparison import cross_validation, misread_by_all\n"
        "from digitapp.learning.samples import Samples\n\n"
        f'print(misread_by_all(cross_validation(Samples.from_load_digits())["{way}"]))'
    )
