"""What the seed decides of the articles' verdicts: the tree and the forest, grown again with 20 seeds."""

import streamlit as st

from digitapp.learning.recipes import RECIPES
from digitapp.measuring.experiments import ARTICLES
from digitapp.measuring.seeds import Spread, spreads
from digitapp.web import charts, figures
from digitapp.web.explore import outcomes, parts

CODE = """from digitapp.measuring.seeds import spread

print(spread("forest"))  # takes a quarter of a minute; "tree" a second"""


def show() -> None:
    found = spreads()
    forest = found["forest"]
    others = len(forest.correct) - forest.rejected
    st.header("What if chance had fallen differently?", anchor=False)
    st.markdown(
        "Growing a tree or a forest is partly left to chance, as if dice were rolled, and the **seed** is the number that "
        "fixes how the dice fall, so that it can be repeated. Here nothing is changed but the seed. For the tree, the claim is "
        "rejected whatever the seed. But "
        f"**{forest.rejected} of {len(forest.correct)} forests reject the claim, and with the other {others} we cannot tell: "
        "the forest's verdict depends on luck**, and as the article gives no seed, nobody can say which forest it had. The "
        "support vector machine leaves nothing to chance."
    )
    for column, (model, spread) in zip(st.columns(len(found), gap="medium"), found.items(), strict=True):
        with column:
            _one(model, spread)
    parts.numbers(_table(found), "seeds")
    parts.code(CODE)


def _one(model: str, spread: Spread) -> None:
    title, seed = RECIPES[model].title, ARTICLES[model].seed
    seeds = len(spread.correct)
    least, most = min(spread.correct), max(spread.correct)
    words = (
        f"{spread.rejected} of {seeds} reject the claim. Between {least} and {most} of {spread.total} right "
        f"({figures.between((least / spread.total, most / spread.total))})"
    )
    rows = [
        parts.accuracy_row("", "", correct, spread.total) | {"seed": number, "verdict": verdict, "shown": number == seed}
        for number, (correct, verdict) in enumerate(zip(spread.correct, spread.verdicts, strict=True))
    ]
    st.markdown(f"**{title}**: {words}. The thick bar is seed {seed}, the one shown above.")
    low = min(row["low"] for row in rows)
    st.altair_chart(
        charts.seeds(rows, int(20 * low) / 20, outcomes.CLAIMED),
        alt=f"{title}: accuracy and interval with the seeds 0 to {seeds - 1}, beside the line of 95 %. {words}; "
        f"seed {seed}, the one shown above: {spread.correct[seed]}",
    )


def _table(found: dict[str, Spread]) -> dict[str, list]:
    numbers = [
        (RECIPES[model].title, seed, correct, spread.total, verdict)
        for model, spread in found.items()
        for seed, (correct, verdict) in enumerate(zip(spread.correct, spread.verdicts, strict=True))
    ]
    return dict(zip(("model", "seed", "correct", "of", "claim"), map(list, zip(*numbers, strict=True)), strict=True))
