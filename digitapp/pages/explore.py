"""The Explore page: the data set that the models learn from."""

import streamlit as st

st.title("Explore the data set", anchor=False)
