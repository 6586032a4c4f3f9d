"""The Explore page: is the 95 % claim true, the data, your own experiment, and models compared.

Keys of widgets on this page begin with "explore.", but for those bound to the address: their key is their word in it, so it
is short, and no other widget on either page has it.
"""

import streamlit as st

SECTIONS = {"answer": "The answer", "data": "The data", "experiment": "Your experiment", "compare": "Compare"}
RENAMED = {"The data": "data", "Your experiment": "experiment", "Compare models": "compare"}  # what older links say
CHOSEN = "explore.section"


def _go() -> None:
    # Not bound to the address by Streamlit, which would write the title there, and replace what the browser's Back goes to.
    # What other sections wrote there is theirs.
    st.query_params.from_dict({"section": st.session_state[CHOSEN]})


st.set_page_config(layout="wide")  # style.css has it no wider than is good to read
st.title("Explore", anchor=False)
word = st.query_params.get("section", "answer")
word = RENAMED.get(word, word)
st.session_state[CHOSEN] = word if word in SECTIONS else "answer"
section = st.segmented_control(
    "Section",
    list(SECTIONS),
    format_func=SECTIONS.__getitem__,
    key=CHOSEN,
    required=True,
    on_change=_go,
    label_visibility="collapsed",
)

# Only here, so that the page shows while scikit-learn is still being loaded.
match section:
    case "answer":
        from digitapp.web.explore import answer

        answer.show()
    case "data":
        from digitapp.web.explore import data

        data.show()
    case "experiment":
        from digitapp.web.explore import experiment

        experiment.show()
    case "compare":
        from digitapp.web.explore import compare

        compare.show()
