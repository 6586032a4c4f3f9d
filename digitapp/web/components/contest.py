"""Pictures for a person to read, against the clock or without one, with ten buttons or the keys 0 to 9."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

HERE = Path(__file__)

_contest = st.components.v2.component(
    "digitapp_contest",
    html=(HERE.parents[1] / "templates" / "contest.html").read_text(encoding="utf-8"),
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def contest(
    pictures: Sequence[str],
    number: int,
    seconds: int,
    result: str | None,
    key: str,
    on_answers: Callable[[object], None],
    on_again: Callable[[], None],
) -> None:
    """Show the addresses of `pictures` one after another, each for so many seconds, then the `result`, once there is one.

    `number` is the round's: with another one it begins again. `on_answers` is called once, when all are answered, with what
    the browser sent, which may be anything; `on_again` when another round is asked for. Neither is called for an older round.
    """

    def take() -> None:
        match st.session_state.get(key, {}).get("answered"):
            case {"round": int(of), "answers": answers} if of == number and result is None:
                on_answers(answers)

    def again() -> None:
        if st.session_state.get(key, {}).get("again") == number:
            on_again()

    _contest(
        data={"round": number, "pictures": list(pictures), "seconds": seconds, "result": result},
        key=key,
        on_answered_change=take,
        on_again_change=again,
    )
