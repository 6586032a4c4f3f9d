"""Models told apart, or not, by their mistakes: two of them in a paired test, and what all of them misread."""

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from digitapp.drawing import pictures
from digitapp.measuring import comparison
from digitapp.measuring.comparison import COMPARED, WAYS
from digitapp.measuring.scores import Score, paired
from digitapp.web import cached
from digitapp.web.draw import sees
from digitapp.web.explore import parts

CHANCE = 0.05  # below it, a difference is not put down to luck


def two() -> None:
    """Let the visitor choose two models, and test whether one is better."""
    st.markdown("Is one of two models really better, or was it luck? Only digits that one of them misreads can tell.")
    left, middle, right = st.columns(3)
    first = left.selectbox("One model", COMPARED, index=1, format_func=parts.title, key="one", bind="query-params")
    second = middle.selectbox("The other", COMPARED, index=4, format_func=parts.title, key="other", bind="query-params")
    way = right.segmented_control(
        "Tested on", list(WAYS), format_func=WAYS.get, key="way", default="same", required=True, bind="query-params"
    )
    scores = parts.cross_validated()
    if scores is None:
        return
    one, other = scores[way][first], scores[way][second]
    found = paired(one.right, other.right)
    st.table(
        {
            "model": [parts.title(first), parts.title(second)],
            "accuracy": [parts.percent(one.accuracy), parts.percent(other.accuracy)],
            "only it reads right": [found.only_first, found.only_second],
        },
        hide_index=True,
    )
    better = parts.title(first if found.only_first > found.only_second else second)
    if first == second:
        st.markdown("These are the same model: choose another one.")
    elif found.p < CHANCE:
        st.markdown(
            f"**{better} is better.** If they were as good as each other, so uneven a count would come up with a chance of "
            f"{parts.chance(found.p)} only (p-value, McNemar's exact test)."
        )
    else:
        st.markdown(
            "**Cannot tell.** If they were as good as each other, a count as uneven as this or more would come up with a "
            f"chance of {parts.chance(found.p)} (p-value, McNemar's exact test): that is nothing unusual."
        )
    st.caption("The test takes the digits as drawn independently; those of one writer are not quite.")
    parts.download(_every_digit(scores[way]), f"read-by-all-{way}")
    parts.code(
        "from digitapp.measuring.comparison import folds, read_folds\nfrom digitapp.learning.samples import Samples\n"
        "from digitapp.measuring.scores import paired\n\n"
        f'samples = Samples.from_load_digits()\nparts = folds(samples, "{way}")\n'
        f'one, other = (read_folds(samples, model, parts) for model in ("{first}", "{second}"))\n'
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
    way = st.segmented_control(
        "Tested on", list(WAYS), format_func=WAYS.get, key="way", default="same", required=True, bind="query-params"
    )
    scores = parts.cross_validated()
    if scores is None:
        return
    samples = cached.samples()
    figures = []
    wrong = comparison.misread_by_all(scores[way])
    for index in wrong:
        taken = Counter(int(score.predicted[index]) for score in scores[way].values()).most_common()
        words = ", ".join(f"{digit} by {count}" for digit, count in taken)
        picture = pictures.grey(samples.digits[index])
        figures.append(
            sees.figure(picture, f"Sample {index}", f"Meant: {samples.labels[index]}", f"read as {words}; sample {index}")
        )
    st.html(sees.grid(figures, "views"))
    st.caption(f"{len(wrong)} of {len(samples):,}, read wrong by all {len(COMPARED)} models.")
    every = _every_digit(scores[way])
    parts.numbers({head: [column[index] for index in wrong] for head, column in every.items()}, f"misread-by-all-{way}")
    parts.code(
        "from digitapp.measuring.comparison import cross_validation, misread_by_all\n"
        "from digitapp.learning.samples import Samples\n\n"
        f'print(misread_by_all(cross_validation(Samples.from_load_digits())["{way}"]))'
    )
