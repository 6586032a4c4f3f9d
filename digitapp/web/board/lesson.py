"""The lesson: four files to open, print and keep; `handouts` made them."""

import streamlit as st

from digitapp.web.board import handouts

# What the button says, what the file is, and what it is called where it is saved
OFFERED = {
    "lesson": ("The lesson", "45 minutes, step by step: what to say, what to ask, what you will hear.", "digitapp_lesson"),
    "sheet": ("Pupil's sheet", "Two pages for each pupil, to print on both sides of one sheet.", "digitapp_pupils_sheet"),
    "key": ("Key", "For you: the answers to the pupil's sheet.", "digitapp_key"),
    "parents": ("Note for parents", "One page to send home first: what is kept, where and for how long.", "digitapp_parents"),
}


def show() -> None:
    """Offer the handouts."""
    st.header("A lesson for 45 minutes", anchor=False)
    st.markdown("Open a file in your browser and print it, on A4 or Letter. Once saved, it needs neither this app nor Wi-Fi.")
    for key, (title, words, name) in OFFERED.items():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                title,
                handouts.file(key).read_bytes(),
                f"{name}.html",
                "text/html",
                key=f"class.lesson.{key}",
                icon=":material/download:",
                on_click="ignore",
                width=220,
            )
            st.markdown(words, width="content")
