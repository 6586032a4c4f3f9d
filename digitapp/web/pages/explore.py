"""The Explore page: the articles' experiments, the data, your own experiment, models compared, and real handwriting.

Keys of widgets on this page begin with "explore.", but for those bound to the address: their key is their word in it, so it
is short, and no other widget on either page has it.
"""

import streamlit as st

SECTIONS = {
    "articles": "The articles",
    "data": "The data",
    "experiment": "Your experiment",
    "compare": "Compare models",
    "handwriting": "Real handwriting",
}

st.title("Explore", anchor=False)
section = st.segmented_control(
    "Section",
    list(SECTIONS),
    format_func=SECTIONS.__getitem__,
    key="section",
    default="articles",
    required=True,
    bind="query-params",
    label_visibility="collapsed",
)

# Only here, so that the page shows while scikit-learn is still being loaded.
match section:
    case "articles":
        from digitapp.web.explore import articles

        articles.show()
    case "data":
        from digitapp.web.explore import data

        data.show()
    case "experiment":
        from digitapp.web.explore import experiment

        experiment.show()
    case "compare":
        from digitapp.web.explore import compare

        compare.show()
    case "handwriting":
        from digitapp.web.explore import real_handwriting

        real_handwriting.show()
